import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { useId } from "react";
import type { Settings } from "../../electron/contract.ts";
import { Modal } from "../controls/modal.tsx";
import { Option } from "../controls/option.tsx";
import { useSession, useWindowState } from "../store/use-session.ts";

const themes: readonly { readonly theme: Settings["theme"]; readonly name: string }[] = [
  { theme: "system", name: "As the system" },
  { theme: "light", name: "Light" },
  { theme: "dark", name: "Dark" },
];

/** What the window and the app do by themselves. */
export function SettingsDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const session = useSession();
  const { settings, version, platform } = useWindowState();
  const isMac = platform === "darwin"; // whose user knows of no tray
  const change = (change: Partial<Settings>): void => void session.changeSettings(change);
  return (
    <Modal open={open} onClose={onClose} title="Settings">
      <div className="settings">
        <ThemeChoice theme={settings.theme} onChange={(theme) => change({ theme })} />
        <Option
          name="Tell me when a download completes or a file arrives"
          more="A notification of the system, not for downloads below 1 MB."
          isOn={settings.notifyOnDownload}
          onChange={(notifyOnDownload) => change({ notifyOnDownload })}
        />
        <Option
          name="Keep sharing when the window is closed"
          more={`While the light is on, Porchlight stays ${isMac ? "in the menu bar" : "in the tray, or is minimised where there is none"}.`}
          isOn={settings.closeToTray}
          onChange={(closeToTray) => change({ closeToTray })}
        />
        <Option
          name="Open at login"
          more={`It starts ${isMac ? "in the menu bar" : "in the tray, or minimised where there is none"}.`}
          isOn={settings.openAtLogin}
          onChange={(openAtLogin) => change({ openAtLogin })}
        />
        <Option
          name="Turn the light on again at login"
          more="The last folder, as it was shared. Without this it stays off."
          isOn={settings.resumeAtLogin}
          isPossible={settings.openAtLogin}
          onChange={(resumeAtLogin) => change({ resumeAtLogin })}
        />
        <Option
          name="“/” and Space work in the whole window"
          more="“/” leads to the log’s filter, Space pauses the log. Without this both do so only while the keyboard is in the log."
          isOn={settings.logKeysEverywhere}
          onChange={(logKeysEverywhere) => change({ logKeysEverywhere })}
        />
        <p className="soft small">Porchlight {version}</p>
      </div>
    </Modal>
  );
}

type ThemeChoiceProps = {
  readonly theme: Settings["theme"];
  readonly onChange: (theme: Settings["theme"]) => void;
};

function ThemeChoice({ theme, onChange }: ThemeChoiceProps) {
  const id = useId();
  return (
    <div className="setting theme">
      <p id={id}>Theme</p>
      <RadioGroup<Settings["theme"]> aria-labelledby={id} className="segments" value={theme} onValueChange={onChange}>
        {themes.map((each) => (
          <label key={each.theme} className="segment">
            <Radio.Root value={each.theme} className="radio">
              <Radio.Indicator className="radio-mark" />
            </Radio.Root>
            {each.name}
          </label>
        ))}
      </RadioGroup>
    </div>
  );
}
