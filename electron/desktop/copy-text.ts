import { clipboard, type MessageBoxOptions } from "electron";
import { messageOf } from "../../server/http/http-error.ts";
import type { Result } from "../contract.ts";

/** Puts a text on the clipboard, unless the system does not let it: another program may be at it. */
export async function copyText(text: string): Promise<Result<undefined>> {
  try {
    await clipboard.writeText(text);
    return { ok: true, value: undefined };
  } catch (error) {
    const what = `Nothing could be copied: ${messageOf(error)}.`;
    return { ok: false, problem: { what, remedy: "Try again in a moment." } };
  }
}

/** The same for the tray, where no page says what went wrong. */
export async function copyOrSay(text: string, say: (message: MessageBoxOptions) => Promise<unknown>): Promise<void> {
  const copied = await copyText(text);
  if (!copied.ok) await say({ type: "error", message: copied.problem.what, detail: copied.problem.remedy });
}
