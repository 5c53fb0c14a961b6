import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
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
  const { settings, version } = useWindowState();
  const change = (change: Partial<Settings>): void => void session.changeSettings(change);
  return (
    <Modal open={open} onClose={onClose} title="Settings">
      <div className="settings">
        <RadioGroup<Settings["theme"]>
          aria-label="Theme"
          className="segments"
          value={settings.theme}
          onValueChange={(theme) => change({ theme })}
        >
          {themes.map(({ theme, name }) => (
            <label key={theme} className="segment">
              <Radio.Root value={theme} className="radio">
                <Radio.Indicator className="radio-mark" />
              </Radio.Root>
              {name}
            </label>
          ))}
        </RadioGroup>
        <Option
          name="Tell me when a download completes or a file arrives"
          more="A notification of the system, for each."
          isOn={settings.notifyOnDownload}
          onChange={(notifyOnDownload) => change({ notifyOnDownload })}
        />
        <Option
          name="Keep sharing when the window is closed"
          more="While the light is on, Porchlight stays in the tray, or is minimised where there is none."
          isOn={settings.closeToTray}
          onChange={(closeToTray) => change({ closeToTray })}
        />
        <Option
          name="Open at login"
          more="It starts hidden, with the light off."
          isOn={settings.openAtLogin}
          onChange={(openAtLogin) => change({ openAtLogin })}
        />
        <Option
          name="Turn the light on again at login"
          more="Shares the last folder as it was shared."
          isOn={settings.resumeAtLogin}
          isPossible={settings.openAtLogin}
          onChange={(resumeAtLogin) => change({ resumeAtLogin })}
        />
        <p className="soft small">Porchlight {version}</p>
      </div>
    </Modal>
  );
}
