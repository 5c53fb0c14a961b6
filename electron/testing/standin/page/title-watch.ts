declare const document: EventTarget & { readonly title: string; readonly head: object };
declare const MutationObserver: new (listener: () => void) => { observe(node: object, options: object): void };

/** Tells the title of the document, and each change of it. */
export function watchTitle(tell: (title: string) => void): void {
  const report = (): void => tell(document.title);
  document.addEventListener("DOMContentLoaded", () => {
    report();
    new MutationObserver(report).observe(document.head, { subtree: true, childList: true, characterData: true });
  });
}
