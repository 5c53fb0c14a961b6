import { useEffect } from "react";

/** Keys that work wherever the focus is, but for places where they are typed or press something. */
export function useLogKeys(onFind: () => void, onPause: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const isFind = event.key.toLowerCase() === "f" && (event.ctrlKey || event.metaKey) && !event.altKey;
      const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !isTyping(event.target);
      if (isFind || isSlash) onFind();
      else if (event.key === " " && !isOnControl(event.target)) onPause();
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

/** Space presses buttons and is typed into fields. */
function isOnControl(target: EventTarget | null): boolean {
  const controls =
    "input, textarea, select, button, a, [role=dialog], [role=menu], [role=switch], [role=radio], [role=checkbox]";
  return target instanceof HTMLElement && target.closest(controls) !== null;
}
