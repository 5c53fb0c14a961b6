const prefix = "porchlight-upload ";

/** What makes a file that is chosen again the same one, and the folder that it goes to. */
export function keyOf(address: string, file: Pick<File, "size" | "lastModified">): string {
  return `${prefix}${address} ${file.size} ${file.lastModified}`;
}

/** The address of an upload that broke off, perhaps before a reload; undefined: there is none, or no storage. */
export function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(key: string, address: string): void {
  try {
    localStorage.setItem(key, address);
  } catch {
    return; // it can be resumed for as long as the page lives
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    return;
  }
}

/** Names of files that have not come whole, for a folder. */
export function unfinished(folder: string): readonly string[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix + folder))
      .map((key) => decodeURIComponent(key.slice(prefix.length).split(" ")[0]?.split("/").at(-1) ?? ""));
  } catch {
    return [];
  }
}
