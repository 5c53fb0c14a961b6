import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { describe, it, type TestContext } from "node:test";
import { codeOf } from "../error-code.ts";
import { mustBeFreeForAll } from "./port-for-all.ts";

/** The port of another program, at every address of IPv4. */
async function portOfAnother(t: TestContext): Promise<number> {
  const other = createServer().listen(0, "0.0.0.0");
  t.after(() => other.close());
  await once(other, "listening");
  return (other.address() as AddressInfo).port;
}

describe("a port that a server is to have on every interface", () => {
  it("is taken on macOS and Windows where another program has it for IPv4", async (t) => {
    const port = await portOfAnother(t);
    for (const platform of ["darwin", "win32"] as const) {
      await assert.rejects(mustBeFreeForAll("::", port, platform), (error) => codeOf(error) === "EADDRINUSE");
    }
  });

  it("is not asked about where the system says so, or the server listens elsewhere", async (t) => {
    const port = await portOfAnother(t);
    await mustBeFreeForAll("::", port, "linux");
    await mustBeFreeForAll("127.0.0.1", port, "darwin");
    await mustBeFreeForAll("::", 0, "darwin");
  });

  it("is free still after it was asked about", async () => {
    const port = await new Promise<number>((resolve) => {
      const server = createServer().listen(0, "0.0.0.0", () => {
        const { port } = server.address() as AddressInfo;
        server.close(() => resolve(port));
      });
    });
    await mustBeFreeForAll("::", port, "darwin");
    await mustBeFreeForAll("::", port, "darwin");
  });
});
