import { HttpError } from "../http/http-error.ts";
import type { Exchange } from "./exchange.ts";
import type { Limits } from "./limits.ts";
import type { Phase } from "./phase.ts";
import type { RequestReader } from "./request-reader.ts";
import type { Sender } from "./sender.ts";

/** What a connection is waiting for; "nothing": its handler, or the disk, works, and has its own bounds. */
export type WaitingFor = "request" | "rest of head" | "worker" | "body" | "taking" | "closing" | "nothing";

/** What has to happen when a deadline has passed. */
export type Verdict =
  | { readonly kind: "wait" }
  | { readonly kind: "close" }
  | { readonly kind: "answer"; readonly error: HttpError }
  | { readonly kind: "abort"; readonly reason: string };

const wait: Verdict = { kind: "wait" };
const close: Verdict = { kind: "close" };

/** Each deadline: how long it runs, and what happens then. */
const deadlines: Readonly<
  Record<Exclude<WaitingFor, "nothing">, readonly [limit: (limits: Limits) => number, verdict: () => Verdict]>
> = {
  request: [(limits) => limits.idleMilliseconds, () => close],
  closing: [(limits) => limits.drainMilliseconds, () => close],
  "rest of head": [
    (limits) => limits.headMilliseconds,
    () => ({ kind: "answer", error: new HttpError(408, "the request's head did not come in time") }),
  ],
  worker: [
    (limits) => limits.queueMilliseconds,
    () => ({ kind: "answer", error: new HttpError(503, "all workers were busy for too long") }),
  ],
  body: [
    (limits) => limits.stallMilliseconds,
    () => ({ kind: "abort", reason: "the request's body stopped coming, or came too slowly" }),
  ],
  taking: [
    (limits) => limits.stallMilliseconds,
    // Linux keeps up to 4 MiB for who was fast, and takes more when a third of that has left: so slow is not nothing
    () => ({ kind: "abort", reason: "the visitor took nothing, or too little, of the answer for too long" }),
  ],
};

/** What a connection is waiting for. `exchange`: the request whose answer is being worked out. */
export function waitsFor(
  phase: Phase,
  sender: Pick<Sender, "isAsking" | "isBusy">,
  reader: Pick<RequestReader, "isBodyWanted" | "waiting">,
  exchange?: Pick<Exchange, "isSaving" | "isWaiting">,
): WaitingFor {
  if (sender.isAsking || isSaved(reader, exchange)) return "nothing";
  if (sender.isBusy) return "taking";
  if (phase === "reading") return reader.waiting === 0 ? "request" : "rest of head";
  if (phase === "draining" || phase === "lingering") return "closing";
  if (reader.isBodyWanted) return "body";
  return exchange?.isWaiting === true ? "worker" : "nothing";
}

/** What becomes of a body is awaited also where its visitor reads no earlier answer meanwhile. */
function isSaved(
  { isBodyWanted }: Pick<RequestReader, "isBodyWanted">,
  exchange?: Pick<Exchange, "isSaving">,
): boolean {
  return exchange?.isSaving === true && !isBodyWanted;
}

/** Looks at the one deadline that is in force; `milliseconds`: how long it has run. */
export function judge(waitingFor: WaitingFor, milliseconds: number, limits: Limits): Verdict {
  if (waitingFor === "nothing") return wait;
  const [limit, verdict] = deadlines[waitingFor];
  return milliseconds > limit(limits) ? verdict() : wait;
}
