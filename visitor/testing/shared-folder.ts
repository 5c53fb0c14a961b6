import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Share, type ShareOptions } from "../../server/share.ts";
import { pdf, picture } from "./pictures.ts";

export type Shared = { readonly folder: string; readonly address: string; readonly share: Share } & AsyncDisposable;

/** Shares a new folder on a free port of this computer; both go when it is disposed of. */
export async function shareNew(
  fill: (folder: string) => Promise<void>,
  options: Omit<ShareOptions, "folder"> = {},
): Promise<Shared> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "porchlight-visitor-"));
  await fill(folder);
  const share = new Share({ ...options, folder });
  const { port } = await share.start();
  return {
    folder,
    share,
    address: `http://127.0.0.1:${port}/`,
    [Symbol.asyncDispose]: async () => {
      share.closeAll();
      await share.stop(0);
      await rm(folder, { recursive: true });
    },
  };
}

/** Names that pages, addresses and terminals trip over. */
export const oddNames = [
  `a:b.txt`,
  `<img src=x onerror=alert(1)>.txt`,
  `"quotes" 'and' &amp; &#39;.txt`,
  `</script><script>alert(1)<`.replace("/", "∕"),
  `question? hash# percent%20.txt`,
  `back\\slash.txt`,
  ` leading and trailing `,
  `line\nbreak.txt`,
  `tab\tand\rreturn.txt`,
  `evil\u202egpj.exe`,
  `javascript:alert(1)`,
  `__proto__`,
  `dots...txt`,
  `صورة من الإجازة.png`,
  `תמונה 1.png`,
  `日本語のとても長いファイル名前.docx`,
  `emoji 👩‍👩‍👧‍👦 family.md`,
  `Über große Größen.pdf`,
  `${"long".repeat(55)}.txt`,
];

/** A folder as people have it. */
export async function fillHome(folder: string): Promise<void> {
  const make = (name: string, content: string | Buffer = "x") => writeFile(path.join(folder, name), content);
  await mkdir(path.join(folder, "Holiday 2026", "beach"), { recursive: true });
  await mkdir(path.join(folder, "Music"));
  await mkdir(path.join(folder, "مستندات"));
  await mkdir(path.join(folder, ".git"));
  await symlink("/etc", path.join(folder, "outside"));
  for (const number of [1, 2, 10, 11]) await make(`IMG_${number}.png`, picture(number * 60));
  await make(
    "drawing.svg",
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3" fill="teal"/></svg>`,
  );
  await make("Garden plan.pdf", pdf);
  await make("notes.txt", "First line\nSecond line\n");
  await make("big.log", "A line of a long log\n".repeat(60_000));
  await make("song.wav", wave(20));
  await make("budget.csv", "what,cost\nseeds,12\n");
  await make("archive.zip", Buffer.alloc(3_400_000));
  await make("app.ts", "export const answer = 42;\n");
  await make("page.html", `<title>quiet</title><h1>A page</h1><script>document.title = "ran"; fetch("/leak")</script>`);
  await make("README.md", "# The family's folder\n\nTake what you like. *Photos* are in **Holiday 2026**.\n");
  await utimes(path.join(folder, "notes.txt"), new Date("2020-01-02T03:04:05Z"), new Date("2020-01-02T03:04:05Z"));
}

/** An uncompressed PCM file of so many seconds, 8,000 bytes each. */
export function wave(seconds: number): Buffer {
  const samples = Buffer.alloc(seconds * 8000, 128);
  const head = Buffer.alloc(44);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(36 + samples.length, 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(8000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36, "latin1");
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}
