/** Bytes of a text that the page shows. */
export const mostTextBytes = 512 * 1024;

/** As much of a file's text as is shown, and whether there is more. */
export type Text = { readonly text: string; readonly isCut: boolean };

/** The start of a file as text. */
export async function readText(address: string, signal: AbortSignal): Promise<Text> {
  const response = await fetch(address, { signal, headers: { Range: `bytes=0-${mostTextBytes}` } });
  if (response.status === 416) return { text: "", isCut: false }; // an empty file has no first byte
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

/**
 * UTF-16 where a byte order mark says so, else UTF-8, else what Western systems wrote before; of text that `isCut`, half
 * a character at the end is left out.
 */
export function decodeText(bytes: Uint8Array<ArrayBuffer>, isCut: boolean): string {
  const [first, second] = bytes;
  const decode = (encoding: string) => new TextDecoder(encoding).decode(bytes, { stream: isCut });
  if (first === 0xff && second === 0xfe) return decode("utf-16le");
  if (first === 0xfe && second === 0xff) return decode("utf-16be");
  const text = decode("utf-8");
  const wrong = text.match(/\ufffd/g)?.length ?? 0;
  return wrong > (text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0) ? decode("windows-1252") : text;
}

/** A body piece by piece; leaving early stops the download. */
async function* streamOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    void reader.cancel();
  }
}
