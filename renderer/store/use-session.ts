import { createContext, useContext, useEffect, useSyncExternalStore } from "react";
import type { Command } from "../../electron/contract.ts";
import type { LogView } from "./log-store.ts";
import type { Session, WindowState } from "./session.ts";
import type { Store } from "./store.ts";

/** The one session of this page. */
export const SessionContext = createContext<Session | undefined>(undefined);

/** The session, for components below its provider. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error("there is no session above this component");
  return session;
}

/** Follows a store. */
export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.value);
}

/** What the window shows; only for components that are drawn once it is known. */
export function useWindowState(): WindowState {
  const state = useStore(useSession().state);
  if (state === undefined) throw new Error("the snapshot has not come yet");
  return state;
}

/** The log, at most once a frame. */
export function useLogView(): LogView {
  const { log } = useSession();
  return useSyncExternalStore(log.subscribe, log.view);
}

/** Where the computer is: what shows a time of it is drawn anew when it travels, or its clock is changed. */
export function useTimeZone(): string {
  return useStore(useSession().timeZone);
}

/** Runs when a menu or the tray asks for it. */
export function useCommand(wanted: Command, run: () => void): void {
  const session = useSession();
  useEffect(() => session.onCommand(wanted, run), [session, wanted, run]);
}
