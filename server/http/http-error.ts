import { reasonPhrase } from "./status.ts";

/** A failure that has an HTTP answer. The client is told the status alone; `message` is for the log. */
export class HttpError extends Error {
  override readonly name = "HttpError";
  readonly status: number;

  constructor(status: number, message: string = reasonPhrase(status), options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** The status that any thrown value comes to: an error nobody foresaw is the server's own, 500. */
export function statusOf(error: unknown): number {
  return error instanceof HttpError ? error.status : 500;
}

/** What is said of any thrown value. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
