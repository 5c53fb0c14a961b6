import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import { Settings2 } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { DropTarget } from "./controls/drop-target.tsx";
import { IconButton } from "./controls/icon-button.tsx";
import { isModalOpen } from "./controls/modal.tsx";
import { Notices } from "./controls/notices.tsx";
import { OverlayPlace } from "./controls/overlay-place.ts";
import { RequestLog } from "./log/request-log.tsx";
import { useLogFilter } from "./log/use-log-filter.ts";
import { NowStrip } from "./now/now-strip.tsx";
import { SettingsDialog } from "./settings/settings-dialog.tsx";
import { AddressCard } from "./share/address-card.tsx";
import { BlockedCard } from "./share/blocked-card.tsx";
import { HelpDialog } from "./share/help-dialog.tsx";
import { Questions } from "./share/questions.tsx";
import { ShareCard } from "./share/share-card.tsx";
import { shareWord } from "./share/sharing.ts";
import { useKeptFocus } from "./share/use-kept-focus.ts";
import { useSharing } from "./share/use-sharing.ts";
import { useCommand, useLogView, useWindowState } from "./store/use-session.ts";
import { formatCount } from "./text/format.ts";

/** In a narrow window one of the two is seen at a time. */
type Side = "share" | "log";

/** What is only read: one takes the other's place, and a question that of any. */
type Reading = "settings" | "help" | "code";

/** The whole window. */
export function App() {
  const { share, settings, blocked } = useWindowState();
  const sharing = useSharing();
  const [side, setSide] = useState<Side>("share");
  const main = useRef<HTMLElement>(null);
  const keptFocus = useKeptFocus(share.kind, blocked.length === 0);
  const [dialog, open] = useState<Reading>();
  const close = useCallback(() => open(undefined), []);
  useNews(sharing.question, close);
  useNews(sharing.refusal, () => {
    close();
    setSide("share"); // where it stands
  });
  const showLog = useCallback(() => setSide("log"), []);
  const pick = useCallback((folder: string) => void sharing.pick(folder), [sharing]);
  useTheme(settings.theme);
  if (dialog === "code" && share.kind !== "on") open(undefined);
  // nothing is shown over a question
  const show = useCallback((next: Reading) => {
    open((shown) => (shown === undefined && isModalOpen() ? shown : next));
  }, []);
  useCommand(
    "show settings",
    useCallback(() => show("settings"), [show]),
  );
  useCommand(
    "show help",
    useCallback(() => show("help"), [show]),
  );
  return (
    <OverlayPlace value={main}>
      <div className="window" data-side={side} data-share={share.kind}>
        <header className="bar">
          <Lantern />
          <h1 className="brand">Porchlight</h1>
          <p className="bar-state" role="status">
            <span className="bar-lamp" aria-hidden />
            {shareWord(share, settings.folder)}
          </p>
          <ToggleGroup
            className="sides"
            aria-label="What is shown"
            value={[side]}
            onValueChange={([next]: Side[]) => next !== undefined && setSide(next)}
          >
            <Toggle value="share" className="side">
              Share
            </Toggle>
            <Toggle value="log" className="side">
              Requests <RequestCount />
            </Toggle>
          </ToggleGroup>
          <IconButton name="Settings" onClick={() => open("settings")}>
            <Settings2 aria-hidden />
          </IconButton>
        </header>
        <main ref={main} className="body">
          <section {...keptFocus} className="share-side" aria-label="Sharing">
            <ShareCard sharing={sharing} />
            {share.kind === "on" && (
              <AddressCard
                share={share}
                isLarge={dialog === "code"}
                onEnlarge={() => open("code")}
                onReduce={close}
                onHelp={() => open("help")}
              />
            )}
            <BlockedCard />
          </section>
          <LogSide onShown={showLog} />
        </main>
        <Notices />
        <Questions sharing={sharing} />
        <SettingsDialog open={dialog === "settings"} onClose={close} />
        <HelpDialog open={dialog === "help"} onClose={close} />
        <DropTarget onDrop={pick} />
      </div>
    </OverlayPlace>
  );
}

/** What is going on, and the log: drawn again with every batch of records, and nothing beside them. */
function LogSide({ onShown }: { onShown: () => void }) {
  const view = useLogView();
  const filter = useLogFilter();
  return (
    <div className="log-side">
      <NowStrip view={view} onFilter={filter.setText} />
      <RequestLog view={view} filter={filter} onShown={onShown} />
    </div>
  );
}

function RequestCount() {
  return <span className="count">{formatCount(useLogView().kept)}</span>;
}

/** The app's sign: it burns while the light is on. */
function Lantern() {
  return (
    <svg className="lantern" viewBox="0 0 24 24" aria-hidden>
      <path className="lantern-frame" d="M12 2v2.5M7 8h10l1.5 9h-13zM8 20h8M9 8l3-3.5L15 8M7.5 17 8 20M16.5 17 16 20" />
      <circle className="lantern-flame" cx="12" cy="12.5" r="2.5" />
    </svg>
  );
}

/** Calls back while it draws, once for each value that is new. */
function useNews(value: object | undefined, onNews: () => void): void {
  const [known, setKnown] = useState(value);
  if (known === value) return;
  setKnown(value);
  if (value !== undefined) onNews();
}

function useTheme(theme: string): void {
  useEffect(() => {
    document.documentElement.dataset["theme"] = theme;
  }, [theme]);
}
