import { once } from "node:events";
import type { Readable } from "node:stream";
import { Busboy } from "@fastify/busboy";
import { toError } from "../error-code.ts";
import { pauseInTurn } from "../files/pause-in-turn.ts";
import { restBetween } from "../files/rest-between.ts";
import type { Request } from "../http/request.ts";
import { formSlices } from "./form-slices.ts";
import type { Saved } from "./incoming.ts";
import type { Intake } from "./intake.ts";
import { toUploadError, UploadError } from "./upload-error.ts";
import { lastPart } from "./upload-name.ts";

/** Milliseconds of parsing before others get their turn. */
const sliceMilliseconds = 3;
const pause = pauseInTurn();
const limits = { files: 1000, fields: 100, fieldSize: 64 * 1024, parts: 1100, headerPairs: 20, headerSize: 16 * 1024 };

/** What became of the files of a form. */
export type FormOutcome = {
  readonly saved: readonly Saved[];
  readonly refused: readonly RefusedFile[];
  /** Why nobody knows of further files: the form broke off, or worse. */
  readonly failure: Error | undefined;
};

/** A file of a form that was not saved, and why. */
export type RefusedFile = { readonly name: string; readonly error: UploadError };

/**
 * Saves the files of a form (multipart/form-data), one after the other, into the folder that it was sent to. One
 * that is refused costs the others nothing.
 * @throws UploadError 400 or 415 for what is no form.
 */
export async function saveForm(request: Request, intake: Intake, folders: readonly string[]): Promise<FormOutcome> {
  const form = openForm(request.headers.get("content-type", ""));
  const files = new FormFiles(form, async (name, content) => {
    const announced = { folders, name, length: undefined, digest: undefined };
    const saved = await intake.take(announced, content, request.peer.address);
    request.noteSaved(saved.path);
    return saved;
  });
  await feed(form, request, () => files.hasFailed).catch((error: unknown) => files.breakOff(error));
  return files.settle();
}

type Form = InstanceType<typeof Busboy>;
type Take = (name: string, content: AsyncIterable<Buffer>) => Promise<Saved>;

/** The files of one form. */
class FormFiles {
  readonly #form: Form;
  readonly #take: Take;
  /** Those that are not saved yet, with their names. */
  readonly #parts = new Map<Part, string>();
  readonly #saved: Saved[] = [];
  readonly #refused: RefusedFile[] = [];
  #newest: Part | undefined;
  #failure: Error | undefined;
  #saving: Promise<void> | undefined;

  constructor(form: Form, take: Take) {
    this.#form = form;
    this.#take = take;
    form.on("error", (error) => this.breakOff(new UploadError(400, "the form is broken", { cause: error })));
    form.on("file", (_field, stream, sentName) => this.#begin(new Part(stream), lastPart(sentName)));
    form.on("filesLimit", () => this.#refuseRest(`${limits.files} files`));
    form.on("partsLimit", () => this.#refuseRest(`${limits.parts} files and fields`));
  }

  get hasFailed(): boolean {
    return this.#failure !== undefined;
  }

  /** Nothing more comes. One part follows the other, so only the newest can be cut short. */
  breakOff(error: unknown): void {
    this.#fail(error, this.#newest === undefined ? [] : [this.#newest]);
  }

  /** Resolves when all that came whole is saved. */
  async settle(): Promise<FormOutcome> {
    await this.#saving;
    return { saved: this.#saved, refused: this.#refused, failure: this.#failure };
  }

  /** The parser passes over what is more. */
  #refuseRest(most: string): void {
    this.#refused.push({ name: "further files", error: new UploadError(413, `more than ${most} in a form`) });
  }

  #begin(part: Part, name: string): void {
    this.#newest = part;
    if (name === "") {
      part.skip(); // a form's file field in which nothing was chosen
      return;
    }
    this.#parts.set(part, name);
    if (this.#parts.size === 1) this.#saving = this.#saveAll();
  }

  /**
   * One after the other, also those that come meanwhile. No promise for each, one behind the other: an error that is made
   * at the end of a chain goes along all of it for its stack.
   */
  async #saveAll(): Promise<void> {
    for (const [part, name] of this.#parts) {
      try {
        await this.#save(name, part);
      } catch (error) {
        this.#fail(error, this.#parts.keys());
      }
      this.#parts.delete(part);
    }
  }

  async #save(name: string, part: Part): Promise<void> {
    if (part.isBroken()) return;
    try {
      this.#saved.push(await this.#take(name, part));
    } catch (error) {
      const meant = toUploadError(error);
      if (!(meant instanceof UploadError) || part.isBroken()) throw error;
      this.#refused.push({ name, error: meant });
      part.skip();
    }
  }

  #fail(error: unknown, broken: Iterable<Part>): void {
    this.#failure ??= toError(error);
    for (const part of broken) part.breakOff(this.#failure);
    this.#form.destroy();
  }
}

/** The content of one file of a form, which may break off before anybody reads it. */
class Part implements AsyncIterable<Buffer> {
  readonly #stream: Readable;
  #failure: Error | undefined;

  constructor(stream: Readable) {
    this.#stream = stream;
    stream.on("error", (error) => {
      this.#failure ??= new UploadError(400, "the form breaks off inside a file", { cause: error });
    });
  }

  /** Whether it ended before its end. */
  isBroken(): boolean {
    return this.#failure !== undefined;
  }

  /** Lets go by what is left of it. */
  skip(): void {
    this.#stream.resume();
  }

  breakOff(reason: Error): void {
    this.#failure ??= reason;
    this.#stream.destroy();
  }

  /** Throws behind the last bytes where they are not all. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    try {
      // Who stops reading skips the rest: the parser would wait for ever for a stream that was destroyed.
      for await (const bytes of this.#stream.iterator({ destroyOnReturn: false })) yield bytes as Buffer;
    } catch (error) {
      throw this.#failure ?? error;
    }
    if (this.#failure !== undefined) throw this.#failure;
  }
}

function openForm(contentType: string): Form {
  if (!/^multipart\/form-data[ \t]*;/i.test(contentType)) {
    throw new UploadError(415, "files come by PUT, or as a form: multipart/form-data");
  }
  try {
    return new Busboy({ headers: { "content-type": contentType }, limits, isPartAFile });
  } catch (error) {
    throw new UploadError(400, "the form names no boundary", { cause: error });
  }
}

/** The parser would take bytes without a file name for a file as well. */
function isPartAFile(_field: string | undefined, _type: string | undefined, name: string | undefined): boolean {
  return name !== undefined;
}

/**
 * Gives the parser the body at its pace, others their turn meanwhile, and waits until it has read all of it, or is not
 * needed any more.
 */
async function feed(form: Form, request: Request, hasFailed: () => boolean): Promise<void> {
  const closed = new AbortController();
  form.on("close", () => closed.abort());
  const wait = (event: "drain" | "finish") => once(form, event, { signal: closed.signal }).catch(() => undefined);
  const rest = restBetween(sliceMilliseconds, pause);
  for await (const bytes of request.body) {
    for (const slice of formSlices(bytes)) {
      if (hasFailed()) return;
      if (!form.write(slice)) await wait("drain");
      await rest();
    }
  }
  const finished = wait("finish");
  form.end();
  await finished;
}
