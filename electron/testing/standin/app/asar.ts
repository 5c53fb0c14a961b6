import { closeSync, copyFileSync, mkdirSync, openSync, readSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

type Entry = {
  readonly files?: Readonly<Record<string, Entry>>;
  readonly link?: string;
  readonly unpacked?: boolean;
  readonly size?: number;
  readonly offset?: string;
  readonly executable?: boolean;
};

type Archive = { readonly file: string; readonly descriptor: number; readonly start: number };

const preamble = 16;

/** Unpacks an asar archive: four 32-bit sizes, a JSON header, then the bytes of the files. */
export function unpackAsar(file: string, folder: string): void {
  const descriptor = openSync(file, "r");
  try {
    const sizes = readAt(descriptor, 0, preamble);
    const header = readAt(descriptor, preamble, sizes.readUInt32LE(12)).toString("utf8");
    const archive = { file, descriptor, start: 8 + sizes.readUInt32LE(4) };
    unpackEntry(archive, JSON.parse(header) as Entry, "", folder);
  } finally {
    closeSync(descriptor);
  }
}

function unpackEntry(archive: Archive, entry: Entry, name: string, folder: string): void {
  const target = path.join(folder, name);
  if (entry.files) {
    mkdirSync(target, { recursive: true });
    for (const [child, inner] of Object.entries(entry.files)) {
      unpackEntry(archive, inner, path.join(name, child), folder);
    }
  } else if (entry.link !== undefined) symlinkSync(path.resolve(folder, entry.link), target);
  else if (entry.unpacked) copyFileSync(path.join(`${archive.file}.unpacked`, name), target);
  else {
    const bytes = readAt(archive.descriptor, archive.start + Number(entry.offset), entry.size ?? 0);
    writeFileSync(target, bytes, { mode: entry.executable ? 0o755 : 0o644 });
  }
}

function readAt(descriptor: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  if (readSync(descriptor, bytes, 0, length, position) !== length) throw new Error("the archive ends too early");
  return bytes;
}
