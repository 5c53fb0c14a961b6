import { ArrowDown } from "lucide-react";
import { useSyncExternalStore, type KeyboardEvent, type MouseEvent, type ReactNode } from "react";
import type { LogView } from "../store/log-store.ts";
import { positionOf } from "../store/sorted-records.ts";
import { useTimeZone, useSession } from "../store/use-session.ts";
import { formatCount, formatNumber, otherDay } from "../text/format.ts";
import { rowHeight } from "./follow.ts";
import { nextRow } from "./grid-keys.ts";
import { LogRow, recordIdAt, rowElementId } from "./log-row.tsx";
import { useLogScroll } from "./use-log-scroll.ts";

const columns = ["Time", "Device", "Method", "Path", "Progress", "Status", "Size", "Duration"] as const;

type LogGridProps = {
  readonly view: LogView;
  readonly selected: number | undefined;
  readonly onSelect: (id: number) => void;
  readonly onOpen: (id: number) => void;
  /** Keys that the grid itself has no use for. */
  readonly onKey: (event: KeyboardEvent) => void;
  /** What stands there instead of rows. */
  readonly empty: ReactNode;
};

/** The list of requests: rows of one height, of which only those in sight are drawn. */
export function LogGrid({ view, selected, onSelect, onOpen, onKey, empty }: LogGridProps) {
  const { log } = useSession();
  const timeZone = useTimeZone();
  const { rows, older, isFiltered } = view;
  const lead = older > 0 ? 1 : 0;
  const position = selected === undefined ? -1 : positionOf(rows, selected);
  const isThere = rows[position]?.id === selected && selected !== undefined;
  const scroll = useLogScroll(rows, lead, isThere ? position : -1);
  const { element, onScroll, first, end, top, elements, unseen, page, toEnd, stay, toRow } = scroll;
  const onClick = ({ target }: MouseEvent): void => {
    const id = recordIdAt(target);
    if (id === undefined) return;
    stay();
    onSelect(id);
    onOpen(id);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextRow(event.key, isThere ? position : undefined, rows.length, page);
    const record = next === undefined ? undefined : rows[next];
    if (next === undefined || record === undefined || event.ctrlKey || event.metaKey || event.altKey) {
      onKey(event);
      return;
    }
    event.preventDefault();
    onSelect(record.id);
    toRow(next);
  };
  const goToEnd = (): void => {
    toEnd();
    element.current?.focus();
  };
  return (
    <div className="log-frame">
      <div
        ref={element}
        role="grid"
        aria-label="Requests"
        aria-rowcount={rows.length + 1 + lead}
        aria-colcount={columns.length}
        aria-activedescendant={isThere ? rowElementId(selected) : undefined}
        tabIndex={0}
        className="log-grid"
        onScroll={onScroll}
        onClick={onClick}
        onKeyDown={onKeyDown}
      >
        <ColumnHeads time={rows[top]?.time} />
        <div role="rowgroup" className="log-rows" style={{ height: (rows.length + lead) * rowHeight }}>
          {lead === 1 && <OlderRow count={older} />}
          {drawn(first, end, isThere ? position : -1).map((index) => {
            const record = rows[index];
            return (
              record !== undefined && (
                <LogRow
                  key={index < first || index >= end ? "selected" : elements.of(index)}
                  record={record}
                  index={index}
                  lead={lead}
                  isSelected={record.id === selected}
                  isOdd={(isFiltered ? index : record.id) % 2 === 1} // all of them keep theirs while older ones go
                  colour={log.colourOf(record.address)}
                  timeZone={timeZone}
                />
              )
            );
          })}
        </div>
      </div>
      {rows.length === 0 && empty}
      {unseen > 0 && (
        <button type="button" className="button new-rows" onClick={goToEnd}>
          {formatCount(unseen)} new <ArrowDown aria-hidden />
        </button>
      )}
    </div>
  );
}

/** The rows in sight, and the selected one wherever it is: a screen reader follows it by its id. */
function drawn(first: number, end: number, position: number): readonly number[] {
  const indices = Array.from({ length: end - first }, (_, index) => first + index);
  if (position >= 0 && position < first) return [position, ...indices];
  return position >= end ? [...indices, position] : indices;
}

/** They say the day of the row at the top, where that is not today: the clocks below say no more. `time`: that row's. */
function ColumnHeads({ time }: { time: number | undefined }) {
  const { rates } = useSession(); // they change every second while the window is shown: midnight may pass, or a sleep end
  const day = useSyncExternalStore(rates.subscribe, () => otherDay(time));
  return (
    <div role="rowgroup" className="log-heads">
      <div role="row" aria-rowindex={1} className="log-row log-head">
        {columns.map((column) => (
          <span key={column} role="columnheader" className={`cell-${column.toLowerCase()}`}>
            {column}
            {column === "Time" && day !== "" && <span className="soft"> {day}</span>}
          </span>
        ))}
      </div>
    </div>
  );
}

function OlderRow({ count }: { count: number }) {
  return (
    <div role="row" aria-rowindex={2} className="log-row older-row">
      <span role="gridcell" aria-colspan={columns.length}>
        {formatNumber(count, "older record")} not shown
      </span>
    </div>
  );
}
