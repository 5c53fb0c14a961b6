/** What is known when somebody closes the window. */
export type ClosingFacts = {
  readonly isQuitting: boolean;
  readonly isSharing: boolean;
  readonly closeToTray: boolean;
  /** Whether the window could be brought back from a tray, or from the dock. */
  readonly hasWayBack: boolean;
  readonly platform: NodeJS.Platform;
};

/** What is said of a window that was closed while the share goes on. */
export function closingWords(closing: "hide" | "minimize", platform: NodeJS.Platform): string {
  if (closing === "minimize")
    return "This desktop has no tray, so the window is only minimised. Quit in its File menu ends Porchlight.";
  const place = platform === "darwin" ? "menu bar" : "tray"; // a Mac's user knows of no tray
  return `Its icon in the ${place} brings the window back, turns the light off, or quits.`;
}

/** What closing the window means: it goes, it hides or shrinks and the share goes on, or the app quits. */
export function closingOf(facts: ClosingFacts): "close" | "hide" | "minimize" | "quit" {
  if (facts.isQuitting) return "close";
  if (facts.isSharing && facts.closeToTray) return facts.hasWayBack ? "hide" : "minimize";
  if (facts.platform === "darwin" && !facts.isSharing) return "close"; // the app stays in the dock, as apps do there
  return "quit";
}
