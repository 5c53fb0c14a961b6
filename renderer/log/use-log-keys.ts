import { useEffect } from "react";

/** Keys that work wherever the focus is, but for places where they are typed or press something. */
export function useLogKeys(onFind: () => void, onPause: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const isFind = event.key.toLowerCase() === "f" && (event.ctrlKey || event.metaKey) && !event.altKey;
      const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !isTyping(event.target);
      if (isFind || isSlash) onFind();
      else if (event.key === " " && !isSpaceTaken(event.target)) onPause();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [onFind, onPause]);
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
