import { Headers } from "../http/headers.ts";
import { encodePath } from "../http/path.ts";
import type { Request } from "../http/request.ts";
import { emptyResponse, type Response } from "../http/response.ts";
import type { Announced, Saved } from "./incoming.ts";
import type { Intake } from "./intake.ts";
import { ResumableUpload } from "./resumable-upload.ts";
import type { ResumableUploads } from "./resumable-uploads.ts";
import { savedAnswer } from "./saved-answer.ts";
import { UploadError } from "./upload-error.ts";

/**
 * Uploads that survive a broken connection, in the spirit of the IETF's draft on resumable uploads. All numbers are
 * of bytes.
 *
 * - `POST /folder/name?upload` with `Upload-Length: n`, perhaps `Repr-Digest`, begins one: 201, `Location` is the
 *   upload's address (`/folder/name?upload=id`), `Upload-Offset: 0`. Nothing of the file is sent with it.
 * - `PATCH address` with `Upload-Offset: m` adds its body behind the m bytes that are there. 204 and the new
 *   `Upload-Offset`; with the last byte 201 as for PUT, `Upload-Complete: ?1`, the file is saved. What came before
 *   a connection broke stays. 409 with the right `Upload-Offset` where m is not: go on from there. A second PATCH
 *   takes over from the first, whose connection is probably dead.
 * - `HEAD address` tells `Upload-Offset`, `Upload-Length` and `Upload-Complete`; so does GET, into which caches turn it.
 * - `POST address&cancel` gives it up: 204.
 * - 507: the disk has no room for the rest. What came stays; HEAD and PATCH go on with it when there is room.
 * - 404: nobody went on for a day, or nothing had come of it when too many others waited, or the computer was
 *   switched off meanwhile; begin anew. That sharing was stopped, or the server killed, does no harm.
 */
export async function answerResumable(
  request: Request,
  uploads: ResumableUploads,
  intake: Intake,
  announced: Omit<Announced, "length">,
  isShared: boolean,
): Promise<Response> {
  const id = request.query.get("upload") ?? "";
  if (id === "" && request.method === "POST") return begin(request, uploads, announced);
  const found = await uploads.find(id, announced);
  if (!(found instanceof ResumableUpload)) return complete(found, isShared, request.method);
  if (isQuestion(request.method)) return emptyResponse({ status: 204, headers: stateOf(found), reason: "state told" });
  if (request.method === "PATCH") return found.use(() => goOn(request, found, uploads, intake, isShared));
  if (!request.query.has("cancel")) throw new UploadError(400, "an upload goes on by PATCH");
  await uploads.cancel(found);
  return emptyResponse({ status: 204, reason: "the visitor gave the upload up" });
}

function isQuestion(method: string): boolean {
  return method === "HEAD" || method === "GET";
}

async function begin(
  request: Request,
  uploads: ResumableUploads,
  announced: Omit<Announced, "length">,
): Promise<Response> {
  const upload = await uploads.begin({ ...announced, length: numberOf(request, "upload-length") });
  const headers = stateOf(upload).add("Location", `${encodePath(request.names)}?upload=${upload.id}`);
  return emptyResponse({ status: 201, headers, reason: "an upload begins" });
}

async function goOn(
  request: Request,
  upload: ResumableUpload,
  uploads: ResumableUploads,
  intake: Intake,
  isShared: boolean,
): Promise<Response> {
  const offset = numberOf(request, "upload-offset");
  if (upload.saving !== undefined) return complete(await uploads.finish(upload), isShared, "PATCH");
  const whyOver = await upload.takeTurn();
  if (offset !== upload.offset) {
    const reason = `${upload.offset} bytes are there, and not ${offset}`;
    return emptyResponse({ status: 409, headers: stateOf(upload), reason });
  }
  if ((request.body.left ?? 0) > upload.length - offset) throw new UploadError(413, "more bytes than were announced");
  await intake.counted(request.peer.address, () => upload.incoming.receiveMore(request.body, whyOver));
  if (upload.offset < upload.length) return emptyResponse({ status: 204, headers: stateOf(upload), reason: "a part" });
  return complete(await uploads.finish(upload), isShared, "PATCH");
}

function complete(saved: Saved, isShared: boolean, method: string): Response {
  const headers = new Headers([
    ["Upload-Offset", `${saved.bytes}`],
    ["Upload-Length", `${saved.bytes}`],
    ["Upload-Complete", "?1"],
  ]);
  if (!isQuestion(method)) return savedAnswer([saved], isShared, headers);
  return emptyResponse({ status: 204, headers: headers.add("Cache-Control", "no-store"), reason: "state told" });
}

function stateOf(upload: ResumableUpload): Headers {
  return new Headers([
    ["Upload-Offset", `${upload.offset}`],
    ["Upload-Length", `${upload.length}`],
    ["Upload-Complete", "?0"],
    ["Cache-Control", "no-store"],
  ]);
}

function numberOf(request: Request, name: "upload-length" | "upload-offset"): number {
  const text = request.headers.get(name, "");
  if (!/^[0-9]{1,15}$/.test(text)) throw new UploadError(400, `${name} is a number of bytes`);
  return Number(text);
}
