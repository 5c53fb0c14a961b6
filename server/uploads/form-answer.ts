import { Headers } from "../http/headers.ts";
import { messageOf, statusOf } from "../http/http-error.ts";
import type { Request } from "../http/request.ts";
import { Response, textResponse } from "../http/response.ts";
import { reasonPhrase } from "../http/status.ts";
import type { FormOutcome } from "./form-upload.ts";
import { backToFolder, pathsOf, savedAnswer, told, toldName, wantsPage } from "./saved-answer.ts";
import { refusal, toUploadError, UploadError } from "./upload-error.ts";

/** A file of a form that was not saved; without a name: all that followed, of which nobody knows. */
type Missing = { readonly name?: string; readonly reason: string; readonly status: number };

/**
 * What became of a form. Where not all of it was saved, the answer has the status of what failed, and says which files
 * were saved and which were not, and why: as text for a person, as JSON for a program.
 */
export function formAnswer(request: Request, outcome: FormOutcome, isShared: boolean): Response {
  const { saved, failure } = outcome;
  const missing = missingOf(outcome);
  const [first] = missing;
  if (first === undefined) {
    if (wantsPage(request)) return backToFolder(request, saved);
    return saved.length > 0 ? savedAnswer(saved, isShared) : refusal(new UploadError(400, "the form has no file"));
  }
  const lines = missing.map(
    ({ name, reason }) => `Not saved: ${name === undefined ? "the rest" : `"${name}"`} (${reason}).`,
  );
  const { status } = first;
  const isTold = failure === undefined || messageOf(failure) === first.reason;
  const logged = isTold ? lines : [`${messageOf(failure)}.`, "Not saved: the rest.", ...lines.slice(1)];
  const log = [...logged, ...savedLine(saved.map(({ name }) => name))];
  const headers = new Headers([
    ["Cache-Control", "no-store"],
    ["X-Content-Type-Options", "nosniff"],
    ...(status === 503 ? [["Retry-After", "5"] as const] : []),
  ]);
  const parts = { status, headers, reason: log.join(" "), saved: pathsOf(saved) };
  lines.push(...savedLine(saved.map((file) => toldName(file, isShared))));
  if (wantsPage(request)) return textResponse(parts, `${lines.join("\n")}\n`);
  const refused = missing.map(({ name, reason }) => ({ name, reason }));
  const json = `${JSON.stringify({ saved: told(saved, isShared), refused })}\n`;
  headers.add("Content-Type", "application/json");
  return new Response({ ...parts, body: { kind: "bytes", bytes: Buffer.from(json) } });
}

function savedLine(names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`Saved: ${names.map((name) => `"${name}"`).join(", ")}.`];
}

function missingOf({ refused, failure }: FormOutcome): readonly Missing[] {
  const files = refused.map(({ name, error }) => ({ name, reason: error.message, status: error.status }));
  return failure === undefined ? files : [whyOf(failure), ...files];
}

/** Only what is meant for visitors is told. */
function whyOf(failure: Error): Missing {
  const meant = toUploadError(failure);
  const status = statusOf(meant);
  return { status, reason: meant instanceof UploadError ? meant.message : reasonPhrase(status).toLowerCase() };
}
