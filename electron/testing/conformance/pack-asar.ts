/** An asar archive of one folder's files: sizes, a JSON header, then the bytes of the files. */
export function packAsar(files: Readonly<Record<string, Buffer>>): Buffer {
  let offset = 0;
  const entries = Object.entries(files).map(([name, bytes]) => {
    const entry = { size: bytes.length, offset: String(offset) };
    offset += bytes.length;
    return [name, entry] as const;
  });
  const json = Buffer.from(JSON.stringify({ files: Object.fromEntries(entries) }));
  const padding = Buffer.alloc((4 - (json.length % 4)) % 4);
  const string = Buffer.concat([uint32(json.length), json, padding]);
  const header = Buffer.concat([uint32(string.length), string]);
  return Buffer.concat([uint32(4), uint32(header.length), header, ...Object.values(files)]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
