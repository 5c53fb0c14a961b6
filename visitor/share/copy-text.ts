import { element } from "../element.ts";

/**
 * Puts text on the clipboard; whether it got there. Browsers give pages of plain HTTP no clipboard, so that what is
 * selected is copied there, as by the keyboard. `inside` is where the selection can be: a modal dialog, if one is open.
 */
export async function copyText(text: string, inside: HTMLElement = document.body): Promise<boolean> {
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard !== undefined) {
    return clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  }
  const focused = document.activeElement;
  const area = element("textarea", { value: text, readOnly: true, className: "copied", ariaHidden: "true" });
  inside.append(area);
  area.select();
  area.setSelectionRange(0, text.length); // iOS selects nothing otherwise
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way without TLS
  const isCopied = document.execCommand("copy");
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}
