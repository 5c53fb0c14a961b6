import { useEffect, type RefObject } from "react";

type LogKeys = {
  /** The log: a key pauses it only where it is to be seen. */
  readonly area: RefObject<HTMLElement | null>;
  /** Whether "/" and Space work outside the log: who speaks to type may not want that (WCAG 2.1.4). */
  readonly isEverywhere: boolean;
  readonly onFind: () => void;
  readonly onPause: () => void;
};

/** Keys that work wherever the focus is, or only in the log, but for places where they are typed or press something. */
export function useLogKeys({ area, isEverywhere, onFind, onPause }: LogKeys): void {
  useEffect(() => {
    const isHeard = (target: EventTarget | null) =>
      isEverywhere || (target instanceof Node && area.current?.contains(target) === true);
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const { target } = event;
      if (isFind(event) || (isSlash(event) && isHeard(target))) onFind();
      else if (isPause(event) && isHeard(target) && area.current?.checkVisibility() === true) {
        if (!event.repeat) onPause(); // who holds the key has pressed it once
      } else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [area, isEverywhere, onFind, onPause]);
}

function isFind({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === "f" && (ctrlKey || metaKey) && !altKey;
}

function isSlash({ key, ctrlKey, metaKey, target }: KeyboardEvent): boolean {
  return key === "/" && !ctrlKey && !metaKey && !isTyping(target);
}

/** With other keys it turns input methods on and opens the window's menu. */
function isPause({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  return key === " " && !ctrlKey && !metaKey && !altKey && !isSpaceTaken(target);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, [contenteditable]") !== null;
}

/** Space presses buttons, is typed into fields, and turns the pages of what is longer than its place, but for the log. */
function isSpaceTaken(target: EventTarget | null): boolean {
  const controls =
    "input, textarea, select, button, a, [role=dialog], [role=menu], [role=switch], [role=radio], [role=checkbox]";
  if (!(target instanceof HTMLElement) || target.role === "grid") return false;
  return target.closest(controls) !== null || isScroller(target);
}

function isScroller(element: HTMLElement): boolean {
  return element.scrollHeight > element.clientHeight && getComputedStyle(element).overflowY === "auto";
}
