import type { Root } from "./root.ts";

/** A folder that is being shared, as a request led to it. */
export type SharedFolder = {
  readonly root: Root;
  /** The real folder. */
  readonly path: string;
  /** The names that lead to it from the share. */
  readonly names: readonly string[];
};
