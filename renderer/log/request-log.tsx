import { useCallback, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import type { ExportFormat, LogRecord } from "../../electron/contract.ts";
import { useCopy } from "../controls/copy-button.tsx";
import { isModalOpen } from "../controls/modal.tsx";
import { DetailsPane } from "../details/details-pane.tsx";
import { originOf, recordUrl, wholeTarget } from "../details/record-url.ts";
import type { LogStore, LogView } from "../store/log-store.ts";
import type { Session } from "../store/session.ts";
import { useSession, useWindowState } from "../store/use-session.ts";
import { EmptyLog } from "./empty-log.tsx";
import { exportWords } from "./export-words.ts";
import { LogGrid } from "./log-grid.tsx";
import { LogToolbar } from "./log-toolbar.tsx";
import { useLogCommands } from "./use-log-commands.ts";
import type { LogFilter } from "./use-log-filter.ts";
import { useLogKeys } from "./use-log-keys.ts";
import { useLogNews } from "./use-log-news.ts";
import { useSelected } from "./use-selected.ts";

type RequestLogProps = { readonly view: LogView; readonly filter: LogFilter; readonly onShown: () => void };

/** The live log: filter, list and details. */
export function RequestLog({ view, filter, onShown }: RequestLogProps) {
  const session = useSession();
  const { settings } = useWindowState();
  const input = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLElement>(null);
  const detailsBody = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const copyRow = useCopyRow();
  const news = useLogNews(view);
  const { id: selected, record, select, forget } = useSelected(session.log);

  const find = useCallback(() => {
    if (isModalOpen()) return;
    onShown();
    typeInto(input);
  }, [onShown]);
  const pause = useCallback(() => togglePause(session.log), [session]);
  const clear = useCallback(() => {
    session.log.clear();
    forget();
  }, [session, forget]);
  const exportAs = useCallback((format: ExportFormat) => void exportRows(session, format), [session]);
  useLogKeys({ area, isEverywhere: settings.logKeysEverywhere, onFind: find, onPause: pause });
  useLogCommands({ find, pause, clear, exportAs, onShown });

  const close = useCallback(() => setOpen(false), []);
  const toList = useCallback(() => area.current?.querySelector<HTMLElement>("[role=grid]")?.focus(), []);
  const showAll = (): void => {
    filter.setText("");
    input.current?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    const isCopy = event.key.toLowerCase() === "c" && (event.ctrlKey || event.metaKey);
    if (event.key === "Escape") setOpen(false);
    else if (event.key === "Enter" && record !== undefined) {
      setOpen(true);
      requestAnimationFrame(() => detailsBody.current?.focus()); // keys scroll it
    } else if (isCopy && record !== undefined && getSelection()?.isCollapsed !== false) void copyRow(record);
    else return;
    event.preventDefault();
  };
  return (
    <section ref={area} className="log" aria-labelledby="log-heading">
      <h2 id="log-heading" className="hidden">
        Request log
      </h2>
      <LogToolbar
        view={view}
        filter={filter.text}
        input={input}
        onFilter={filter.setText}
        onPause={pause}
        onClear={clear}
        onExport={exportAs}
      />
      <LogGrid
        view={view}
        selected={selected}
        onSelect={select}
        onOpen={() => setOpen(true)}
        onKey={onKey}
        empty={<EmptyLog view={view} onShowAll={showAll} />}
      />
      {isOpen && record !== undefined && (
        <DetailsPane record={record} body={detailsBody} onClose={close} onFocusLost={toList} />
      )}
      <p className="hidden" role="status">
        {news}
      </p>
    </section>
  );
}

/** The rows of the filter, and no others. */
async function exportRows(session: Session, format: ExportFormat): Promise<void> {
  const ids = (await session.log.shown()).map(({ id }) => id);
  if (ids.length === 0) {
    session.announce("There is nothing to export.");
    return;
  }
  const exported = await session.attempt(session.bridge.request("log:export", format, ids));
  if (exported !== undefined) session.announce(exportWords(exported, ids.length));
}

/** What is typed next goes there: at once, or as soon as it can be seen. */
function typeInto({ current: field }: RefObject<HTMLInputElement | null>): void {
  field?.select();
  if (document.activeElement !== field) requestAnimationFrame(() => field?.select());
}

function togglePause(log: LogStore): void {
  if (log.view().isPaused) log.resume();
  else log.pause();
}

/** Ctrl+C on a row: its address. */
function useCopyRow(): (record: LogRecord) => Promise<void> {
  const session = useSession();
  const state = useWindowState();
  const copy = useCopy();
  return async (record) => {
    const details = await session.bridge.request("log:details", record.id);
    const target = wholeTarget(record, details?.received ?? "");
    if (target === undefined) {
      session.announce("Not copied: only the beginning of this long address is still kept.");
      return;
    }
    const url = recordUrl({ target }, originOf(state));
    if (url === "") session.announce("Not copied: this request has no address.");
    else await copy(url, "the address");
  };
}
