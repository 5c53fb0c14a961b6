import { app, session, type Event } from "electron";

/**
 * Denies every page what this app's page never needs: to go elsewhere, to open windows, to embed, to be permitted. A page
 * that is `developed` at an address may load itself anew, for Vite has it do that where it can change nothing in place.
 */
export function denyTheRest(developed: string | undefined): void {
  const deny = (event: Event<{ readonly url: string }>): void => {
    if (developed === undefined || event.url !== developed) event.preventDefault();
  };
  app.on("web-contents-created", (_, contents) => {
    contents.setWindowOpenHandler(() => ({ action: "deny" }));
    contents.on("will-navigate", deny);
    contents.on("will-frame-navigate", deny);
    contents.on("will-redirect", (event) => event.preventDefault());
    contents.on("will-attach-webview", (event) => event.preventDefault());
  });
}

/** The same for permissions, which belong to a session: that exists only when the app is ready. */
export function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
}
