/** Browsers refuse a page that writes to its history far more often. */
const restMilliseconds = 300;

type State = { readonly filter?: string } | null;

/** What was typed when this page was left, for whoever comes back to it or loads it again; "" for nothing. */
export function keptFilter(): string {
  return (history.state as State)?.filter ?? "";
}

/** Keeps with the page's place in the history what is typed. */
export function keepFilter(field: HTMLInputElement): void {
  const keep = () => history.replaceState({ ...(history.state as State), filter: field.value }, "");
  let resting: ReturnType<typeof setTimeout> | undefined;
  field.addEventListener("input", () => {
    clearTimeout(resting);
    resting = setTimeout(keep, restMilliseconds);
  });
  field.addEventListener("change", keep); // as when a link is pressed at once
}
