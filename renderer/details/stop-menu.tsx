import { Menu } from "@base-ui/react/menu";
import { Ban } from "lucide-react";
import type { LogRecord } from "../../electron/contract.ts";
import { MenuPopup } from "../controls/menu-popup.tsx";
import { NetworkText } from "../controls/network-text.tsx";
import { useSession, useWindowState } from "../store/use-session.ts";

/** Ends a request, or shuts out whoever asked. */
export function StopMenu({ record }: { record: LogRecord }) {
  const session = useSession();
  const { blocked } = useWindowState();
  const { id, address, outcome } = record;
  const isActive = outcome === "active";
  const isBlocked = blocked.includes(address);
  return (
    <Menu.Root>
      <Menu.Trigger className="button small">
        <Ban aria-hidden /> Stop
      </Menu.Trigger>
      <MenuPopup align="end">
        <Menu.Item
          className="menu-item stacked"
          disabled={!isActive}
          onClick={() => void session.bridge.request("request:end", id)}
        >
          <span>End this request</span>
          <span className="soft">{isActive ? "The visitor may ask again" : "It has ended"}</span>
        </Menu.Item>
        <Menu.Item
          className="menu-item stacked"
          disabled={address === ""}
          onClick={() => void (isBlocked ? session.unblock(address) : session.block(address))}
        >
          <span>
            {isBlocked ? "Unblock" : "Block"} <NetworkText text={address} limit={60} />
          </span>
          <span className="soft">{isBlocked ? "It is let in again" : "It gets nothing more until you unblock it"}</span>
        </Menu.Item>
      </MenuPopup>
    </Menu.Root>
  );
}
