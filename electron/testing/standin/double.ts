import type { EventEmitter } from "node:events";

/** What a double must agree with: any part of the real API. Its events are Node's own, without Electron's overloads. */
export type Double<T> = Partial<Omit<T, keyof EventEmitter>>;
