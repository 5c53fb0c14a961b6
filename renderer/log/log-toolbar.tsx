import { Menu } from "@base-ui/react/menu";
import { Download, Pause, Play, Trash2 } from "lucide-react";
import { memo, useState, type RefObject } from "react";
import type { ExportFormat } from "../../electron/contract.ts";
import { IconButton } from "../controls/icon-button.tsx";
import { MenuPopup } from "../controls/menu-popup.tsx";
import { FilterBox } from "../filter/filter-box.tsx";
import type { LogView } from "../store/log-store.ts";
import { useLogView } from "../store/use-session.ts";
import { formatBytes, formatCount, formatNumber } from "../text/format.ts";

type LogToolbarProps = {
  readonly view: LogView;
  readonly filter: string;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onFilter: (filter: string) => void;
  readonly onPause: () => void;
  readonly onClear: () => void;
  readonly onExport: (format: ExportFormat) => void;
};

const formats: readonly { readonly format: ExportFormat; readonly name: string; readonly use: string }[] = [
  { format: "ndjson", name: "NDJSON", use: "one JSON object a line, for scripts" },
  { format: "combined", name: "Combined Log Format", use: "as Apache and nginx write it" },
  { format: "csv", name: "CSV", use: "for a spreadsheet" },
  { format: "har", name: "HAR 1.2", use: "for a browser’s network panel" },
];

/** What can be done with the log. Of its parts only those are drawn again with every batch that say something new. */
export function LogToolbar({ view, filter, input, onFilter, onPause, onClear, onExport }: LogToolbarProps) {
  const { isPaused, sincePause, rows, kept } = view;
  return (
    <div className="log-toolbar">
      <FilterBox text={filter} input={input} onChange={onFilter} />
      <p className="log-count" role="status" aria-live="off">
        <span>{countWords(view)}</span>
        {view.isFiltered && !view.isScanning && <span className="log-bytes">{formatBytes(view.bytes)}</span>}
      </p>
      <PauseButton isPaused={isPaused} count={sincePause} onPress={onPause} />
      <ClearButton isEmpty={kept === 0} onClear={onClear} />
      <ExportMenu isEmpty={rows.length === 0} onExport={onExport} />
    </div>
  );
}

type PauseButtonProps = { readonly isPaused: boolean; readonly count: number; readonly onPress: () => void };

/** As wide whatever it says, and whatever has come meanwhile: what stands beside it keeps its place. */
const PauseButton = memo(function PauseButton({ isPaused, count, onPress }: PauseButtonProps) {
  const words = (text: string, isSaid: boolean) => <span data-unsaid={!isSaid || undefined}>{text}</span>;
  return (
    <button
      type="button"
      className="button pause"
      data-pressed={isPaused || undefined} // no `aria-pressed`: its name says already what it does now
      onClick={onPress}
      aria-keyshortcuts="Space"
    >
      {isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
      <span className="button-words pause-words">
        {words("Pause", !isPaused)}
        {words("Go on", isPaused)}
      </span>
      {count > 0 && (
        <>
          {" "}
          <span className="count">
            {formatCount(count)} <span className="button-words">new</span>
          </span>
        </>
      )}
    </button>
  );
});

const ClearButton = memo(function ClearButton({ isEmpty, onClear }: { isEmpty: boolean; onClear: () => void }) {
  return (
    // not `disabled` when it has cleared all: it would lose the keyboard
    <IconButton
      name="Clear what has ended"
      aria-disabled={isEmpty}
      data-disabled={isEmpty || undefined}
      onClick={isEmpty ? undefined : onClear}
    >
      <Trash2 aria-hidden />
    </IconButton>
  );
});

type ExportMenuProps = { readonly isEmpty: boolean; readonly onExport: (format: ExportFormat) => void };

const ExportMenu = memo(function ExportMenu({ isEmpty, onExport }: ExportMenuProps) {
  const [isOpen, setOpen] = useState(false);
  if (isOpen && isEmpty) setOpen(false); // for good: what comes next does not open it
  return (
    <Menu.Root open={isOpen} onOpenChange={(open) => setOpen(open && !isEmpty)}>
      {/* not `disabled` when the list becomes empty: it would lose the keyboard */}
      <Menu.Trigger className="button" aria-disabled={isEmpty} data-disabled={isEmpty || undefined}>
        <Download aria-hidden />
        <span className="button-words">Export</span>
      </Menu.Trigger>
      <MenuPopup align="end" label={<ExportedCount />}>
        {formats.map(({ format, name, use }) => (
          <Menu.Item key={format} className="menu-item stacked" onClick={() => onExport(format)}>
            <span>{name}</span>
            <span className="soft">{use}</span>
          </Menu.Item>
        ))}
      </MenuPopup>
    </Menu.Root>
  );
});

function ExportedCount() {
  return `${formatNumber(useLogView().rows.length, "request")}, as they are shown`;
}

function countWords({ rows, kept, isFiltered, isScanning }: LogView): string {
  if (!isFiltered) return formatNumber(kept, "request");
  return `${formatCount(rows.length)} of ${formatCount(kept)}${isScanning ? "…" : ""}`;
}
