/** What is known when somebody closes the window. */
export type ClosingFacts = {
  readonly isQuitting: boolean;
  readonly isSharing: boolean;
  readonly closeToTray: boolean;
  /** Whether the window could be brought back from a tray, or from the dock. */
  readonly hasWayBack: boolean;
  readonly platform: NodeJS.Platform;
};

/** What closing the window means: it goes, it hides and the share goes on, or the app quits. */
export function closingOf(facts: ClosingFacts): "close" | "hide" | "quit" {
  if (facts.isQuitting) return "close";
  if (facts.isSharing && facts.closeToTray && facts.hasWayBack) return "hide";
  if (facts.platform === "darwin" && !facts.isSharing) return "close"; // the app stays in the dock, as apps do there
  return "quit";
}
