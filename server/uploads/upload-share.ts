import { allowsSending, isConditional, type Validators } from "../files/preconditions.ts";
import type { Root } from "../files/root.ts";
import { Later, mapResponse, type Middleware } from "../http/handler.ts";
import { Headers } from "../http/headers.ts";
import { listMembers, lowerAscii } from "../http/list.ts";
import { withoutSlash } from "../http/path.ts";
import type { Request } from "../http/request.ts";
import type { Response } from "../http/response.ts";
import { wantedDigest } from "./digest.ts";
import { formAnswer } from "./form-answer.ts";
import { saveForm } from "./form-upload.ts";
import type { Place } from "./incoming.ts";
import { Intake, type IntakeBounds } from "./intake.ts";
import { removeLeftBehind } from "./left-behind.ts";
import { answerResumable } from "./resumable-protocol.ts";
import { anyId, lifeMilliseconds, ResumableUploads } from "./resumable-uploads.ts";
import { savedAnswer } from "./saved-answer.ts";
import { refusal, UploadError } from "./upload-error.ts";

/** Temporary files that nobody wrote to for so long belong to nobody. */
const leftBehindMilliseconds = 5 * 60 * 1000;

/** Milliseconds between two looks for what an earlier run left behind, after the first ones. */
const sweepMilliseconds = 6 * 60 * 60 * 1000;

/** What visitors get at a request's address; undefined: nothing. */
type StateOf = (request: Request) => Promise<Validators | undefined>;

/** Lets visitors send files: PUT, forms, and uploads that can be resumed. Nothing is ever overwritten. */
export class UploadShare {
  readonly #intake: Intake;
  readonly #resumable: ResumableUploads;
  readonly #isShared: boolean;
  #nextSweep: NodeJS.Timeout | undefined;
  #isClosed = false;

  /** `isShared`: the target is the shared folder itself, so visitors see what they sent. */
  constructor(target: Root, bounds: IntakeBounds, isShared: boolean) {
    this.#intake = new Intake(target, bounds);
    this.#resumable = new ResumableUploads(this.#intake);
    this.#isShared = isShared;
  }

  /** Answers what sends files, and says of all else that files may be sent. */
  middleware(stateOf: StateOf): Middleware {
    return (next) => (request) => {
      if (isUpload(request)) return new Later(this.#answer(request, stateOf));
      if (request.method === "GET" || request.method === "HEAD") return next(request);
      return mapResponse(next(request), withMethods);
    };
  }

  /** Removes what an earlier run left behind: what is old now, and later what was young then. */
  async sweep(): Promise<number> {
    const pause = this.#nextSweep === undefined ? leftBehindMilliseconds + 1000 : sweepMilliseconds;
    clearTimeout(this.#nextSweep);
    if (!this.#isClosed) this.#nextSweep = setTimeout(() => void this.sweep(), pause).unref();
    return removeLeftBehind(this.#intake.target.path, {
      owns: (path) => this.#intake.owns(path),
      age: leftBehindMilliseconds,
      resumableAge: lifeMilliseconds,
      isStopped: () => this.#isClosed,
    });
  }

  /** Gives up what is not whole, but for what another run may go on with. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#nextSweep);
    await this.#resumable.close();
  }

  async #answer(request: Request, stateOf: StateOf): Promise<Response> {
    try {
      if (isEncoded(request)) return refusalOfEncoding();
      if (request.query.has("upload")) return await this.#answerResumable(request);
      if (request.method === "PUT") return await this.#put(request, stateOf);
      if (request.method === "POST") return await this.#answerForm(request);
      throw new UploadError(400, "PATCH is for an upload that has begun");
    } catch (error) {
      return refusal(error);
    }
  }

  async #put(request: Request, stateOf: StateOf): Promise<Response> {
    if (isPart(request)) throw new UploadError(400, "a part of a file cannot be sent by PUT");
    const announced = { ...fileOf(request), length: request.body.left, digest: wantedDigest(request.headers, true) };
    // Nothing is overwritten, but a file may be meant only for where there is none, or one that is known (RFC 9110 §13.1).
    const check = async () => {
      if (!isConditional(request.headers) || allowsSending(request.headers, await stateOf(request))) return;
      throw new UploadError(412, "the condition that was sent with it is not met");
    };
    const saved = await this.#intake.take(announced, request.body, request.peer.address, check);
    return savedAnswer([saved], this.#isShared);
  }

  async #answerForm(request: Request): Promise<Response> {
    if (isPart(request)) throw new UploadError(400, "a part of a file cannot be sent by a form");
    const outcome = await saveForm(request, this.#intake, withoutSlash(request.names));
    return formAnswer(request, outcome, this.#isShared);
  }

  #answerResumable(request: Request): Promise<Response> {
    const announced = { ...fileOf(request), digest: wantedDigest(request.headers, false) };
    return answerResumable(request, this.#resumable, this.#intake, announced, this.#isShared);
  }
}

/** Whether a request sends something, or asks how far an upload is: by HEAD, of which a cache in between makes GET. */
function isUpload(request: Request): boolean {
  const { method } = request;
  if (method === "PUT" || method === "POST" || method === "PATCH") return true;
  if (!request.rawQuery.includes("upload=")) return false;
  const id = request.query.get("upload");
  return id !== null && (method === "HEAD" || (method === "GET" && anyId.test(id)));
}

/** Whether the body is not the file itself but, say, a compressed form of it. */
function isEncoded({ headers }: Request): boolean {
  return listMembers(headers.getAll("content-encoding")).some((coding) => lowerAscii(coding) !== "identity");
}

/**
 * Whether more of the file is to follow: it must not be taken for the whole (RFC 9110 §14.5). The second field is that of
 * the IETF's draft on resumable uploads, whose clients begin one so with any method. jQuery File Upload cuts a file into
 * forms, each with the first.
 */
function isPart({ headers }: Request): boolean {
  return headers.has("content-range") || /^\?0(?![^;])/.test(headers.get("upload-complete", ""));
}

/** Saved as it came it would be another file than the one that was meant (RFC 9110 §8.4, RFC 7694). */
function refusalOfEncoding(): Response {
  const response = refusal(new UploadError(415, "the content is compressed; send the file as it is"));
  response.headers.add("Accept-Encoding", "identity");
  return response;
}

/** The folders and the name that an address stands for. @throws UploadError 400 where it ends in a slash. */
function fileOf(request: Request): Place {
  const name = request.names.at(-1) ?? "";
  if (name === "") throw new UploadError(400, "the address has no name for the file");
  return { folders: request.names.slice(0, -1), name };
}

/** Says that this share takes files. */
function withMethods(response: Response): Response {
  const fields = [...response.headers].map(([name, value]): readonly [string, string] => {
    return name === "Allow" ? [name, `${value}, POST, PUT, PATCH`] : [name, value];
  });
  return response.with({ headers: new Headers(fields) });
}
