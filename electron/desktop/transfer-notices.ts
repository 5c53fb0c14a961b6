import path from "node:path";
import type { LogRecord } from "../../server/log/log-record.ts";
import { shownName } from "./shown-name.ts";

/** What one notification says. */
export type Notice = { readonly title: string; readonly body: string };

/** A file that went, or came, and the device at the other end. */
export type Transfer = { readonly name: string; readonly address: string };

/** How transfers of one kind are told. */
type Words = {
  readonly one: string;
  readonly many: (count: number) => string;
  readonly body: (transfer: Transfer) => string;
};

/** Smaller answers are pages and their parts, not what somebody came for. */
const leastBytes = 1_000_000;
/** Transfers within so long are told together. */
export const gatherMilliseconds = 3000;

/** How downloads that have reached their visitors are told. */
export const downloadWords: Words = {
  one: "Download complete",
  many: (count) => `${count} downloads complete`,
  body: ({ name, address }) => `${name} is with ${address}`,
};

/** How files that visitors have sent are told. */
export const arrivalWords: Words = {
  one: "A file has arrived",
  many: (count) => `${count} files have arrived`,
  body: ({ name, address }) => `${name} from ${address}`,
};

/** The download that a record is, if somebody waited for it and now has it. */
export function downloadOf({ target, address, ...record }: Readonly<LogRecord>): Transfer | undefined {
  const { method, status, outcome, bytesSent, bytesExpected, range } = record;
  if (method !== "GET" || outcome !== "complete" || bytesSent < leastBytes) return undefined;
  const isWhole = status === 200 ? bytesSent === bytesExpected : status === 206 && reachesEnd(range);
  return isWhole ? { name: nameOf(decoded(target.split("?", 1)[0] ?? "")), address } : undefined;
}

/** The files that a record has brought, which lie at these paths. */
export function arrivalsOf({ address }: Readonly<LogRecord>, saved: readonly string[]): readonly Transfer[] {
  return saved.map((file) => ({ name: nameOf(file), address }));
}

/** Gathers transfers that end close to each other into one notice. */
export class TransferNotices {
  readonly #words: Words;
  readonly #show: (notice: Notice) => void;
  readonly #later: (work: () => void) => void;
  #gathered: Transfer[] = [];

  constructor(words: Words, show: (notice: Notice) => void, later: (work: () => void) => void) {
    this.#words = words;
    this.#show = show;
    this.#later = later;
  }

  add(transfer: Transfer): void {
    this.#gathered.push(transfer);
    if (this.#gathered.length === 1) this.#later(() => this.#tell());
  }

  #tell(): void {
    const [first, ...more] = this.#gathered;
    this.#gathered = [];
    if (first === undefined) return;
    const { one, many, body } = this.#words;
    if (more.length === 0) this.#show({ title: one, body: body(first) });
    else this.#show({ title: many(more.length + 1), body: `${first.name} and ${more.length} more` });
  }
}

/** "first-last/size" */
function reachesEnd(range: string): boolean {
  const [, last, size] = /^\d+-(\d+)\/(\d+)$/.exec(range) ?? [];
  return last !== undefined && Number(last) + 1 === Number(size);
}

/** The last name of a path. */
function nameOf(location: string): string {
  return shownName(path.basename(location), 80) || "The folder";
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
