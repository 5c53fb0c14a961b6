import { encode } from "uqr";
import { button, element } from "../element.ts";
import { copyText } from "./copy-text.ts";

/** Characters that fit in the largest code. Where folders with long names are in one another, an address has more. */
const mostInCode = 2331;

/** Shows the page's address as a QR code and as a link to copy. */
export function openLinkDialog(): void {
  const address = location.origin + location.pathname + location.search;
  const field = element("input", { readOnly: true, value: address, ariaLabel: "Address of this page" });
  field.addEventListener("focus", () => field.select());
  const hasCode = address.length <= mostInCode;
  const isOwn = isThisComputer(location.hostname);
  const words = element("p", { role: "status" }, noteOf(isOwn, hasCode));
  const copy = button("link", "Copy link", () => void onCopy(), "Copy link");
  const close = button("close", "Close", () => dialog.close());
  const title = isOwn ? "Link to this page" : "Open on another device";
  const head = element("header", {}, element("h2", { id: "link-title" }, title), close);
  const code = hasCode ? [qrPicture(address)] : [];
  const dialog = element("dialog", { className: "link-dialog" }, head, ...code, field, words, copy);
  dialog.setAttribute("aria-labelledby", "link-title");
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // beside it
  });
  async function onCopy(): Promise<void> {
    const isCopied = await copyText(address, dialog);
    words.textContent = isCopied ? "Copied." : "Select the address and copy it.";
    if (!isCopied) field.focus();
  }
  document.body.append(dialog);
  dialog.showModal();
}

function isThisComputer(hostname: string): boolean {
  return (
    hostname === "localhost" || hostname.endsWith(".localhost") || hostname.startsWith("127.") || hostname === "[::1]"
  );
}

function noteOf(isOwn: boolean, hasCode: boolean): string {
  if (isOwn) return "This address works on this computer only.";
  return `${hasCode ? "Scan it, or send" : "Send"} the link to somebody on this network.`;
}

const svg = "http://www.w3.org/2000/svg";

function qrPicture(text: string): SVGSVGElement {
  const { data, size } = encode(text, { ecc: "M", border: 3 });
  const path = document.createElementNS(svg, "path");
  const squares = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")));
  path.setAttribute("d", squares.join(""));
  const picture = document.createElementNS(svg, "svg");
  picture.setAttribute("viewBox", `0 0 ${size} ${size}`);
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", `QR code of ${text}`);
  picture.append(path);
  return picture;
}
