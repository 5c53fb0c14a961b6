const prefix = "porchlight-upload ";

/** What makes a file that is chosen again the same one: the folder's page that it is sent from, and its path below. */
export function keyOf(folder: string, path: string, file: Pick<File, "size" | "lastModified">): string {
  return `${prefix}${folder} ${path} ${file.size} ${file.lastModified}`;
}

/** The address of an upload that broke off, perhaps before a reload; undefined: there is none, or no storage. */
export function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Notes an upload's address, so that it goes on after the page was loaded anew. */
export function remember(key: string, address: string): void {
  try {
    localStorage.setItem(key, address);
  } catch {
    return; // it can be resumed for as long as the page lives
  }
}

/** Forgets an upload that is saved or given up. */
export function forget(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    return;
  }
}

/** A file that has not come whole. */
export type Unfinished = { readonly key: string; readonly name: string; readonly upload: string };

/** What was sent from a folder's page and has not come whole. */
export function unfinished(folder: string): readonly Unfinished[] {
  try {
    return Object.entries<string>(localStorage)
      .filter(([key]) => key.startsWith(`${prefix}${folder} `))
      .map(([key, upload]) => ({ key, upload, name: nameIn(key.slice(prefix.length)) }));
  } catch {
    return [];
  }
}

function nameIn(key: string): string {
  const [, path = ""] = key.split(" ");
  return decodeURIComponent(path.split("/").at(-1) ?? "");
}
