import { messageOf } from "../http/http-error.ts";
import { combined, common, ndjson, type Format } from "../log/formats.ts";
import { LineWriter, streamSink, type LineSink } from "../log/line-writer.ts";
import type { LogRecord } from "../log/log-record.ts";
import { plainRecord } from "../log/plain-record.ts";
import { prettyFormat } from "../log/pretty.ts";
import type { RequestLog } from "../log/request-log.ts";
import { RotatingFile } from "../log/rotating-file.ts";
import { terminalSink } from "../log/terminal-sink.ts";
import { visible, visibleJson } from "../log/visible.ts";
import { namedPath } from "../named-path.ts";
import { ShareProblem } from "../share-problem.ts";
import type { CliOptions } from "./cli-options.ts";
import { LostLines } from "./lost-lines.ts";

/** What the terminal command says, and where. */
export type CliLog = {
  /** Whether standard output is for programs: then nothing is said there but events. */
  readonly isMachineReadable: boolean;
  readonly event: (event: Readonly<Record<string, unknown>>) => void;
  readonly say: (text: string) => void;
  /** Tells of trouble: to people on standard error, where no log is. */
  readonly warn: (sentence: string) => void;
  /** Writes the requests that have ended, and those that will. */
  readonly follow: (log: RequestLog) => void;
  readonly close: () => Promise<void>;
  /** Says how many lines are lost, where the process ends before they are written. */
  readonly abandon: () => void;
};

/** Writes as the options say: to the terminal, or to a file. @throws ShareProblem where the file cannot be. */
export async function openCliLog(options: CliOptions): Promise<CliLog> {
  const { log, logFile } = options;
  const file = logFile === undefined ? undefined : await openFile(namedPath(logFile));
  const errors = new LineWriter(outputSink(process.stderr, "/dev/stderr"), () => undefined);
  const lost = new LostLines((text) => errors.write(text));
  const output = new LineWriter(
    outputSink(process.stdout, "/dev/stdout"),
    file === undefined ? lost.add : () => undefined,
  );
  const writer = file === undefined ? output : new LineWriter(file, lost.add);
  let unfollow: () => void = () => undefined;
  // Lines of a log on standard output are not mixed with what is said to people.
  const isLogOnOutput = logFile === undefined && (log === "common" || log === "combined");
  return {
    isMachineReadable: log === "ndjson",
    // Whoever started it reads the output, also where the log goes to a file.
    event: (event) => output.write(visibleJson(event)),
    say: (text) => {
      const people = isLogOnOutput ? errors : output;
      people.write(text);
      people.flush(); // somebody waits for it
    },
    warn: (sentence) => {
      errors.write(`porchlight: ${visible(sentence)}`);
      errors.flush();
    },
    follow: (requests) => {
      if (log !== "none") unfollow = follow(requests, writer, options);
    },
    close: async () => {
      unfollow();
      for (const each of new Set([writer, output])) await closed(each, errors);
      lost.tell();
      await errors.close();
    },
    abandon: () => {
      for (const each of new Set([writer, output])) each.abandon(new Error("they could not be written in time"));
      lost.tell();
      errors.flush();
    },
  };
}

/** A network drive may say only now that it had no room for what it took. */
async function closed(writer: LineWriter, errors: LineWriter): Promise<void> {
  try {
    await writer.close();
  } catch (error) {
    errors.write(`porchlight: the log may lack its last lines: ${visible(messageOf(error))}`);
  }
}

/** Standard output or errors, also known by a path. */
function outputSink(stream: NodeJS.WriteStream, path: string): LineSink {
  return (stream.isTTY ? terminalSink(path) : undefined) ?? streamSink(stream);
}

function follow(log: RequestLog, writer: LineWriter, options: CliOptions): () => void {
  const format = formatOf(options);
  const ended = (record: Readonly<LogRecord>) => writer.write(format(record));
  for (const record of log.newest()) ended(record);
  if (options.log !== "ndjson") return log.follow({ ended });
  const progressed = (record: Readonly<LogRecord>) =>
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
        options.logFile !== undefined,
      );
  }
}

async function openFile(logFile: string): Promise<LineSink> {
  try {
    return await RotatingFile.open(logFile);
  } catch (error) {
    const what = `The log file ${logFile} cannot be written.`;
    throw new ShareProblem("other", what, "Name another one.", { cause: error });
  }
}
