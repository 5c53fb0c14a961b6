import { createServer } from "node:net";

const [lowest, processes, portsOfEach] = [10_000, 400, 50];
let given = 0;

/**
 * A port that nobody listens on just now. It is below those that systems give to whoever asks for any, so that none of
 * all the suites, programs and connections beside this one gets it by chance before it is listened on.
 */
export async function freePort(): Promise<number> {
  const first = lowest + (process.pid % processes) * portsOfEach;
  for (;;) {
    const port = first + (given++ % portsOfEach);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
}
