import { Inbox, Lightbulb, LightbulbOff, Monitor, SearchX, Smartphone, TriangleAlert, WifiOff } from "lucide-react";
import type { ReactNode } from "react";
import type { ShareChoice } from "../../electron/contract.ts";
import { shareWords } from "../share/sharing.ts";
import type { LogView } from "../store/log-store.ts";
import { useWindowState } from "../store/use-session.ts";
import { shownText } from "../text/shown-text.ts";

type EmptyLogProps = { readonly view: LogView; readonly onShowAll: () => void };

/** Why there is nothing in the log, and what would bring something; nothing while a filter is still applied. */
export function EmptyLog({ view, onShowAll }: EmptyLogProps) {
  const { share, settings, counters } = useWindowState();
  if (view.isScanning) return null; // that is not known yet
  if (view.isFiltered && view.kept > 0) {
    return (
      <Nothing icon={<SearchX aria-hidden />} title="No request fits this filter" words="They are all still there.">
        <button type="button" className="button" onClick={onShowAll}>
          Show everything
        </button>
      </Nothing>
    );
  }
  if (settings.folder === undefined) {
    const words = "Choose a folder and turn the light on: every request for it shows up here as it happens.";
    return <Nothing icon={<Lightbulb aria-hidden />} title="Welcome to Porchlight" words={words} />;
  }
  if (share.kind === "starting" || share.kind === "stopping") {
    const { word, sentence } = shareWords(share, settings.folder);
    return <Nothing icon={<Lightbulb aria-hidden />} title={word} words={sentence} />;
  }
  if (share.kind === "problem") {
    const words = `${shownText(share.problem.what)} Once the light is on, requests show up here.`;
    return <Nothing icon={<TriangleAlert aria-hidden />} title="Something is in the way" words={words} />;
  }
  if (share.kind !== "on") {
    return (
      <Nothing
        icon={<LightbulbOff aria-hidden />}
        title="The light is off"
        words="Turn it on, and requests show up here."
      />
    );
  }
  if ((view.counters ?? counters).requests > 0) {
    return <Nothing icon={<Inbox aria-hidden />} title="Cleared" words="The next request shows up here." />;
  }
  if (share.addresses.length === 0) {
    const words = "Nobody can reach this folder until this computer is on a network. Requests show up here then.";
    return <Nothing icon={<WifiOff aria-hidden />} title="No network" words={words} />;
  }
  return <Waiting reach={share.choice.reach} />;
}

/** Nobody has asked for anything yet. */
function Waiting({ reach }: Pick<ShareChoice, "reach">) {
  const [icon, way] =
    reach === "network"
      ? [<Smartphone aria-hidden />, "Open an address, or point a phone’s camera at the code."]
      : [<Monitor aria-hidden />, "Open the address in a browser on this computer."];
  const words = `${way} The first request shows up here at once.`;
  return <Nothing icon={icon} title="Waiting for a visitor" words={words} />;
}

type NothingProps = {
  readonly icon: ReactNode;
  readonly title: string;
  readonly words: string;
  readonly children?: ReactNode;
};

function Nothing({ icon, title, words, children }: NothingProps) {
  return (
    <div className="nothing">
      {icon}
      <p className="nothing-title">{title}</p>
      <p className="soft">{words}</p>
      {children}
    </div>
  );
}
