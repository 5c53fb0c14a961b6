import type { Session } from "../chromium/connection.ts";
import type { PayloadOf } from "../chromium/protocol.ts";
import type { StandInProtocol } from "./protocol.ts";
import { disguise, undisguise } from "./scheme-host.ts";

type Paused = PayloadOf<"Fetch.requestPaused">;

/** Answers one request of a page: by the app's own handler when its scheme has one, else by the network. */
export async function answerRequest(session: Session, protocol: StandInProtocol, paused: Paused): Promise<void> {
  const { requestId, request } = paused;
  const url = undisguise(request.url);
  if (url === request.url) {
    await session.send("Fetch.continueRequest", { requestId });
    return;
  }
  const handler = protocol.handlerOf(url);
  if (!handler) throw new Error(`stand-in: nothing handles ${url}`);
  const response = await handler(requestOf(paused, url));
  const body = Buffer.from(await response.arrayBuffer());
  await session.send("Fetch.fulfillRequest", {
    requestId,
    responseCode: response.status,
    responseHeaders: [...response.headers].map(([name, value]) => ({
      name,
      value: name === "location" ? disguise(value, protocol.schemes) : value,
    })),
    body: body.toString("base64"),
  });
}

function requestOf({ request }: Paused, url: string) {
  const headers = new globalThis.Headers();
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, undisguise(value));
  const body = bodyOf(request);
  return new globalThis.Request(url, { method: request.method, headers, ...(body ? { body } : {}) });
}

function bodyOf({ postDataEntries, postData }: Paused["request"]) {
  if (postDataEntries) return Buffer.concat(postDataEntries.map(({ bytes }) => Buffer.from(bytes ?? "", "base64")));
  return postData === undefined ? undefined : Buffer.from(postData);
}
