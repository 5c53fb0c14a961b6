/** A square picture: its side in pixels, and its PNG. */
export type Picture = { readonly side: number; readonly png: Buffer };

/** The pictures as a Windows icon: a directory, and behind it the PNGs as they are (understood since Windows Vista). */
export function ico(pictures: readonly Picture[]): Buffer {
  const header = Buffer.alloc(6);
  header.writeUInt16LE(1, 2); // an icon, not a cursor
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length + 16 * pictures.length;
  const entries = pictures.map(({ side, png }) => {
    const entry = Buffer.alloc(16);
    entry.writeUInt8(side % 256, 0); // 256 is written as 0
    entry.writeUInt8(side % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += png.length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...pictures.map(({ png }) => png)]);
}

/** What macOS calls a PNG of each side, the second as twice as sharp a picture of half the side. */
const icnsTypes: readonly (readonly [type: string, side: number])[] = [
  ["icp4", 16],
  ["icp5", 32],
  ["ic11", 32],
  ["ic12", 64],
  ["ic07", 128],
  ["ic08", 256],
  ["ic13", 256],
  ["ic09", 512],
  ["ic14", 512],
  ["ic10", 1024],
];

/** The pictures as a macOS icon: elements of type, length and PNG. */
export function icns(pictures: readonly Picture[]): Buffer {
  const elements = icnsTypes.flatMap(([type, side]) => {
    const picture = pictures.find((candidate) => candidate.side === side);
    return picture ? [element(type, picture.png)] : [];
  });
  return element("icns", Buffer.concat(elements));
}

function element(type: string, content: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.write(type, "latin1");
  header.writeUInt32BE(header.length + content.length, 4);
  return Buffer.concat([header, content]);
}
