import type { CliOptions } from "./cli-options.ts";
import { messageOf } from "./http/http-error.ts";
import { combined, common, ndjson, plainRecord, type Format } from "./log/formats.ts";
import { LineWriter, streamSink, type LineSink } from "./log/line-writer.ts";
import { prettyFormat } from "./log/pretty.ts";
import type { RequestLog } from "./log/request-log.ts";
import { RotatingFile } from "./log/rotating-file.ts";
import { visible, visibleJson } from "./log/visible.ts";
import { ShareProblem } from "./share-problem.ts";

/** What the terminal command says, and where. */
export type CliLog = {
  /** Whether standard output is for programs: then nothing is said there but events. */
  readonly isMachineReadable: boolean;
  readonly event: (event: Readonly<Record<string, unknown>>) => void;
  readonly say: (text: string) => void;
  /** Writes the requests that have ended, and those that will. */
  readonly follow: (log: RequestLog) => void;
  readonly close: () => Promise<void>;
};

/** Milliseconds between two complaints about lines that were lost. */
const complaintMilliseconds = 10_000;

/** Writes as the options say: to the terminal, or to a file. @throws ShareProblem where the file cannot be. */
export async function openCliLog(options: CliOptions): Promise<CliLog> {
  const isMachineReadable = options.log === "ndjson";
  const writer = new LineWriter(await sinkOf(options), complainer());
  let unfollow: () => void = () => undefined;
  // Lines of a log on standard output are not mixed with what is said to people.
  const isLogOnOutput = options.logFile === undefined && (options.log === "common" || options.log === "combined");
  return {
    isMachineReadable,
    // Whoever started it reads the output, also where the log goes to a file.
    event: (event) => {
      if (options.logFile === undefined) writer.write(visibleJson(event));
      else process.stdout.write(`${visibleJson(event)}\n`);
    },
    say: (text) => (isLogOnOutput ? process.stderr : process.stdout).write(`${text}\n`),
    follow: (log) => {
      if (options.log !== "none") unfollow = follow(log, writer, options);
    },
    close: async () => {
      unfollow();
      await writer.close();
    },
  };
}

function follow(log: RequestLog, writer: LineWriter, options: CliOptions): () => void {
  const format = formatOf(options);
  const ended = (record: Parameters<Format>[0]) => writer.write(format(record));
  for (const record of log.newest()) ended(record);
  if (options.log !== "ndjson") return log.follow({ ended });
  const progressed = (record: Parameters<Format>[0]) =>
    writer.write(visibleJson({ event: "progress", ...plainRecord(record) }));
  return log.follow({ ended, progressed });
}

function formatOf(options: CliOptions): Format {
  switch (options.log) {
    case "ndjson":
      return ndjson;
    case "common":
      return common;
    case "combined":
      return combined;
    case "pretty":
    case "none":
      return prettyFormat(
        options.logFile === undefined && process.stdout.isTTY && process.env["NO_COLOR"] === undefined,
      );
  }
}

async function sinkOf({ logFile }: CliOptions): Promise<LineSink> {
  if (logFile === undefined) return streamSink(process.stdout);
  try {
    return await RotatingFile.open(logFile);
  } catch (error) {
    const what = `The log file ${logFile} cannot be written.`;
    throw new ShareProblem("other", what, "Name another one.", { cause: error });
  }
}

/** Says on standard error how many lines were lost, once in a while. */
function complainer(): (lost: number, error: unknown) => void {
  let lostInAll = 0;
  let complainedAt = Number.NEGATIVE_INFINITY;
  return (lost, error) => {
    lostInAll += lost;
    if (performance.now() - complainedAt < complaintMilliseconds) return;
    complainedAt = performance.now();
    const why = messageOf(error);
    process.stderr.write(`porchlight: ${lostInAll} lines of the log were lost: ${visible(why)}\n`);
  };
}
