import type { ServerKind } from "./server-kind.ts";

/** Python's http.server, as everybody with a folder to share knows it, keeping connections open. */
export const python: ServerKind = {
  name: "python http.server",
  launch: ({ port, root }, tools) => {
    const program = tools.get("python3");
    const args = ["-m", "http.server", String(port), "--bind", "127.0.0.1", "--directory", root];
    return Promise.resolve(
      program === undefined ? undefined : { command: [program, ...args, "--protocol", "HTTP/1.1"] },
    );
  },
};
