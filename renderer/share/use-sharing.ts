import { useCallback, useEffect, useMemo, useState } from "react";
import type { Problem, ShareChoice } from "../../electron/contract.ts";
import { needsPreflight } from "../../electron/needs-preflight.ts";
import { useUncoveredCommand } from "../controls/use-uncovered-command.ts";
import type { Session } from "../store/session.ts";
import { useCommand, useSession, useStore } from "../store/use-session.ts";
import { choiceOf, isBusy, isLit, sharedFolder } from "./sharing.ts";

/** A question that stands between the user and a share. */
export type Question =
  | { readonly kind: "what is in it"; readonly choice: ShareChoice }
  | { readonly kind: "instead of this one"; readonly folder: string };

/** What the share card can do. */
export type Sharing = {
  readonly question: Question | undefined;
  /** Why the folder that was given last cannot be shared. */
  readonly refusal: Problem | undefined;
  /** The refusal has been read. */
  readonly dismiss: () => void;
  readonly choose: () => Promise<void>;
  readonly pick: (folder: string) => Promise<void>;
  readonly toggle: () => Promise<void>;
  /** Lets nothing finish of what is still under way while the light goes off. */
  readonly cutOff: () => Promise<void>;
  /** Yes to the question. */
  readonly accept: () => Promise<void>;
  /** No to it. */
  readonly decline: () => void;
};

/** The way from a folder to a share that is on. */
export function useSharing(): Sharing {
  const session = useSession();
  const [question, ask] = useState<Question>();
  const [refusal, refuse] = useState<Problem>();

  const sharing = useMemo(() => {
    const pick = async (folder: string): Promise<void> => {
      const picked = await session.bridge.request("folder:pick", folder);
      if (picked === undefined) return;
      refuse(picked.ok ? undefined : picked.problem);
      if (!picked.ok || picked.value.isChosen) return;
      const share = session.state.value()?.share;
      const shared = share && sharedFolder(share);
      if (shared !== picked.value.folder) ask({ kind: "instead of this one", folder: picked.value.folder });
    };
    const begin = async (): Promise<void> => {
      settleTyping();
      const state = session.state.value();
      const choice = state && choiceOf(state);
      if (choice === undefined) return;
      refuse(undefined);
      if (!needsPreflight(choice, state?.settings ?? { accepted: [] })) return turnOn(session, choice);
      const counting = await session.bridge.request("preflight:start", choice.folder, choice.dotfiles);
      if (!counting.ok) refuse(counting.problem);
      else if (isChosen(session, choice.folder)) ask({ kind: "what is in it", choice });
      else endPreflight(session);
    };
    const toggle = async (): Promise<void> => {
      const share = session.state.value()?.share;
      if (share === undefined || isBusy(share)) return;
      if (isLit(share)) await session.bridge.request("share:stop");
      else await begin();
    };
    const cutOff = async (): Promise<void> => {
      await session.bridge.request("share:stop");
    };
    const choose = async (): Promise<void> => {
      const folder = await session.bridge.request("folder:choose");
      if (folder !== undefined) await pick(folder);
    };
    return { pick, begin, toggle, cutOff, choose };
  }, [session]);

  const accept = async (): Promise<void> => {
    ask(undefined);
    if (question?.kind === "what is in it") {
      const { folder, dotfiles, rules } = question.choice;
      const accepted = { folder, dotfiles, uploads: rules.uploads };
      await session.takeSettings(session.bridge.request("preflight:accept", accepted));
      endPreflight(session);
      await turnOn(session, question.choice);
    } else if (question !== undefined) {
      await session.changeSettings({ folder: question.folder });
      await sharing.begin();
    }
  };
  const decline = (): void => {
    ask(undefined);
    if (question?.kind === "what is in it") endPreflight(session);
  };

  useEndOfQuestion(session, question, sharing.pick, ask);
  const offered = useStore(session.offered);
  useEffect(() => {
    if (offered === undefined) return;
    session.offered.set(undefined);
    void sharing.pick(offered);
  }, [session, sharing, offered]);
  useUncoveredCommand(
    "choose folder",
    useCallback(() => void sharing.choose(), [sharing]),
  );
  const isAsked = question?.kind === "what is in it"; // whether to turn it on
  useCommand(
    "toggle sharing",
    useCallback(() => void (isAsked || sharing.toggle()), [sharing, isAsked]),
  );
  const { choose, pick, toggle, cutOff } = sharing;
  const dismiss = (): void => refuse(undefined);
  return { question, refusal, dismiss, choose, pick, toggle, cutOff, accept, decline };
}

/** A field takes what was typed when it is left: a shortcut of the menu leaves none, and takes the keyboard from none. */
function settleTyping(): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  field.blur();
  field.focus();
}

/**
 * Ends a question as soon as there is nothing to ask any more: what is in a folder, when another was handed over and is
 * the chosen one; what is to be shared instead, when the light goes off, and that folder is the chosen one.
 */
function useEndOfQuestion(
  session: Session,
  question: Question | undefined,
  pick: (folder: string) => Promise<void>,
  ask: (question: Question | undefined) => void,
): void {
  useEffect(() => {
    if (question === undefined) return undefined;
    const unfollow = session.state.subscribe(() => {
      if (!isMoot(session, question)) return;
      unfollow();
      ask(undefined);
      if (question.kind === "what is in it") endPreflight(session);
      else void pick(question.folder);
    });
    return unfollow;
  }, [session, question, pick, ask]);
}

function isMoot(session: Session, question: Question): boolean {
  if (question.kind === "what is in it") return !isChosen(session, question.choice.folder);
  const share = session.state.value()?.share;
  return share !== undefined && !isLit(share);
}

function isChosen(session: Session, folder: string): boolean {
  return session.state.value()?.settings.folder === folder;
}

/** Nobody looks at what is counted any more. */
function endPreflight(session: Session): void {
  void session.bridge.request("preflight:cancel");
  session.forgetPreflight();
}

/** What becomes of it is told by "share:status". A share that is on is stopped first. */
async function turnOn(session: Session, choice: ShareChoice): Promise<void> {
  await session.bridge.request("share:start", choice);
}
