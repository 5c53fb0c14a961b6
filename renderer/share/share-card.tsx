import { useRef } from "react";
import type { ShareStatus } from "../../electron/contract.ts";
import { ProblemNote } from "../controls/problem-note.tsx";
import { useSession, useWindowState } from "../store/use-session.ts";
import { FolderField } from "./folder-field.tsx";
import { LightSwitch } from "./light-switch.tsx";
import { OptionsSummary } from "./options-summary.tsx";
import { ShareOptions } from "./share-options.tsx";
import { choiceOf, isBusy, isLit, otherPort } from "./sharing.ts";
import { useRules } from "./use-rules.ts";
import type { Sharing } from "./use-sharing.ts";

/** Choose a folder, turn the light on. */
export function ShareCard({ sharing }: { sharing: Sharing }) {
  const session = useSession();
  const card = useRef<HTMLElement>(null);
  const state = useWindowState();
  const { settings, share } = state;
  const folder = "choice" in share ? share.choice.folder : settings.folder;
  // while the light is on, what it shines on stays as it is
  const chosen = share.kind === "on" ? { ...share.choice, port: share.port } : choiceOf(state);
  const fixed = isLit(share) || isBusy(share) ? chosen : undefined;
  const toSwitch = (): void => card.current?.querySelector<HTMLElement>("[role=switch]")?.focus();
  const dismiss = (): void => {
    toSwitch();
    sharing.dismiss();
  };
  return (
    <section ref={card} className="card share-card" aria-labelledby="share-heading">
      <h2 id="share-heading" className="hidden">
        Share
      </h2>
      <FolderField
        folder={folder}
        recents={settings.recents}
        isOn={share.kind === "on"}
        onChoose={() => void sharing.choose()}
        onPick={(picked) => void sharing.pick(picked)}
      />
      {sharing.refusal !== undefined && (
        <ProblemNote problem={sharing.refusal}>
          <button type="button" className="button" onClick={dismiss}>
            OK
          </button>
        </ProblemNote>
      )}
      <LightSwitch share={share} folder={folder} onToggle={() => void sharing.toggle()} />
      <ShareNote share={share} sharing={sharing} onPress={toSwitch} />
      {fixed === undefined ? (
        <ShareOptions settings={settings} onChange={(change) => void session.changeSettings(change)} />
      ) : (
        <OptionsSummary {...fixed} hint={isLit(share) ? "Turn the light off to change this." : undefined} />
      )}
    </section>
  );
}

type ShareNoteProps = {
  readonly share: ShareStatus;
  readonly sharing: Sharing;
  /** A button was pressed that goes with what is said. */
  readonly onPress: () => void;
};

/** What there is to say of the share, and to do about it. */
function ShareNote({ share, sharing, onPress }: ShareNoteProps) {
  const press = (work: () => Promise<void>) => (): void => {
    onPress();
    void work();
  };
  const port = otherPort(share);
  if (port !== undefined) {
    return (
      <p className="note" role="status">
        {port}
      </p>
    );
  }
  if (share.kind === "stopping" && share.transfers > 0) {
    return (
      <button type="button" className="button" onClick={press(sharing.cutOff)}>
        Turn off at once
      </button>
    );
  }
  if (share.kind !== "problem") return null;
  return (
    <ProblemNote problem={share.problem}>
      <button type="button" className="button" onClick={press(sharing.toggle)}>
        Try again
      </button>
      {share.problem.about === "inbox" ? (
        <ChooseInbox folder={share.choice.folder} onPress={onPress} />
      ) : (
        <button type="button" className="button" onClick={press(sharing.choose)}>
          Choose another folder…
        </button>
      )}
    </ProblemNote>
  );
}

function ChooseInbox({ folder, onPress }: { readonly folder: string; readonly onPress: () => void }) {
  const { chooseInbox } = useRules(folder);
  const choose = (): void => {
    onPress();
    void chooseInbox();
  };
  return (
    <button type="button" className="button" onClick={choose}>
      Choose another inbox…
    </button>
  );
}
