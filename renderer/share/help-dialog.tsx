import { Tabs } from "@base-ui/react/tabs";
import { Modal } from "../controls/modal.tsx";
import { useWindowState } from "../store/use-session.ts";
import { everywhere, hintsFor, systemNames } from "./help-texts.ts";

const systems = ["linux", "darwin", "win32"] as const;

/** "Others cannot connect": what to look at, this computer's system first. */
export function HelpDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { platform, share, settings } = useWindowState();
  const port = share.kind === "on" ? share.port : settings.port;
  return (
    <Modal open={open} onClose={onClose} title="Others cannot connect?" wide>
      <ol className="hints">
        {everywhere.map((hint) => (
          <li key={hint}>{hint}</li>
        ))}
      </ol>
      <Tabs.Root defaultValue={platform} className="tabs">
        <Tabs.List className="tab-list" aria-label="This computer runs">
          {systems.map((system) => (
            <Tabs.Tab key={system} value={system} className="tab">
              {systemNames[system]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {systems.map((system) => (
          <Tabs.Panel key={system} value={system} className="tab-panel">
            <ul className="hints">
              {hintsFor(system, port).map(({ text, commands = [] }) => (
                <li key={text}>
                  {text}
                  {commands.length > 0 && <pre className="commands code">{commands.join("\n")}</pre>}
                </li>
              ))}
            </ul>
          </Tabs.Panel>
        ))}
      </Tabs.Root>
      <p className="soft">
        It works as soon as the line above the code says “Reached from …”: then another device has got through.
      </p>
    </Modal>
  );
}
