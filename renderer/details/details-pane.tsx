import { FolderOpen, X } from "lucide-react";
import { memo, useEffect, useLayoutEffect, useRef, type KeyboardEvent, type RefObject } from "react";
import type { LogRecord } from "../../electron/contract.ts";
import { IconButton } from "../controls/icon-button.tsx";
import { NetworkText } from "../controls/network-text.tsx";
import { useSession } from "../store/use-session.ts";
import { readablePath } from "../text/readable-path.ts";
import { answerWords, outcomeWords, progressWords, toneOf } from "../text/status-words.ts";
import { CopyButtons } from "./copy-buttons.tsx";
import { Facts } from "./facts.tsx";
import { HeadTable } from "./head-table.tsx";
import { StopMenu } from "./stop-menu.tsx";
import { useDetails } from "./use-details.ts";
import { Waterfall } from "./waterfall-chart.tsx";

type DetailsPaneProps = {
  readonly record: LogRecord;
  /** What keys scroll. */
  readonly body: RefObject<HTMLDivElement | null>;
  readonly onClose: () => void;
  /** It goes, closed or because nothing is known of the request any more, and had the keyboard. */
  readonly onFocusLost: () => void;
};

/** All that is known of one request: drawn again when that changes, and not with every batch of others. */
export const DetailsPane = memo(function DetailsPane({ record, body, onClose, onFocusLost }: DetailsPaneProps) {
  const details = useDetails(record);
  const { method, target, outcome, reason, filesSaved = 0 } = record;
  const received = typeof details === "object" ? details.received : "";
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    element.current?.scrollIntoView({ block: "nearest" }); // a low window scrolls
  }, []);
  useLayoutEffect(() => {
    const pane = element.current;
    return () => {
      if (pane?.contains(document.activeElement) === true) onFocusLost();
    };
  }, [onFocusLost]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") onClose();
  };
  return (
    <section ref={element} className="details" aria-label="Request details" tabIndex={-1} onKeyDown={onKeyDown}>
      <header className="details-head" data-tone={toneOf(record)}>
        <h3 className="details-title">
          <NetworkText text={method} limit={32} className="details-method" />{" "}
          <NetworkText text={readablePath(target) || (method === "" ? "Unreadable request" : "")} limit={300} />
        </h3>
        {filesSaved > 0 && <ShowSaved id={record.id} />}
        <StopMenu record={record} />
        <CopyButtons record={record} receivedHead={received} />
        <IconButton name="Close details" keys="Esc" onClick={onClose}>
          <X aria-hidden />
        </IconButton>
      </header>
      <div ref={body} className="details-body" tabIndex={0} role="group" aria-label="What happened">
        <p className="details-answer" data-tone={toneOf(record)}>
          <span className="status">{answerWords(record)}</span>
          <span className="soft">{outcome === "active" ? progressWords(record) : outcomeWords(outcome)}</span>
          {reason !== "" && <NetworkText text={reason} limit={600} />}
        </p>
        <Facts record={record} />
        <Waterfall record={record} />
        <HeadTable title="Received" details={details} side="received" />
        <HeadTable title="Sent" details={details} side="sent" />
      </div>
    </section>
  );
});

/** Where the files lie is known to the main process alone: it is told the request, and shows what came of it. */
function ShowSaved({ id }: { id: number }) {
  const session = useSession();
  const show = (): void => void session.attempt(session.bridge.request("log:show", id));
  return (
    <button type="button" className="button small" onClick={show}>
      <FolderOpen aria-hidden /> Show in folder
    </button>
  );
}
