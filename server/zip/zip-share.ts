import { AtOnce } from "../at-once.ts";
import type { DiskThread } from "../files/disk-thread.ts";
import { answerFile, type Representation } from "../files/file-answer.ts";
import { locate } from "../files/locate.ts";
import type { Root } from "../files/root.ts";
import { attachment } from "../http/content-disposition.ts";
import { Later, type Answer, type Handler, type Middleware } from "../http/handler.ts";
import { Headers } from "../http/headers.ts";
import { HttpError } from "../http/http-error.ts";
import { withoutSlash } from "../http/path.ts";
import type { Request } from "../http/request.ts";
import { Response, textResponse, type Body } from "../http/response.ts";
import { KnownChecksums } from "./checksums.ts";
import { diskContents } from "./disk-contents.ts";
import { formNames } from "./form-names.ts";
import { PlansInUse } from "./plans-in-use.ts";
import { ReadAhead } from "./read-ahead.ts";
import { planZip, TooManyEntries, type ZipPlan } from "./zip-plan.ts";
import { ZipPlans } from "./zip-plans.ts";
import { ZipStream } from "./zip-stream.ts";
import { ZipsUnderWay } from "./zips-under-way.ts";

/** What zips of a share are called, and how much they may hold. */
export type ZipShareOptions = {
  /** What the share's own folder is called. */
  readonly title: string;
  /** Files and folders that one zip may hold. */
  readonly entries: number;
  /** Files and folders that all zips on their way out may hold; half from one address. */
  readonly entriesAtOnce: number;
  /** Forms whose names are read, or wait for their plan, at once; half from one address. */
  readonly forms: number;
};

const methods = new Set(["GET", "HEAD", "POST"]);
/** Bytes of a form with names: thousands of them. */
const formBytes = 1024 * 1024;

/** Answers `?zip` on a folder with all that is in it, or with what `name=…&name=…` or a form chooses. */
export class ZipShare {
  readonly #root: Root;
  readonly #disk: DiskThread;
  readonly #title: string;
  readonly #entries: number;
  readonly #plans = new ZipPlans();
  readonly #inUse: PlansInUse;
  readonly #checksums = new KnownChecksums();
  readonly #underWay = new ZipsUnderWay();
  readonly #forms: AtOnce;

  constructor(root: Root, disk: DiskThread, { title, entries, entriesAtOnce, forms }: ZipShareOptions) {
    this.#root = root;
    this.#disk = disk;
    this.#title = topFolderOf(title);
    this.#entries = entries;
    this.#inUse = new PlansInUse(entriesAtOnce);
    this.#forms = new AtOnce(forms, tooManyForms);
  }

  readonly middleware: Middleware = (next) => (request) =>
    isForZip(request) ? this.#answer(request, next) : next(request);

  async #answer(request: Request, next: Handler): Promise<Answer> {
    const names = withoutSlash(request.names);
    const located = await locate(this.#root, names);
    if (located.kind === "folder") return new Later(this.#zip(request, located.path, names));
    located.file.release();
    return next(request);
  }

  async #zip(request: Request, path: string, names: readonly string[]): Promise<Response> {
    const asked = request.query.getAll("name");
    if (request.method !== "POST") return this.#zipOf(request, path, names, asked.length === 0 ? undefined : asked);
    const form = await readForm(request);
    return this.#forms.counted(request.peer.address, async () =>
      this.#zipOf(request, path, names, [...asked, ...(await formNames(form))]),
    );
  }

  /** `chosen`: the names that go into it; undefined: everything is meant. */
  async #zipOf(
    request: Request,
    path: string,
    names: readonly string[],
    chosen: readonly string[] | undefined,
  ): Promise<Response> {
    if (chosen?.length === 0) return nothingSelected();
    const title = names.at(-1) ?? this.#title;
    const folder = { path, name: chosen === undefined ? `${title}/` : "" };
    const key = JSON.stringify([path, chosen]);
    try {
      const asker = { address: request.peer.address, hasLeft: request.hasLeft };
      const plan = await this.#plans.find(key, asker, (isAbandoned) =>
        planZip(this.#root, folder, chosen, { entries: this.#entries, isAbandoned }),
      );
      const [only, ...others] = chosen ?? [];
      const name = only !== undefined && others.length === 0 ? only : title;
      return answerFile(request, this.#representation(plan, `${name}.zip`, asker.address), (_, zip) => zip.whole());
    } catch (error) {
      if (error instanceof TooManyEntries) return tooMany(error);
      throw error;
    }
  }

  /** The zip as if it were a file. Its body throws HttpError 503 while too much is on its way. */
  #representation(plan: ZipPlan, name: string, address: string): Representation {
    const { layout, etag } = plan;
    const size = layout.length;
    const contentType = "application/zip";
    const caching = new Headers([
      ["ETag", etag],
      ["Accept-Ranges", "bytes"],
      ["Cache-Control", "no-cache"],
      ["X-Content-Type-Options", "nosniff"],
      ["Content-Disposition", attachment(name)],
    ]);
    const contents = diskContents(this.#root, this.#disk, plan);
    const checksums = this.#checksums.of(plan.identity, layout.count);
    const body = (first: number, length: number): Body => {
      this.#inUse.mustFit(plan, address);
      const part = { first, last: first + length - 1 };
      const files = plan.noteIndex === -1 ? layout.count : plan.noteIndex;
      const end = Math.min(layout.entryAt(part.last) + 1, files);
      const stream = this.#underWay.send(({ memory, readsAhead }) => {
        const read = readsAhead ? new ReadAhead(contents, layout, end) : contents;
        return new ZipStream(layout, read, checksums, part, memory);
      });
      return { kind: "stream", stream: this.#inUse.during(plan, address, stream), length };
    };
    const headers = new Headers([["Content-Type", contentType], ...caching]);
    const whole = () => new Response({ status: 200, headers, body: body(0, size), reason: reasonOf(plan) });
    return { size, validators: { etag, lastModified: undefined }, contentType, caching, body, whole };
  }
}

/** What a zip holds, for the log; the note is none of it. */
function reasonOf({ layout, noteIndex }: ZipPlan): string {
  const hasNote = noteIndex !== -1;
  const count = hasNote ? layout.count - 1 : layout.count;
  const what = count === 1 ? "a zip of one file or folder" : `a zip of ${count} files and folders`;
  return hasNote ? `${what}, and a note that says what is left out and why` : what;
}

/** What the share's own folder is called in a zip: a disk is titled by its root, which is no name. */
export function topFolderOf(title: string): string {
  return /^[A-Z]:\\$/i.test(title) ? title.slice(0, 1) : title === "/" ? "disk" : title;
}

/** A `zip` that has a value is another's: a page's own script may ask for a postal code. */
function isForZip(request: Request): boolean {
  return request.rawQuery.includes("zip") && methods.has(request.method) && request.query.get("zip") === "";
}

/** The form that chooses names, one character a byte. @throws HttpError 413 or 415. */
async function readForm(request: Request): Promise<string> {
  if (!/^application\/x-www-form-urlencoded($|[ \t;])/i.test(request.headers.get("content-type", ""))) {
    throw new HttpError(415, "the names of a zip come as a form, urlencoded");
  }
  request.noteQuestion();
  return (await request.body.readAll(formBytes)).toString("latin1");
}

function tooManyForms(whence: string): HttpError {
  return new HttpError(503, `too many zips are chosen at once${whence}`);
}

function nothingSelected(): Response {
  const sentence = "Nothing is selected. Select files and folders, or download all.\n";
  return textResponse({ status: 400, reason: "nothing is selected" }, sentence);
}

function tooMany(error: TooManyEntries): Response {
  const sentence = `No zip: ${error.message}. Choose fewer at a time.\n`;
  return textResponse({ status: error.status, reason: error.message }, sentence);
}
