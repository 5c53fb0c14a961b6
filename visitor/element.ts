/**
 * Builds an element: its properties, then what is in it. Text stays text. What ARIA says is set as attributes: Firefox
 * has no properties for it before 119.
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...content: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries<unknown>(properties)) {
    const attribute = name.replace(/^aria/, "aria-").toLowerCase();
    if (name === "role" || attribute.startsWith("aria-")) made.setAttribute(attribute, String(value));
    else Reflect.set(made, name, value);
  }
  made.append(...content);
  return made;
}

/** A button with one of the page's pictures; `label` says what it does, and is its name where it has no `text`. */
export function button(picture: string, label: string, onClick: () => void, text = ""): HTMLButtonElement {
  const made = element("button", { type: "button", className: `button ${picture}`, title: label }, text);
  if (text === "") made.setAttribute("aria-label", label);
  made.addEventListener("click", onClick);
  return made;
}

/** The element of the page with that id. */
export function byId<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no ${id}`);
  return found;
}
