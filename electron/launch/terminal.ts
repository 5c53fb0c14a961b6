import { parseCli } from "../../server/terminal/cli-options.ts";
import { noSandbox } from "./electron-binary.ts";

/** How to share from the terminal, and what to say before. */
export type TerminalShare = { readonly args: readonly string[]; readonly sentence: string };

/**
 * What the terminal command is given for what the app was given. A folder goes to the network, as it was named for
 * that; without one the current folder is shared, to this computer alone.
 */
export function terminalShare(given: readonly string[]): TerminalShare {
  const args = given.filter((argument) => argument !== noSandbox); // of what only a window has
  if (parseCli(args).kind === "share") return { args, sentence: "Sharing from the terminal instead." };
  if (parseCli([".", ...args]).kind !== "share") return { args, sentence: "The terminal is used instead." };
  const host = args.some((argument) => /^--host(=|$)/.test(argument)) ? [] : ["--host", "127.0.0.1"];
  const sentence =
    "Sharing the current folder from the terminal instead, to this computer only. " +
    "To open a folder to everyone on your network, name it: npm start -- <folder>";
  return { args: [".", ...host, ...args], sentence };
}
