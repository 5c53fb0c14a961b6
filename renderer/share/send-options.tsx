import { FolderInput, TriangleAlert } from "lucide-react";
import { useRef } from "react";
import type { VisitorRules } from "../../electron/contract.ts";
import { NumberField } from "../controls/number-field.tsx";
import { shownText } from "../text/shown-text.ts";
import { formatSize, parseSize } from "../text/size.ts";
import { addsPages, targetWords, ruleWords } from "./visitor-words.ts";

type SendOptionsProps = {
  readonly rules: VisitorRules;
  readonly onChange: (change: Partial<VisitorRules>) => void;
  readonly onChooseInbox: () => void;
};

/** Where to what visitors send goes, and how much it may be. */
export function SendOptions({ rules, onChange, onChooseInbox }: SendOptionsProps) {
  return (
    <div role="group" aria-label="What visitors send" className="sending">
      <Target inbox={rules.inbox} onChoose={onChooseInbox} onShared={() => onChange({ inbox: "" })} />
      <SizeField
        name={ruleWords.mostBytes.name}
        bytes={rules.mostBytes}
        least={1}
        onChange={(mostBytes) => onChange({ mostBytes })}
      />
      <SizeField
        name={ruleWords.diskBytesToLeave.name}
        bytes={rules.diskBytesToLeave}
        least={0}
        onChange={(diskBytesToLeave) => onChange({ diskBytesToLeave })}
      />
      {addsPages(rules) && (
        <p className="note small" role="status">
          <TriangleAlert aria-hidden className="note-icon" />
          Visitors could add pages to this website, whose scripts would run. An inbox keeps what they send apart.
        </p>
      )}
    </div>
  );
}

type TargetProps = { readonly inbox: string; readonly onChoose: () => void; readonly onShared: () => void };

function Target({ inbox, onChoose, onShared }: TargetProps) {
  const choose = useRef<HTMLButtonElement>(null);
  const share = (): void => {
    choose.current?.focus(); // the button that was pressed goes
    onShared();
  };
  return (
    <div className="inbox">
      <FolderInput aria-hidden />
      <p title={shownText(inbox)}>
        They go {targetWords({ inbox })}
        {inbox !== "" && <bdi className="inbox-path soft small">{shownText(inbox)}</bdi>}
      </p>
      <div className="inbox-actions">
        <button ref={choose} type="button" className="button small" onClick={onChoose}>
          {inbox === "" ? "Into an inbox instead…" : "Change…"}
        </button>
        {inbox !== "" && (
          <button type="button" className="button small" onClick={share}>
            Use the shared folder
          </button>
        )}
      </div>
    </div>
  );
}

type SizeFieldProps = {
  readonly name: string;
  readonly bytes: number;
  readonly least: number;
  readonly onChange: (bytes: number) => void;
};

function SizeField({ name, bytes, least, onChange }: SizeFieldProps) {
  const read = (text: string): number | undefined => {
    const size = parseSize(text);
    return size !== undefined && size >= least ? size : undefined;
  };
  return (
    <NumberField
      className="size"
      name={name}
      value={bytes}
      write={formatSize}
      read={read}
      problem="A size such as 500 MB or 4 GB."
      onChange={onChange}
    />
  );
}
