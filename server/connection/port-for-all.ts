import { createServer } from "node:net";
import { codeOf } from "../error-code.ts";

/**
 * Sees to it that a port is free for IPv4 as well where a server is to listen on every interface. A Mac lets it listen on
 * "::" although another program has the port on 0.0.0.0 (web-infra-dev/midscene#2515), and Vite found no better way than
 * to try (vitejs/vite#21381): visitors who come by IPv4 would get the other program. Linux says so by itself.
 * @throws Error with the code EADDRINUSE; what else is in the way is left to the one that listens.
 */
export function mustBeFreeForAll(
  host: string,
  port: number,
  platform: NodeJS.Platform = process.platform,
): Promise<void> {
  if (host !== "::" || port === 0 || platform === "linux") return Promise.resolve();
  return new Promise((resolve, reject) => {
    const trial = createServer();
    trial.once("error", (error) => (codeOf(error) === "EADDRINUSE" ? reject(error) : resolve()));
    trial.listen({ host: "0.0.0.0", port }, () => trial.close(() => resolve()));
  });
}
