import { Headers } from "../http/headers.ts";
import type { Request } from "../http/request.ts";
import { discard, Response, statusResponse } from "../http/response.ts";
import { multipartRanges } from "./multipart-ranges.ts";
import { allowsRange, evaluate, isConditional } from "./preconditions.ts";
import { contentRange, lengthOfRange, parseRanges, type ByteRange } from "./ranges.ts";
import type { SharedFile } from "./shared-file.ts";

/** What an answer has to know of a file, or of what is made to look like one. */
export type Representation = Pick<SharedFile, "size" | "validators" | "contentType" | "caching" | "body" | "whole">;

/**
 * Answers a GET or HEAD of a file: preconditions first, then the range (RFC 9110 §13.2.2). `answerParts` answers
 * with several ranges of it.
 */
export function answerFile<File extends Representation>(
  request: Request,
  file: File,
  answerParts: (ranges: readonly ByteRange[], file: File) => Response = multipartRanges,
): Response {
  const { headers } = request;
  if (isConditional(headers)) {
    const outcome = evaluate(headers, file.validators);
    if (outcome === "not modified") {
      return new Response({ status: 304, headers: file.caching, reason: "the visitor's copy is still valid" });
    }
    if (outcome === "failed") {
      return statusResponse(412, "the file is not the one the visitor asks for", unkept(file.caching));
    }
  }
  const range = request.method === "GET" ? headers.get("range") : undefined;
  if (range === undefined) return file.whole();
  if (headers.getAll("range").length > 1)
    return file.whole().with({ reason: "two Range fields make no sense: all of it is sent" });
  return allowsRange(headers, file.validators) ? answerRange(range, file, answerParts) : staleRange(file);
}

/**
 * The same of a file that perhaps cannot be read: that shows before the head of its answer has left. Nothing is read for
 * a HEAD or a 304: a cloud would have to bring the file.
 * @throws HttpError as the disk says.
 */
export async function answerReadable(request: Request, file: SharedFile): Promise<Response> {
  const response = answerFile(request, file);
  if (file.isProven() || request.method === "HEAD" || response.body.kind !== "file") return response;
  try {
    await file.prove(response.body.first);
    return response;
  } catch (error) {
    discard(response);
    throw error;
  }
}

/** If-Range does not name this state, or only weakly: the whole file, so that nobody glues two states together. */
function staleRange(file: Representation): Response {
  return file.whole().with({ reason: "the visitor's part may be of another state of the file: all of it is sent" });
}

function answerRange<File extends Representation>(
  header: string,
  file: File,
  answerParts: (ranges: readonly ByteRange[], file: File) => Response,
): Response {
  const ranges = parseRanges(header, file.size);
  if (ranges === undefined) return file.whole().with({ reason: `${whyNoRange(file.size)}: all of it is sent` });
  if (ranges === "unsatisfiable") {
    const headers = unkept(file.caching).add("Content-Range", `bytes */${file.size}`);
    return statusResponse(416, `the range lies beyond the file's ${file.size} bytes`, headers);
  }
  const [range, ...others] = ranges;
  return range !== undefined && others.length === 0 ? answerPart(range, file) : answerParts(ranges, file);
}

/**
 * What a refusal says of the file that it is about: it is for no cache, as any error. Who kept it would ask whether the
 * file's state is still that one, hear that it is, and refuse everybody: Apache's mod_cache does.
 */
function unkept(caching: Headers): Headers {
  return caching.without("Cache-Control");
}

function whyNoRange(size: number): string {
  return size === 0 ? "an empty file has no parts" : "the range makes no sense, or asks for too much";
}

function answerPart(range: ByteRange, file: Representation): Response {
  const headers = new Headers(file.caching)
    .add("Content-Type", file.contentType)
    .add("Content-Range", contentRange(range, file.size));
  return new Response({ status: 206, headers, body: file.body(range.first, lengthOfRange(range)) });
}
