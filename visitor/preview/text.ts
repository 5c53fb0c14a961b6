/** Bytes of a text that the page shows. */
export const mostTextBytes = 512 * 1024;

export type Text = { readonly text: string; readonly isCut: boolean };

/** The start of a file as text; bytes that are no UTF-8 are shown as such. */
export async function readText(address: string, signal: AbortSignal): Promise<Text> {
  const response = await fetch(address, { signal, headers: { Range: `bytes=0-${mostTextBytes}` } });
  if (response.status === 416) return { text: "", isCut: false }; // an empty file has no first byte
  if (!response.ok || response.body === null) throw new Error(`status ${response.status}`);
  const decoder = new TextDecoder();
  let text = "";
  let length = 0;
  for await (const piece of streamOf(response.body)) {
    const left = mostTextBytes - length;
    length += piece.length;
    text += decoder.decode(piece.subarray(0, left), { stream: length <= mostTextBytes });
    if (length > mostTextBytes) break;
  }
  return { text, isCut: length > mostTextBytes };
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
