import { Menu } from "@base-ui/react/menu";
import { Copy } from "lucide-react";
import type { LogRecord } from "../../electron/contract.ts";
import { useCopy } from "../controls/copy-button.tsx";
import { MenuPopup } from "../controls/menu-popup.tsx";
import { useWindowState } from "../store/use-session.ts";
import { curlCommand } from "./curl.ts";
import { recordJson } from "./record-json.ts";
import { originOf, recordUrl, wholeTarget } from "./record-url.ts";

/** Copies a request in one of three ways. */
export function CopyButtons({ record, receivedHead }: { record: LogRecord; receivedHead: string }) {
  const state = useWindowState();
  const copy = useCopy();
  const origin = originOf(state);
  const target = wholeTarget(record, receivedHead);
  const whole = { ...record, target: target ?? "" };
  const url = recordUrl(whole, origin);
  const curl = curlCommand(whole, receivedHead, origin, state.platform);
  const json = recordJson(target === undefined ? record : whole);
  return (
    <Menu.Root>
      <Menu.Trigger className="button small">
        <Copy aria-hidden /> Copy
      </Menu.Trigger>
      <MenuPopup align="end">
        <Menu.Item className="menu-item" disabled={url === ""} onClick={() => void copy(url, "the address")}>
          as URL
        </Menu.Item>
        <Menu.Item className="menu-item" disabled={curl === ""} onClick={() => void copy(curl, "the curl command")}>
          as curl
        </Menu.Item>
        <Menu.Item className="menu-item" onClick={() => void copy(json, "the record as JSON")}>
          {target === undefined ? "as JSON, with the beginning of its address" : "as JSON"}
        </Menu.Item>
        {target === undefined && (
          <Menu.Item className="menu-item" disabled>
            Only the beginning of this long address is still kept.
          </Menu.Item>
        )}
      </MenuPopup>
    </Menu.Root>
  );
}
