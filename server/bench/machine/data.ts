import { randomBytes } from "node:crypto";
import { link, mkdir, open, readdir, rename, rm, stat, statfs, writeFile } from "node:fs/promises";
import path from "node:path";

const mebibyte = 1024 * 1024;

/** The files that are asked for, and their bytes. */
export const files = {
  "15-bytes.txt": 15,
  "16-kibibytes.bin": 16 * 1024,
  "100-kibibytes.bin": 100 * 1024,
  "1-gibibyte.bin": 1024 * mebibyte,
  "20-gigabytes.bin": 20_000_000_000,
} as const;

export type FileName = keyof typeof files;

/** Nothing but a hole: it has a length, and takes no room on the disk. */
const sparse: FileName = "20-gigabytes.bin";

/** The files and folders that are served, made when first asked for and kept for the next run. */
export class Data {
  /** What is served: the files by themselves, and the folders by themselves, since some peers read all of a share. */
  readonly filesRoot: string;
  readonly foldersRoot: string;
  /** Trees that are taken as zips. */
  readonly treesRoot: string;
  readonly #say: (text: string) => void;

  constructor(home: string, say: (text: string) => void) {
    this.filesRoot = path.join(home, "files");
    this.foldersRoot = path.join(home, "folders");
    this.treesRoot = path.join(home, "trees");
    this.#say = say;
  }

  /** Sees to a file. */
  async file(name: FileName): Promise<{ readonly target: string; readonly bytes: number }> {
    const file = path.join(this.filesRoot, name);
    const bytes = files[name];
    if ((await sizeOf(file)) !== bytes) await this.#make(file, name, bytes);
    return { target: `/${name}`, bytes };
  }

  /** Sees to a folder of so many small files. */
  async folder(entries: number): Promise<string> {
    await this.#fill(path.join(this.foldersRoot, `${entries}-files`), entries);
    return `/${entries}-files/`;
  }

  /** Sees to a tree of 70,000 small files in 70 folders. */
  async manyFiles(): Promise<string> {
    for (let folder = 0; folder < 70; folder++) {
      await this.#fill(path.join(this.treesRoot, `many/folder ${folder}`), 1000);
    }
    return "/many/";
  }

  /** Sees to a tree of 50 GB, all of it holes. */
  async sparseTree(): Promise<string> {
    await mkdir(path.join(this.treesRoot, "sparse"), { recursive: true });
    for (let number = 1; number <= 5; number++) {
      const file = await open(path.join(this.treesRoot, `sparse/${number}.bin`), "a");
      await file.truncate(10_000_000_000);
      await file.close();
    }
    return "/sparse/";
  }

  /** Sees to a folder with the large file in it. */
  async largeTree(): Promise<{ readonly folder: string; readonly file: FileName }> {
    const name: FileName = "1-gibibyte.bin";
    const { bytes } = await this.file(name);
    const file = path.join(this.treesRoot, "large", name);
    await mkdir(path.dirname(file), { recursive: true });
    if ((await sizeOf(file)) !== bytes) await link(path.join(this.filesRoot, name), file);
    return { folder: "/large/", file: name };
  }

  async #fill(folder: string, entries: number): Promise<void> {
    if ((await countOf(folder)) === entries) return;
    if (entries > 1000) this.#say(`Making a folder of ${entries} files in ${folder}.`);
    await mkdir(folder, { recursive: true });
    for (let first = 0; first < entries; first += 500) {
      const names = Array.from({ length: Math.min(500, entries - first) }, (_, index) => numbered(first + index));
      await Promise.all(names.map((name, index) => writeFile(path.join(folder, name), "x".repeat(index % 50))));
    }
  }

  /** A small file beside the folders. */
  async fileBesideFolders(): Promise<string> {
    await mkdir(this.foldersRoot, { recursive: true });
    await writeFile(path.join(this.foldersRoot, "small.txt"), "Hello, World!!\n");
    return "/small.txt";
  }

  async #make(file: string, name: FileName, bytes: number): Promise<void> {
    this.#say(`Making ${file}: ${bytes} bytes${name === sparse ? ", all of them a hole" : ""}.`);
    await mkdir(path.dirname(file), { recursive: true });
    await refuseFullDisk(path.dirname(file), name === sparse ? 0 : bytes);
    const unfinished = `${file}.unfinished`;
    const handle = await open(unfinished, "w");
    try {
      if (name === sparse) await handle.truncate(bytes);
      const block = randomBytes(Math.min(bytes, 16 * mebibyte));
      for (let at = 0; name !== sparse && at < bytes; at += block.length) await handle.write(block);
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
  }
}

/** An empty folder for what one run needs: configurations and logs of the servers. */
export async function emptyFolder(folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return folder;
}

async function refuseFullDisk(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < bytes + 1024 * mebibyte) throw new Error(`${folder} has no room for ${bytes} bytes more`);
}

function numbered(index: number): string {
  return `file-${String(index).padStart(6, "0")}.txt`;
}

async function sizeOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size;
  } catch {
    return undefined;
  }
}

async function countOf(folder: string): Promise<number> {
  try {
    return (await readdir(folder)).length;
  } catch {
    return 0;
  }
}
