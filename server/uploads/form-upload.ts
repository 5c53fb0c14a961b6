import { once } from "node:events";
import { Busboy } from "@fastify/busboy";
import type { Request } from "../http/request.ts";
import type { Intake, Saved } from "./intake.ts";
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
  const saved: Promise<Saved>[] = [];
  let failure: Error | undefined;
  const fail = (error: unknown) => {
    failure ??= error instanceof Error ? error : new Error(String(error));
    form.destroy(failure);
  };
  let before: Promise<unknown> = Promise.resolve();
  form.on("file", (_field, stream, sentName) => {
    stream.on("error", () => undefined); // whoever reads it is told as well
    const name = lastPart(sentName);
    if (name === "") {
      stream.resume(); // a form's file field in which nothing was chosen
      return;
    }
    const announced = { folders, name, length: undefined, digest: undefined };
    const one = before.then(() => intake.take(announced, stream as AsyncIterable<Buffer>));
    before = one.catch(fail);
    saved.push(one);
  });
  form.on("error", fail);
  await feed(form, request, () => failure);
  const results = await Promise.allSettled(saved);
  if (failure !== undefined) throw failure;
  return results.filter((result) => result.status === "fulfilled").map(({ value }) => value);
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

/** Gives the parser the body at its pace, and waits until it has read all, or somebody has failed. */
async function feed(
  form: InstanceType<typeof Busboy>,
  request: Request,
  failure: () => Error | undefined,
): Promise<void> {
  const closed = new AbortController();
  form.on("close", () => closed.abort());
  const wait = (event: "drain" | "finish") => once(form, event, { signal: closed.signal }).catch(() => undefined);
  try {
    for await (const bytes of request.body) {
      if (failure() !== undefined) return;
      if (!form.write(bytes)) await wait("drain");
    }
    const finished = wait("finish");
    form.end();
    await finished;
  } catch (error) {
    form.destroy(error instanceof Error ? error : undefined);
  }
}
