import { LoaderCircle, ShieldAlert, ShieldCheck, Upload } from "lucide-react";
import type { Preflight, ShareChoice, VisitorRules, Warning } from "../../electron/contract.ts";
import { Modal } from "../controls/modal.tsx";
import { NetworkText } from "../controls/network-text.tsx";
import { useWindowState } from "../store/use-session.ts";
import { formatBytes, formatCount, formatNumber } from "../text/format.ts";
import { shownText } from "../text/shown-text.ts";
import { formatSize } from "../text/size.ts";
import { folderName, sharedFolder } from "./sharing.ts";
import type { Sharing } from "./use-sharing.ts";
import { targetWords } from "./visitor-words.ts";
import { consequenceOf, warningHeading, whereOf } from "./warning-words.ts";

/** What is asked before a folder is shared: one question at a time. */
export function Questions({ sharing }: { sharing: Sharing }) {
  const { question } = sharing;
  return (
    <>
      <Preflighting sharing={sharing} choice={question?.kind === "what is in it" ? question.choice : undefined} />
      <Replacing sharing={sharing} folder={question?.kind === "instead of this one" ? question.folder : undefined} />
    </>
  );
}

function Preflighting({ sharing, choice }: { sharing: Sharing; choice: ShareChoice | undefined }) {
  const { preflight } = useWindowState();
  const folder = choice?.folder;
  const found = preflight?.folder === folder ? preflight : undefined;
  const isDone = found?.done === true;
  return (
    <Modal
      open={folder !== undefined}
      onClose={sharing.decline}
      title={`Share “${folderName(folder ?? "")}” with your network?`}
      description="Every device on this network will be able to open what is in this folder. This is asked once for each folder, and again before its hidden files are shown or visitors may send."
      actions={
        <>
          <button type="button" className="button" onClick={sharing.decline}>
            Cancel
          </button>
          <button type="button" className={isDone ? "button primary" : "button"} onClick={() => void sharing.accept()}>
            {isDone ? "Turn the light on" : "Turn it on without waiting"}
          </button>
        </>
      }
    >
      {choice?.rules.uploads === true && <MaySend rules={choice.rules} />}
      <Findings found={found} />
    </Modal>
  );
}

/** Visitors will be able to do more than look. */
function MaySend({ rules }: { rules: VisitorRules }) {
  const { mostBytes, diskBytesToLeave } = rules;
  return (
    <div className="note may-send">
      <Upload aria-hidden className="note-icon" />
      <p>
        <strong>Visitors may send files {targetWords(rules)}</strong>, each of {formatSize(mostBytes)} at the most.
        Nothing is overwritten, and {formatSize(diskBytesToLeave)} of the disk stays free.
      </p>
    </div>
  );
}

const nothingYet: Omit<Preflight, "folder"> = { files: 0, folders: 0, bytes: 0, warnings: [], done: false };

function Findings({ found }: { found: Preflight | undefined }) {
  const { files, folders, bytes, warnings, done } = found ?? nothingYet;
  return (
    <div className="findings" aria-busy={!done}>
      <p className="findings-count">
        {done ? <ShieldCheck aria-hidden /> : <LoaderCircle aria-hidden className="turning" />}
        <span>
          <strong>{formatNumber(files, "file")}</strong>
          {whereOf(folders)}, <strong>{formatBytes(bytes)}</strong>
          {!done && " so far…"}
        </span>
      </p>
      <p className="hidden" role="status">
        {done ? `Counted: ${formatNumber(files, "file")}, ${formatNumber(warnings.length, "warning")}.` : "Counting…"}
      </p>
      {done && warnings.length === 0 && <p className="soft">Nothing in it looks as if it should stay private.</p>}
      <ul className="warnings">
        {warnings.map((warning) => (
          <WarningItem key={warning.kind} warning={warning} />
        ))}
      </ul>
    </div>
  );
}

function WarningItem({ warning }: { warning: Warning }) {
  const { kind, count, examples } = warning;
  const more = count - examples.length;
  return (
    <li className="warning">
      <ShieldAlert aria-hidden className="note-icon" />
      <div>
        <p className="warning-heading">
          {warningHeading(kind)} {count > 1 && <span className="count">{formatCount(count)}</span>}
        </p>
        {examples.length > 0 && (
          <p className="warning-examples">
            {examples.map((example) => (
              <NetworkText key={example} text={example} limit={120} className="code" />
            ))}
            {more > 0 && <span className="soft">and {formatCount(more)} more</span>}
          </p>
        )}
        <p>{consequenceOf(warning)}</p>
      </div>
    </li>
  );
}

function Replacing({ sharing, folder }: { sharing: Sharing; folder: string | undefined }) {
  const { share } = useWindowState();
  const current = folderName(sharedFolder(share) ?? "");
  return (
    <Modal
      open={folder !== undefined}
      onClose={sharing.decline}
      title={`Share “${folderName(folder ?? "")}” instead?`}
      description={`“${current}” is shared now. Transfers that are under way get 30 seconds to finish.`}
      actions={
        <>
          <button type="button" className="button" onClick={sharing.decline}>
            Keep “{current}”
          </button>
          <button type="button" className="button primary" onClick={() => void sharing.accept()}>
            Share “{folderName(folder ?? "")}”
          </button>
        </>
      }
    >
      <p className="folder-path">
        <bdi>{shownText(folder ?? "")}</bdi>
      </p>
    </Modal>
  );
}
