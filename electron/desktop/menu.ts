import { Menu, type MenuItemConstructorOptions } from "electron";
import type { Command } from "../contract.ts";

/** What the menu's items do. */
export type MenuActions = {
  readonly run: (command: Command) => void;
  readonly showAbout: () => void;
  readonly isDeveloped: boolean;
};

const separator: MenuItemConstructorOptions = { type: "separator" };

/** Gives the app its menu, with the shortcuts of each system. */
export function setMenu(actions: MenuActions): void {
  const isMac = process.platform === "darwin";
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [appMenu(actions)] : []),
      fileMenu(actions, isMac),
      editMenu(actions),
      logMenu(actions),
      viewMenu(actions),
      { role: "windowMenu" },
      helpMenu(actions, isMac),
    ]),
  );
}

/** An item that asks the page for something. */
function item({ run }: MenuActions, command: Command, label: string, accelerator: string): MenuItemConstructorOptions {
  return { id: command.replaceAll(" ", "-"), label, accelerator, click: () => run(command) };
}

function about({ showAbout }: MenuActions): MenuItemConstructorOptions {
  return { id: "about", label: "About Porchlight", click: showAbout };
}

/** A Mac has it in the app's own menu, the others where quitting is. */
function settings(actions: MenuActions): MenuItemConstructorOptions {
  return item(actions, "show settings", "&Settings…", "CmdOrCtrl+,");
}

function appMenu(actions: MenuActions): MenuItemConstructorOptions {
  const roles = ["services", "hide", "hideOthers", "unhide", "quit"] as const;
  const submenu = [about(actions), separator, settings(actions), separator, ...roles.map((role) => ({ role }))];
  return { label: "Porchlight", submenu };
}

function fileMenu(actions: MenuActions, isMac: boolean): MenuItemConstructorOptions {
  return {
    label: "&File",
    submenu: [
      item(actions, "choose folder", "&Choose Folder…", "CmdOrCtrl+O"),
      item(actions, "toggle sharing", "&Turn the Light On or Off", "CmdOrCtrl+Return"),
      separator,
      item(actions, "export log", "&Export Log…", "CmdOrCtrl+S"),
      separator,
      ...(isMac ? [{ role: "close" } as const] : [settings(actions), separator, { role: "quit", id: "quit" } as const]),
    ],
  };
}

function editMenu(actions: MenuActions): MenuItemConstructorOptions {
  const roles = ["undo", "redo", "cut", "copy", "paste", "selectAll"] as const;
  const find = item(actions, "find in log", "&Find in Log", "CmdOrCtrl+F");
  return { label: "&Edit", submenu: [...roles.map((role) => ({ role })), separator, find] };
}

function logMenu(actions: MenuActions): MenuItemConstructorOptions {
  return {
    label: "&Log",
    submenu: [
      item(actions, "pause log", "&Pause or Go On", "CmdOrCtrl+P"),
      item(actions, "clear log", "&Clear", "CmdOrCtrl+K"),
    ],
  };
}

function viewMenu({ isDeveloped }: MenuActions): MenuItemConstructorOptions {
  const roles = ["resetZoom", "zoomIn", "zoomOut", "togglefullscreen"] as const;
  const developers = ["reload", "toggleDevTools"] as const;
  const items = [...roles, ...(isDeveloped ? developers : [])].map((role) => ({ role }));
  return { label: "&View", submenu: items };
}

function helpMenu(actions: MenuActions, isMac: boolean): MenuItemConstructorOptions {
  const help = item(actions, "show help", "Others Cannot &Connect?", "F1");
  return { role: "help", submenu: isMac ? [help] : [help, separator, about(actions)] };
}
