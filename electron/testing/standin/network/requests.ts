import { GoneError, type Session } from "../chromium/connection.ts";
import type { PayloadOf } from "../chromium/protocol.ts";
import { complain } from "../diagnostics.ts";
import type { StandInProtocol } from "./protocol.ts";
import { disguise, undisguise } from "./scheme-host.ts";

type Paused = PayloadOf<"Fetch.requestPaused">;

/** Answers the requests that Chromium pauses, once each is permitted; one that fails in the app fails in the page. */
export function answerRequests(
  session: Session,
  protocol: StandInProtocol,
  permits: (paused: Paused) => boolean,
): void {
  session.on("Fetch.requestPaused", (paused) => {
    const { requestId, request } = paused;
    const refuse = () => session.send("Fetch.failRequest", { requestId, errorReason: "Aborted" });
    const answer = permits(paused) ? answerRequest(session, protocol, paused) : refuse();
    answer.catch((error: unknown) => {
      // Chromium forgets a request whose page has gone
      if (error instanceof GoneError) return;
      complain(`stand-in: ${undisguise(request.url)} failed`, error);
      refuse().catch(() => undefined);
    });
  });
}

/** By the app's own handler when the scheme has one, else by the network. */
async function answerRequest(session: Session, protocol: StandInProtocol, paused: Paused): Promise<void> {
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
