declare const window: { open: (url?: string | URL, name?: string, features?: string) => null };
declare const document: { readonly baseURI: string };

/** What a page would open: the address, absolute, and what else `window.open` was given. */
export type OpenRequest = { readonly url: string; readonly name: string; readonly features: string };

/**
 * Makes `window.open` tell what it was asked for and open nothing, as Electron does where the app denies it. A window
 * that Chromium made would share its opener's renderer, and Playwright pauses each new window: closed in that state,
 * it would leave its opener paused for ever.
 */
export function askInsteadOfOpening(tell: (request: string) => void): void {
  window.open = (url = "about:blank", name = "_blank", features = "") => {
    const request: OpenRequest = { url: new URL(url, document.baseURI).href, name, features };
    tell(JSON.stringify(request));
    return null;
  };
}
