import type { Desktop } from "../desktop.ts";

/** What a menu item can be without saying what it does. */
export type Role = NonNullable<Electron.MenuItemConstructorOptions["role"]>;

/** The label that each role brings. */
export const roleLabels: Readonly<Record<Role, string>> = {
  about: "About",
  appMenu: "Application",
  clearRecentDocuments: "Clear Menu",
  close: "Close Window",
  copy: "Copy",
  cut: "Cut",
  delete: "Delete",
  editMenu: "Edit",
  fileMenu: "File",
  forceReload: "Force Reload",
  front: "Bring All to Front",
  help: "Help",
  hide: "Hide",
  hideOthers: "Hide Others",
  mergeAllWindows: "Merge All Windows",
  minimize: "Minimize",
  moveTabToNewWindow: "Move Tab to New Window",
  paste: "Paste",
  pasteAndMatchStyle: "Paste and Match Style",
  quit: "Quit",
  recentDocuments: "Open Recent",
  redo: "Redo",
  reload: "Reload",
  resetZoom: "Actual Size",
  selectAll: "Select All",
  selectNextTab: "Show Next Tab",
  selectPreviousTab: "Show Previous Tab",
  services: "Services",
  shareMenu: "Share",
  showAllTabs: "Show All Tabs",
  showSubstitutions: "Show Substitutions",
  startSpeaking: "Start Speaking",
  stopSpeaking: "Stop Speaking",
  toggleDevTools: "Toggle Developer Tools",
  toggleSmartDashes: "Smart Dashes",
  toggleSmartQuotes: "Smart Quotes",
  toggleSpellChecker: "Check Spelling While Typing",
  toggleTabBar: "Toggle Tab Bar",
  toggleTextReplacement: "Text Replacement",
  togglefullscreen: "Toggle Full Screen",
  undo: "Undo",
  unhide: "Show All",
  viewMenu: "View",
  window: "Window",
  windowMenu: "Window",
  zoom: "Zoom",
  zoomIn: "Zoom In",
  zoomOut: "Zoom Out",
};

/** The items that a role brings with it, as off macOS. */
export const roleSubmenus: Partial<Record<Role, readonly Electron.MenuItemConstructorOptions[]>> = {
  appMenu: itemsOf("about", "services", "hide", "hideOthers", "unhide", "quit"),
  fileMenu: itemsOf("quit"),
  editMenu: itemsOf("undo", "redo", "cut", "copy", "paste", "delete", "selectAll"),
  viewMenu: itemsOf("reload", "forceReload", "toggleDevTools", "resetZoom", "zoomIn", "zoomOut", "togglefullscreen"),
  windowMenu: itemsOf("minimize", "zoom", "close"),
};

function itemsOf(...roles: readonly Role[]): readonly Electron.MenuItemConstructorOptions[] {
  return roles.map((role) => ({ role }));
}

/** Does what a role stands for; what would act inside a page or the desktop is recorded as `Menu.role`. */
export function rolePerformer({ app, windows, record }: Desktop, showAboutPanel: () => void): (role: Role) => void {
  const front = () => [...windows].find((window) => window.isFocused()) ?? [...windows].at(-1);
  const zoomBy = (step: number) => {
    const contents = front()?.webContents;
    contents?.setZoomLevel(contents.getZoomLevel() + step);
  };
  const work: Partial<Record<Role, () => void>> = {
    quit: () => app.quit(),
    about: showAboutPanel,
    close: () => front()?.close(),
    minimize: () => front()?.minimize(),
    reload: () => front()?.reload(),
    forceReload: () => front()?.webContents.reloadIgnoringCache(),
    resetZoom: () => front()?.webContents.setZoomLevel(0),
    zoomIn: () => zoomBy(0.5),
    zoomOut: () => zoomBy(-0.5),
    togglefullscreen: () => front()?.setFullScreen(!front()?.isFullScreen()),
  };
  return (role) => (work[role] ?? (() => record.note("Menu.role", role)))();
}
