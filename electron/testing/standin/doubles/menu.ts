import { EventEmitter } from "node:events";
import type { Double } from "../double.ts";
import { preventable } from "../event.ts";
import type { DesktopRecord } from "../record.ts";
import { refuseTheRest } from "../refusal.ts";
import { roleLabels, roleSubmenus, type Role } from "./menu-roles.ts";

type Options = Electron.MenuItemConstructorOptions;
/** What an item's click does: the work of its role, and the window that is in front. */
export type MenuContext = {
  readonly record: DesktopRecord;
  readonly perform: (role: Role) => void;
  readonly frontWindow: () => Electron.BaseWindow | undefined;
};

/** `electron.Menu`. */
export class StandInMenu extends EventEmitter implements Double<Omit<Electron.Menu, "items">> {
  readonly items: StandInMenuItem[] = [];
  readonly #context: MenuContext;

  constructor(context: MenuContext) {
    super();
    this.#context = context;
    refuseTheRest("Menu", this);
  }

  append(item: unknown): void {
    this.items.push(item as StandInMenuItem);
  }

  insert(position: number, item: unknown): void {
    this.items.splice(position, 0, item as StandInMenuItem);
  }

  getMenuItemById(id: string): Electron.MenuItem | null {
    return this.find(id) as unknown as Electron.MenuItem | null;
  }

  find(id: string): StandInMenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.find(id);
      if (found) return found;
    }
    return null;
  }

  /** A menu that pops up is recorded: a test clicks one of its items and emits `menu-will-close`. */
  popup(options: Electron.PopupOptions = {}): void {
    this.#context.record.menus.push(this);
    this.emit("menu-will-show", preventable({}));
    if (options.callback) this.once("menu-will-close", options.callback);
  }

  closePopup(): void {
    this.emit("menu-will-close", preventable({}));
  }
}

const plainFields = new Set(["id", "accelerator", "label", "sublabel", "toolTip", "enabled", "visible", "checked"]);

/** `electron.MenuItem`. */
export class StandInMenuItem implements Double<Omit<Electron.MenuItem, "menu" | "role" | "submenu">> {
  readonly role?: Role;
  readonly type: NonNullable<Options["type"]>;
  readonly submenu?: StandInMenu;
  readonly click: (event?: unknown, window?: Electron.BaseWindow) => void;
  readonly id: string = "";
  readonly accelerator: string | null = null;
  label: string;
  sublabel = "";
  toolTip = "";
  enabled = true;
  visible = true;
  checked = false;
  siblings: readonly StandInMenuItem[] = [];

  constructor(options: Options, context: MenuContext) {
    const { role } = options;
    if (options.label === undefined && role === undefined && options.type !== "separator") {
      throw new TypeError("Invalid template for MenuItem: must have label, role or type");
    }
    const submenu = submenuOf(options, context);
    if (submenu) this.submenu = submenu;
    if (role !== undefined) this.role = role;
    this.type = options.type ?? (submenu ? "submenu" : "normal");
    this.label = role === undefined ? "" : roleLabels[role];
    const given = Object.entries(options).filter(([name, value]) => plainFields.has(name) && value !== undefined);
    Object.assign(this, Object.fromEntries(given));
    this.click = (event = {}, window = context.frontWindow()) => {
      this.#toggle();
      if (role !== undefined) context.perform(role);
      else options.click?.(this as unknown as Electron.MenuItem, window, event as Electron.KeyboardEvent);
    };
    refuseTheRest("MenuItem", this);
  }

  #toggle(): void {
    if (this.type === "checkbox") this.checked = !this.checked;
    if (this.type !== "radio") return;
    for (const item of this.siblings) if (item.type === "radio") item.checked = item === this;
  }
}

function submenuOf({ submenu, role }: Options, context: MenuContext): StandInMenu | undefined {
  if (submenu && !Array.isArray(submenu)) return submenu as unknown as StandInMenu;
  const template = submenu ?? (role === undefined ? undefined : roleSubmenus[role]);
  return template && menuFrom(template, context);
}

/** `Menu.buildFromTemplate`. */
export function menuFrom(template: readonly (Options | Electron.MenuItem)[], context: MenuContext): StandInMenu {
  if (!Array.isArray(template)) {
    throw new TypeError("Invalid template for Menu: Menu template must be an array");
  }
  const menu = new StandInMenu(context);
  for (const entry of template) {
    menu.append(entry instanceof StandInMenuItem ? entry : new StandInMenuItem(entry as Options, context));
  }
  for (const item of menu.items) item.siblings = menu.items;
  return menu;
}
