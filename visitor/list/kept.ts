/** Browsers refuse a page that writes to its history far more often. */
const restMilliseconds = 300;

/** What is kept with the page's place in the history, for whoever comes back to it or loads it again. */
export type Kept = {
  /** What was typed. */
  readonly filter?: string;
  /** Names of what was selected. */
  readonly chosen?: readonly string[];
  /** Whether the whole row was the box to tick. */
  readonly isSelecting?: boolean;
  /** Whether this place is a preview's, which the page's own lies behind. */
  readonly isPreview?: boolean;
};

/** What was kept when this page was left. */
export function kept(): Kept {
  return (history.state as Kept | null) ?? {};
}

/** Keeps a part of it. */
export function keep(part: Kept): void {
  write("replaceState", { ...kept(), ...part });
}

/** Gives this place in the history another address. */
export function putAddress(address: string): void {
  write("replaceState", kept(), address);
}

/** Goes on to a new place in the history, where this part is kept as well. */
export function pushAddress(address: string, part: Kept): void {
  write("pushState", { ...kept(), ...part }, address);
}

/** WebKit refuses more than a hundred changes in ten seconds, as while an arrow key is held: the page goes on without. */
function write(change: "pushState" | "replaceState", state: Kept, address?: string): void {
  try {
    history[change](state, "", address);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

/**
 * Calls back when the page, left with all that it held, is shown again: WebKit empties its fields in a task that follows.
 */
export function whenShownAgain(restore: () => void): void {
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) setTimeout(restore);
  });
}

/** Keeps a part of it as it is when it has rested for a moment; to be called whenever it changes. */
export function keepAtRest(part: () => Kept): () => void {
  let resting: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(resting);
    resting = setTimeout(() => keep(part()), restMilliseconds);
  };
}
