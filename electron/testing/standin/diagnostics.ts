import { inspect } from "node:util";

/** Tells whoever runs the app what Electron, or the stand-in, has to say: on standard error. */
export function complain(message: string, ...details: readonly unknown[]): void {
  const rest = details.map((detail) => (typeof detail === "string" ? detail : inspect(detail)));
  process.stderr.write(`${[message, ...rest].join("\n")}\n`);
}
