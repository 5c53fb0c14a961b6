/** A desktop entry that starts a command at login, hidden (freedesktop.org's Desktop Entry and Autostart specifications). */
export function autostartEntry(command: readonly string[]): string {
  const exec = [...command, "--hidden"].map(quoted).join(" ");
  return [
    "[Desktop Entry]",
    "Type=Application",
    "Name=Porchlight",
    "Comment=Share a folder with everyone on your network",
    `Exec=${exec}`,
    "Terminal=false",
    "X-GNOME-Autostart-enabled=true",
    "",
  ].join("\n");
}

/** An argument of Exec: quoted as a shell would, and then escaped once more, since values have escapes of their own. */
function quoted(argument: string): string {
  if (/^[\w/.:=@+-]+$/.test(argument)) return argument;
  const inQuotes = argument.replace(/["`$\\]/g, "\\$&").replaceAll("%", "%%");
  return `"${inQuotes.replaceAll("\\", "\\\\")}"`;
}
