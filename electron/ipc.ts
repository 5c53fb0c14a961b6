import { ipcMain, type WebContents } from "electron";
import { argumentChecks } from "./argument-checks.ts";
import { requestChannels, type Events, type Requests } from "./contract.ts";
import { isFrom, type Page } from "./page-address.ts";

type Answer<Channel extends keyof Requests> = (
  ...args: Parameters<Requests[Channel]>
) => ReturnType<Requests[Channel]> | Promise<ReturnType<Requests[Channel]>>;

/** One function for each thing that the window may ask. */
export type Answers = { readonly [Channel in keyof Requests]: Answer<Channel> };

/** Answers all that the window asks. */
export function answerAll(answers: Answers, page: Page): void {
  for (const channel of requestChannels) answer(channel, answers[channel], page);
}

/** Answers one request, if it is our page that asks and what it says is what the contract allows. */
function answer<Channel extends keyof Requests>(channel: Channel, listener: Answer<Channel>, page: Page): void {
  ipcMain.handle(channel, ({ senderFrame }, ...args: readonly unknown[]) => {
    if (!isFrom(page, senderFrame)) throw new Error(`${channel}: refused, this is not the app's own page`);
    const check: (args: readonly unknown[]) => args is Parameters<Requests[Channel]> = argumentChecks[channel];
    if (!check(args)) throw new TypeError(`${channel}: refused, the arguments are not of the contract`);
    return listener(...args);
  });
}

/** Tells the window something unasked; a window that is gone is told nothing. */
export function tell<Channel extends keyof Events>(
  contents: WebContents | undefined,
  channel: Channel,
  event: Events[Channel],
): void {
  if (contents && !contents.isDestroyed() && !contents.isCrashed()) contents.send(channel, event);
}
