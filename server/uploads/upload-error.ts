import { codeOf } from "../error-code.ts";
import { isOutOfReach } from "../files/disk-error.ts";
import { HttpError } from "../http/http-error.ts";
import { Response, textResponse } from "../http/response.ts";

/** A refusal whose reason the visitor is told as well: it says nothing of this computer. */
export class UploadError extends HttpError {}

type Meaning = readonly [status: number, reason: string];

/** What an error of the disk means to who sends a file. */
const meanings: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["ENOSPC", [507, "the disk is full"]],
  ["EDQUOT", [507, "the disk is full"]],
  ["EFBIG", [413, "the file is larger than the disk allows"]],
  ["EACCES", [403, "the disk does not allow writing there"]],
  ["EPERM", [403, "the disk does not allow writing there"]],
  ["EROFS", [403, "the disk does not allow writing there"]],
  ["ENAMETOOLONG", [400, "the disk does not allow such a name"]],
  ["EINVAL", [400, "the disk does not allow such a name"]],
  ["EILSEQ", [400, "the disk does not allow such a name"]],
  ["ENOTDIR", [409, "a file is in the folder's place"]],
  ["ENOENT", [409, "the folder is not there any more"]],
  ["ELOOP", [403, "nothing is saved through a symlink"]],
  ["EBUSY", [503, "another program keeps the disk from it"]],
  ["EMFILE", [503, "too many files are open"]],
  ["ENFILE", [503, "too many files are open"]],
]);

const noAnswer: Meaning = [503, "the drive that it goes to does not answer"];

/** A disk error as an answer; anything else as it is. */
export function toUploadError(error: unknown): unknown {
  const code = codeOf(error);
  const [status, reason] = meanings.get(code) ?? (isOutOfReach(code) ? noAnswer : []);
  return status === undefined ? error : new UploadError(status, reason, { cause: error });
}

/** Whether the disk says no for now: what it did not give may be there, whole, in a moment. */
export function isPassing(error: unknown): boolean {
  const meant = toUploadError(error);
  return meant instanceof UploadError && meant.status === 503;
}

/** The answer that an error comes to, where its reason is for the visitor; anything else is thrown on. */
export function refusal(error: unknown): Response {
  const meant = toUploadError(error);
  if (!(meant instanceof UploadError)) throw meant;
  const response = textResponse({ status: meant.status, reason: meant.message }, `Not saved: ${meant.message}.\n`);
  if (meant.status === 503) response.headers.add("Retry-After", "5");
  return response;
}
