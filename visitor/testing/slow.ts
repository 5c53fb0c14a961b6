import { setTimeout as delay } from "node:timers/promises";
import type { Page } from "playwright-core";
import type { Shared } from "./shared-folder.ts";

/** Lets a page send so slowly that its file is under way until what comes back lets it go on as fast as it can. */
export async function slow(page: Page): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const send = async (uploadThroughput: number) => {
    const conditions = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput };
    await session.send("Network.emulateNetworkConditions", conditions);
  };
  await send(50_000);
  return () => send(-1);
}

/** Waits until a part of a file has come. */
export async function untilBegun({ share }: Shared): Promise<void> {
  while (!share.log.active.some(({ method, bytesReceived }) => method === "PATCH" && bytesReceived > 0))
    await delay(20);
}
