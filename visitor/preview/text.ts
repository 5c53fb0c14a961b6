import { decodeText } from "../../server/files/decode-text.ts";

/** Bytes of a text that the page shows. */
export const mostTextBytes = 512 * 1024;

/** As much of a file's text as is shown, and whether there is more. */
export type Text = { readonly text: string; readonly isCut: boolean };

/** The start of a file as text; `listed`: the bytes that it had when it was listed. */
export async function readText(address: string, listed: number, signal: AbortSignal): Promise<Text> {
  // an empty file has no first byte: to ask for it is an error, which the browser's console would show
  const response = await fetch(address, { signal, headers: listed === 0 ? {} : { Range: `bytes=0-${mostTextBytes}` } });
  if (response.status === 416) return { text: "", isCut: false };
  if (!response.ok || response.body === null) throw new Error(`status ${response.status}`);
  const bytes = new Uint8Array(mostTextBytes);
  let length = 0;
  for await (const piece of streamOf(response.body)) {
    const part = piece.subarray(0, mostTextBytes - Math.min(length, mostTextBytes));
    if (part.length > 0) bytes.set(part, length);
    length += piece.length;
    if (length > mostTextBytes) break;
  }
  const isCut = length > mostTextBytes;
  return { text: decodeText(bytes.subarray(0, length), isCut), isCut };
}

/** A body piece by piece; leaving early stops the download. */
async function* streamOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    void reader.cancel().catch(() => undefined); // whoever reads is told what broke it off
  }
}
