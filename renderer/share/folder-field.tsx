import { Menu } from "@base-ui/react/menu";
import { ChevronDown, Folder, FolderOpen } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../controls/icon-button.tsx";
import { MenuPopup } from "../controls/menu-popup.tsx";
import { useSession } from "../store/use-session.ts";
import { shownText } from "../text/shown-text.ts";
import { folderName } from "./sharing.ts";
import { ShowFolder } from "./show-folder.tsx";

type FolderFieldProps = {
  readonly folder: string | undefined;
  readonly recents: readonly string[];
  readonly isOn: boolean;
  readonly onChoose: () => void;
  readonly onPick: (folder: string) => void;
};

/** The folder that is shared, and the ways to choose another. */
export function FolderField({ folder, recents, isOn, onChoose, onPick }: FolderFieldProps) {
  const isChosen = folder !== undefined;
  return (
    <div className={isChosen ? "folder" : "no-folder"}>
      {isChosen ? <Chosen folder={folder} /> : <NoneYet />}
      {/* the same button before and after: it keeps the keyboard */}
      <span className="split">
        <button type="button" className={isChosen ? "button" : "button primary"} onClick={onChoose}>
          {isChosen ? "Change…" : "Choose a folder…"}
        </button>
        <Recents folders={recents.filter((recent) => recent !== folder)} onPick={onPick} />
      </span>
      {isChosen && isOn && <ShowFolder name="Show in the file manager" request="folder:show" />}
    </div>
  );
}

function Chosen({ folder }: { folder: string }) {
  return (
    <>
      <Folder aria-hidden className="folder-icon" />
      <div className="folder-words">
        <p className="folder-name" title={shownText(folder)}>
          {folderName(folder)}
        </p>
        <p className="folder-path" title={shownText(folder)}>
          <bdi>{shownText(folder)}</bdi>
        </p>
      </div>
    </>
  );
}

function NoneYet() {
  return (
    <>
      <FolderOpen aria-hidden className="no-folder-icon" />
      <p>
        <strong>Which folder should the light shine on?</strong>
      </p>
      <p className="soft">
        Choose one, or drop it anywhere on this window. Nothing is shared until you turn the light on.
      </p>
    </>
  );
}

function Recents({ folders, onPick }: { folders: readonly string[]; onPick: (folder: string) => void }) {
  const { bridge } = useSession();
  const [gone, setGone] = useState<readonly string[]>([]);
  const look = async (): Promise<void> => setGone(await bridge.request("recents:gone"));
  if (folders.length === 0) return null;
  return (
    <Menu.Root onOpenChange={(isOpen) => void (isOpen && look())}>
      <Menu.Trigger
        render={
          <IconButton name="Recent folders" className="button split-end">
            <ChevronDown aria-hidden />
          </IconButton>
        }
      />
      <MenuPopup align="end" label="Recent folders">
        {folders.map((folder) => (
          <Menu.Item key={folder} className="menu-item stacked" onClick={() => onPick(folder)}>
            <span>
              {folderName(folder)}
              {gone.includes(folder) && <span className="soft"> (not there now)</span>}
            </span>
            <bdi className="soft">{shownText(folder)}</bdi>
          </Menu.Item>
        ))}
      </MenuPopup>
    </Menu.Root>
  );
}
