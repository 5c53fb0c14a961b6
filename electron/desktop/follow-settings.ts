import { nativeTheme, type MessageBoxOptions } from "electron";
import { messageOf } from "../../server/http/http-error.ts";
import type { Problem } from "../contract.ts";
import type { SettingsStore } from "../settings/settings-store.ts";
import { setOpenAtLogin } from "./login-item.ts";

const approval = {
  type: "info" as const,
  message: "Your Mac does not open Porchlight at login yet.",
  detail: "Allow it in System Settings, under General, Login Items.",
};

/** Does what the settings say about the desktop: now, and each time they change; tells what cannot be done. */
export function followSettings(
  store: SettingsStore,
  say: (message: MessageBoxOptions) => Promise<unknown>,
  onProblem: (problem: Problem) => void,
): void {
  nativeTheme.themeSource = store.settings.theme;
  let login: Promise<unknown> = Promise.resolve(); // one change after the other, so that the last one holds
  let isTakenBack = false; // which is no wish: the system that refused one would refuse the other as well, for ever
  store.follow((settings, before) => {
    if (settings.theme !== before.theme) nativeTheme.themeSource = settings.theme;
    if (settings.openAtLogin === before.openAtLogin || isTakenBack) return;
    // the switch stays as it was where the system does not do it
    login = login
      .then(() => setOpenAtLogin(settings.openAtLogin))
      .then(
        (isToBeAllowed) => isToBeAllowed && void say(approval),
        (error: unknown) => {
          isTakenBack = true;
          store.change({ openAtLogin: before.openAtLogin });
          isTakenBack = false;
          onProblem(loginProblem(settings.openAtLogin, error));
        },
      );
  });
}

function loginProblem(wanted: boolean, error: unknown): Problem {
  const [what, remedy] = wanted
    ? ["cannot be opened at login", "Add it to what your desktop starts at login"]
    : ["is still opened at login", "Take it out of what your desktop starts at login"];
  return { what: `Porchlight ${what}: ${messageOf(error)}.`, remedy: `${remedy}, in its own settings.` };
}
