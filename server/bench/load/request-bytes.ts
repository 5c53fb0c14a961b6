/** A request's head as it goes over the wire. */
export function requestBytes(
  target: string,
  fields: Readonly<Record<string, string>> = {},
  method: "GET" | "PUT" = "GET",
): Buffer {
  const lines = Object.entries({ Host: "127.0.0.1", ...fields }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join("")}\r\n`, "latin1");
}

/** Numbers from 0 up to 1, the same in every run, so that all servers are asked for the same (xorshift32). */
export function randomNumbers(): () => number {
  let state = 0x9e3779b9;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
