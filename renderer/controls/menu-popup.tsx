import { Menu } from "@base-ui/react/menu";
import type { ReactNode } from "react";
import { useOverlayPlace } from "./overlay-place.ts";

type MenuPopupProps = { readonly align?: "start" | "end"; readonly label?: ReactNode; readonly children: ReactNode };

/** What a menu shows when it is open. */
export function MenuPopup({ align = "start", label, children }: MenuPopupProps) {
  return (
    <Menu.Portal container={useOverlayPlace()}>
      <Menu.Positioner className="above" sideOffset={4} align={align}>
        <Menu.Popup className="menu">
          <Menu.Group>
            {label !== undefined && <Menu.GroupLabel className="menu-label">{label}</Menu.GroupLabel>}
            {children}
          </Menu.Group>
        </Menu.Popup>
      </Menu.Positioner>
    </Menu.Portal>
  );
}
