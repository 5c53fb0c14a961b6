/** A value that structured cloning keeps, written as JSON: parts refer to each other by their place in a list. */
export type Part =
  | { readonly is: "plain"; readonly value: string | number | boolean | null }
  | { readonly is: "undefined" }
  | { readonly is: "number" | "bigint"; readonly text: string }
  | { readonly is: "boxed"; readonly inner: number }
  | { readonly is: "date"; readonly time: number | null }
  | { readonly is: "regexp"; readonly source: string; readonly flags: string }
  | { readonly is: "bytes"; readonly type: string; readonly base64: string }
  | { readonly is: "array"; readonly length: number; readonly entries: readonly (readonly [string, number])[] }
  | { readonly is: "object"; readonly entries: readonly (readonly [string, number])[] }
  | { readonly is: "map"; readonly entries: readonly (readonly [number, number])[] }
  | { readonly is: "set"; readonly members: readonly number[] }
  | {
      readonly is: "error";
      readonly name: string;
      readonly message: string;
      readonly stack: string;
      readonly cause: number | null;
    };

/** A part that holds others. */
export type Container = Extract<Part, { is: "array" | "object" | "map" | "set" | "error" }>;
