import { once } from "node:events";
import type { Readable } from "node:stream";
import { Busboy } from "@fastify/busboy";
import type { Request } from "../http/request.ts";
import type { Saved } from "./incoming.ts";
import type { Intake } from "./intake.ts";
import { UploadError } from "./upload-error.ts";
import { lastPart } from "./upload-name.ts";

const limits = { files: 1000, fields: 100, fieldSize: 64 * 1024, parts: 1100, headerPairs: 20, headerSize: 16 * 1024 };

/**
 * Saves the files of a form (multipart/form-data), one after the other, into the folder that it was sent to. When
 * one fails, those before it are there.
 * @throws UploadError 400 or 415, or what saving a file throws.
 */
export async function saveForm(request: Request, intake: Intake, folders: readonly string[]): Promise<Saved[]> {
  const form = openForm(request.headers.get("content-type", ""));
  const parts = new Set<Part>();
  const saved: Saved[] = [];
  let failure: Error | undefined;
  const fail = (error: unknown) => {
    failure ??= error instanceof Error ? error : new Error(String(error));
    for (const part of parts) part.breakOff(failure);
    form.destroy();
  };
  let last: Promise<void> = Promise.resolve();
  form.on("error", (error) => fail(new UploadError(400, "the form is broken", { cause: error })));
  form.on("file", (_field, stream, sentName) => {
    const part = new Part(stream);
    const name = lastPart(sentName);
    if (name === "") {
      part.skip(); // a form's file field in which nothing was chosen
      return;
    }
    parts.add(part);
    last = last.then(async () => {
      if (failure !== undefined) return;
      saved.push(await intake.take({ folders, name, length: undefined, digest: undefined }, part));
      parts.delete(part);
    });
    last = last.catch(fail);
  });
  await feed(form, request, () => failure !== undefined).catch(fail);
  await last;
  if (failure !== undefined) throw failure;
  return saved;
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
      for await (const bytes of this.#stream) yield bytes as Buffer;
    } catch (error) {
      throw this.#failure ?? error;
    }
    if (this.#failure !== undefined) throw this.#failure;
  }
}

function openForm(contentType: string): InstanceType<typeof Busboy> {
  if (!/^multipart\/form-data[ \t]*;/i.test(contentType)) {
    throw new UploadError(415, "files come by PUT, or as a form: multipart/form-data");
  }
  try {
    return new Busboy({ headers: { "content-type": contentType }, limits });
  } catch (error) {
    throw new UploadError(400, "the form names no boundary", { cause: error });
  }
}

/** Gives the parser the body at its pace, and waits until it has read all of it, or is not needed any more. */
async function feed(form: InstanceType<typeof Busboy>, request: Request, hasFailed: () => boolean): Promise<void> {
  const closed = new AbortController();
  form.on("close", () => closed.abort());
  const wait = (event: "drain" | "finish") => once(form, event, { signal: closed.signal }).catch(() => undefined);
  for await (const bytes of request.body) {
    if (hasFailed()) return;
    if (!form.write(bytes)) await wait("drain");
  }
  const finished = wait("finish");
  form.end();
  await finished;
}
