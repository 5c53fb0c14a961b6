import path from "node:path";
import { Worker } from "node:worker_threads";
import { FairTurns, thisComputer, Turn, type Asker } from "../fair-turns.ts";
import { ownFiles } from "../own-files.ts";
import { PerAddress } from "../per-address.ts";
import { asText, cellsIn, renderMarkdown } from "./markdown.ts";

/** Characters of a text, and cells of its tables, that take less time than to begin a thread for them. */
const shortText = 4096;
/** Texts whose HTML is remembered: a folder's README is asked for with each page of the folder. */
const mostKnown = 8;
/**
 * Texts that wait for a thread, of which there is one at a time; a further one stays text. Half of them for one address:
 * a browser that opens many folders at once asks for six.
 */
const mostWaiting = 16;
/** Milliseconds for a thread; what takes longer stays text. */
const longestWork = 5000;
/** The worst text takes a fifth of that. */
const resourceLimits = { maxOldGenerationSizeMb: 256 };

const known = new Map<string, Promise<string>>();
const waiting = new Map<string, Turn<string>>();
const waitingFor = new PerAddress();
const turns = new FairTurns(1);

/**
 * Markdown as HTML that is safe to stand in a page, as `renderMarkdown` has it. A longer text is rendered in a thread
 * of its own: visitors may send such ones, and nobody else should wait for them. Where that cannot be, it stays text.
 * `asker`: who wants to see it; each has its turn.
 */
export function htmlOfMarkdown(text: string, asker = thisComputer): Promise<string> {
  const html = known.get(text) ?? render(text, asker);
  if (html === undefined) return Promise.resolve(asText(text));
  const turn = waiting.get(text);
  if (turn !== undefined) turns.wait(turn, asker);
  known.delete(text);
  known.set(text, html);
  const [oldest] = known.keys();
  if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
  return html;
}

/** Undefined: too many are waiting. */
function render(text: string, asker: Asker): Promise<string> | undefined {
  if (text.length <= shortText && cellsIn(text) <= shortText) return Promise.resolve(renderMarkdown(text));
  return (waiting.get(text) ?? line(text, asker))?.result;
}

/** Has a text come among those that wait. Undefined: they are too many. */
function line(text: string, { address }: Asker): Turn<string> | undefined {
  if (waiting.size === mostWaiting || waitingFor.isFull(address, mostWaiting / 2)) return undefined;
  const turn = new Turn(async () => {
    const html = await renderApart(text);
    waiting.delete(text);
    waitingFor.remove(address);
    turns.end();
    return html;
  });
  waiting.set(text, turn);
  waitingFor.add(address);
  return turn;
}

async function renderApart(text: string): Promise<string> {
  try {
    return (await answerOf(await program(), text)) ?? asText(text);
  } catch {
    return asText(text); // there can be no thread, or its file is not there
  }
}

/** What a thread makes of a text; undefined: nothing, or not in time. */
function answerOf(code: string, text: string): Promise<string | undefined> {
  const worker = new Worker(code, { eval: true, execArgv: [], workerData: text, resourceLimits });
  worker.unref();
  return new Promise((resolve) => {
    const patience = setTimeout(() => void worker.terminate(), longestWork);
    worker.once("message", (html) => resolve(String(html)));
    worker.once("error", () => undefined); // "exit" follows
    worker.once("exit", () => {
      clearTimeout(patience);
      resolve(undefined);
    });
  });
}

/**
 * The thread's program: markdown-thread.ts, or what was built of it. As a text, for then only the main thread has to
 * read it: the threads of a packed app need not know its archive.
 */
async function program(): Promise<string> {
  if (!import.meta.url.endsWith(".ts")) {
    return (await ownFiles.read(path.join(import.meta.dirname, "../threads/markdown.cjs"))).toString();
  }
  return `import(${JSON.stringify(new URL("./markdown-thread.ts", import.meta.url).href)})`;
}
