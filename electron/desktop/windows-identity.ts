/**
 * What Windows knows the app by (its AppUserModelID): the shortcut that the installer makes has it, and the process must
 * say the same, or its notifications belong to no app and are not shown (electron-builder, NSIS; Electron, Notifications).
 */
export const windowsAppId = "org.porchlight.app";

/**
 * The class that Windows starts the app as when somebody clicks a notification of an earlier run (its
 * ToastActivatorCLSID). Electron makes up another one for each shortcut that the installer makes, writes it into the
 * registry, and never takes it back (windows_toast_activator.cc).
 */
export const windowsToastActivator = "{B15573C7-6865-4B78-9775-E6907CC78990}";

/**
 * What Windows starts the app with at login; `appFolder`: the app, where it is developed. Electron quotes what has to be
 * (electron/electron#50016), although its documentation wants paths quoted.
 */
export function loginArguments(appFolder: string | undefined): string[] {
  return appFolder === undefined ? ["--hidden"] : [appFolder, "--hidden"];
}
