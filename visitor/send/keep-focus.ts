/**
 * Changes what is in the first of these elements. A button takes the focus with it when it goes, and when it moves: it
 * gets it back, or else the first button that is left in one of them does, so that keys go on from there.
 */
export function keepFocus(places: readonly Element[], change: () => void): void {
  const focused = document.activeElement;
  const hadFocus = focused instanceof HTMLElement && places[0]?.contains(focused) === true;
  change();
  if (!hadFocus) return;
  const isThere = focused.isConnected && focused.closest("[hidden]") === null;
  const next = isThere ? focused : firstButton(places);
  if (document.activeElement !== next) next?.focus({ preventScroll: true });
}

function firstButton(places: readonly Element[]): HTMLElement | undefined {
  const buttons = places.flatMap((place) => [...place.querySelectorAll<HTMLElement>("button")]);
  return buttons.find((button) => button.closest("[hidden]") === null);
}
