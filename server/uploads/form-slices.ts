/** Parts that may begin in one slice. To begin one takes longer than kilobytes of its content. */
const partsAtOnce = 32;
/** What stands in front of each part but the first (RFC 2046 §5.1.1), whatever the form's boundary is. */
const mark = Buffer.from("\r\n--");

/** Cuts bytes of a form so that the parser never has to begin many parts at once. */
export function* formSlices(bytes: Buffer): Generator<Buffer> {
  let start = 0;
  let parts = 0;
  for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at + mark.length)) {
    if (++parts % partsAtOnce !== 0) continue;
    yield bytes.subarray(start, at);
    start = at;
  }
  yield bytes.subarray(start);
}
