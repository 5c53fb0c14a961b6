import { nativeTheme } from "electron";
import type { SettingsStore } from "../settings/settings-store.ts";
import { setOpenAtLogin } from "./login-item.ts";

/** Does what the settings say about the desktop: now, and each time they change. */
export function followSettings(store: SettingsStore): void {
  nativeTheme.themeSource = store.settings.theme;
  store.follow((settings, before) => {
    if (settings.theme !== before.theme) nativeTheme.themeSource = settings.theme;
    if (settings.openAtLogin === before.openAtLogin) return;
    // a system that takes no login item leaves the switch off
    setOpenAtLogin(settings.openAtLogin).catch(() => store.change({ openAtLogin: before.openAtLogin }));
  });
}
