/**
 * The body of a notification, for a system. Linux reads it as markup (Desktop Notifications Specification), and Electron
 * hands it on as it is: of a file "Tom & Jerry" some desktops would show nothing, and of one with a tag what that does.
 */
export function notificationBody(words: string, platform: NodeJS.Platform): string {
  if (platform !== "linux") return words;
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
