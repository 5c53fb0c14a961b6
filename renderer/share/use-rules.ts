import type { VisitorRules } from "../../electron/contract.ts";
import { useSession, useWindowState } from "../store/use-session.ts";
import { rulesFor } from "./visitor-rules.ts";

/** What visitors of a folder may do, and the ways to change it. */
export type Rules = {
  readonly rules: VisitorRules;
  readonly change: (change: Partial<VisitorRules>) => void;
  readonly chooseInbox: () => Promise<void>;
};

/** The rules of one folder. */
export function useRules(folder: string): Rules {
  const session = useSession();
  const rules = rulesFor(useWindowState(), folder);
  const change = (part: Partial<VisitorRules>): void => {
    const state = session.state.value(); // more may have been chosen since this was drawn
    void session.changeRules(folder, { ...(state === undefined ? rules : rulesFor(state, folder)), ...part });
  };
  const chooseInbox = async (): Promise<void> => {
    const inbox = await session.attempt(session.bridge.request("inbox:choose", folder));
    if (inbox !== undefined) change({ inbox });
  };
  return { rules, change, chooseInbox };
}
