/** What an attempt to send came to. */
export type Attempt =
  | { readonly outcome: "saved"; readonly name: string }
  /** The bytes that are there; perhaps fewer than were sent. */
  | { readonly outcome: "offset"; readonly offset: number }
  /** The server has forgotten the upload. */
  | { readonly outcome: "unknown" }
  /** It will not do, in words for people; `isForGood`: nor will it however often the same is sent. */
  | { readonly outcome: "refused"; readonly reason: string; readonly isForGood: boolean }
  /** Not now: the disk has no room for it, another tab goes on with it, or the owner lets nothing in. What has come stays. */
  | { readonly outcome: "stopped"; readonly reason: string }
  /** The connection broke, or the server is busy: worth another try. */
  | { readonly outcome: "broken" };

/** Milliseconds without a byte after which a connection counts as broken. */
const stalledMilliseconds = 30_000;

/** Announces a file; its upload's address, or why not. */
export async function beginUpload(address: string, length: number): Promise<string | Attempt> {
  const headers = { "Upload-Length": String(length) };
  const response = await fetch(`${address}?upload`, { method: "POST", headers, signal: untilStalled() });
  const location = response.headers.get("Location");
  if (response.status === 201 && location !== null) return location;
  return attemptOf(response.status, null, await response.text());
}

/** Asks how much of an upload is there. */
export async function askOffset(address: string, signal?: AbortSignal): Promise<Attempt> {
  const response = await fetch(address, { method: "HEAD", signal: untilStalled(signal) });
  if (response.headers.get("Upload-Complete") === "?1") return { outcome: "saved", name: "" };
  return attemptOf(response.status, response.headers.get("Upload-Offset"), "");
}

/** Ends a request that is not answered, or not wanted any more. */
function untilStalled(wanted?: AbortSignal): AbortSignal {
  const ended = new AbortController();
  const end = () => ended.abort();
  setTimeout(end, stalledMilliseconds);
  wanted?.addEventListener("abort", end);
  return ended.signal;
}

/** Gives an upload up; nobody waits for the answer, for the page may be closing. */
export function cancelUpload(address: string): void {
  void fetch(`${address}&cancel`, { method: "POST", keepalive: true }).catch(() => undefined); // it is swept in the end
}

/** Sends the rest of a file behind what is there. XMLHttpRequest, for fetch does not tell how far it is. */
export function sendRest(
  address: string,
  file: Blob,
  offset: number,
  signal: AbortSignal,
  onProgress: (sent: number) => void,
): Promise<Attempt> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    let stalled = setTimeout(abort, stalledMilliseconds);
    request.upload.addEventListener("progress", ({ loaded }) => {
      clearTimeout(stalled);
      stalled = setTimeout(abort, stalledMilliseconds);
      onProgress(offset + loaded);
    });
    request.addEventListener("loadend", () => {
      clearTimeout(stalled);
      signal.removeEventListener("abort", abort);
      resolve(attemptOf(request.status, request.getResponseHeader("Upload-Offset"), request.responseText));
    });
    signal.addEventListener("abort", abort);
    request.open("PATCH", address);
    request.setRequestHeader("Upload-Offset", String(offset));
    request.send(file.slice(offset));
  });
}

const notNow = new Set([409, 507]);
/** What helps where the name or the size is refused, by the status that says so: to send the same again does not. */
const forGood: ReadonlyMap<number, string> = new Map([
  [400, " Rename it, then choose it again."],
  [413, " Make it smaller, or ask the owner for another way."],
  [414, ""], // the reason says all: too many folders in one another
]);

/** What an answer means; status 0 is none. */
export function attemptOf(status: number, offset: string | null, text: string): Attempt {
  if (status === 201) return { outcome: "saved", name: savedName(text) };
  if ((status === 204 || status === 409) && typeof offset === "string")
    return { outcome: "offset", offset: Number(offset) };
  if (status === 404) return { outcome: "unknown" };
  const words = text.trim();
  const reason = reasonOf(status, words);
  if (isNotNow(status, words)) return { outcome: "stopped", reason };
  if (status === 0 || status === 408 || status === 429 || status >= 500) return { outcome: "broken" };
  return refused(status, reason);
}

/** What a refusal means that comes without words of its own: the owner has blocked this device, or takes no files any more. */
const unsaid: ReadonlyMap<number, string> = new Map([
  [403, "Not sent: this device may not send files here."],
  [405, "Not sent: no files are taken here any more."],
]);

function reasonOf(status: number, words: string): string {
  return (isUnsaid(status, words) ? unsaid.get(status) : undefined) ?? (words || `The server answered ${status}.`);
}

/** Whether the refusal may end by itself; a blocked device may be let in again. */
function isNotNow(status: number, words: string): boolean {
  return notNow.has(status) || (status === 403 && isUnsaid(status, words));
}

function isUnsaid(status: number, words: string): boolean {
  return words === "" || words.startsWith(`${status} `);
}

function refused(status: number, reason: string): Attempt {
  const advice = forGood.get(status);
  return { outcome: "refused", reason: reason + (advice ?? ""), isForGood: advice !== undefined };
}

/** The name that a file got, which may be another than it had; "" where the answer does not tell. */
function savedName(text: string): string {
  try {
    const { saved } = JSON.parse(text) as { readonly saved?: readonly { readonly name?: string }[] };
    return saved?.[0]?.name ?? "";
  } catch {
    return "";
  }
}
