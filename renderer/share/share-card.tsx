import type { ShareStatus } from "../../electron/contract.ts";
import { ProblemNote } from "../controls/problem-note.tsx";
import { useSession, useWindowState } from "../store/use-session.ts";
import { FolderField } from "./folder-field.tsx";
import { LightSwitch } from "./light-switch.tsx";
import { ShareOptions } from "./share-options.tsx";
import { isBusy, isLit, otherPort } from "./sharing.ts";
import type { Sharing } from "./use-sharing.ts";

/** Choose a folder, turn the light on. */
export function ShareCard({ sharing }: { sharing: Sharing }) {
  const session = useSession();
  const { settings, share, settingsProblem } = useWindowState();
  const folder = "choice" in share ? (share.choice?.folder ?? settings.folder) : settings.folder;
  return (
    <section className="card share-card" aria-labelledby="share-heading">
      <h2 id="share-heading" className="hidden">
        Share
      </h2>
      {settingsProblem !== undefined && <ProblemNote problem={settingsProblem} />}
      <FolderField
        folder={folder}
        recents={settings.recents}
        isOn={share.kind === "on"}
        onChoose={() => void sharing.choose()}
        onPick={(picked) => void sharing.pick(picked)}
      />
      {sharing.refusal !== undefined && <ProblemNote problem={sharing.refusal} />}
      <LightSwitch share={share} folder={folder} onToggle={() => void sharing.toggle()} />
      <ShareProblem share={share} sharing={sharing} />
      <ShareOptions
        settings={share.kind === "on" ? { ...settings, ...share.choice, port: share.port } : settings}
        isFixed={isLit(share) || isBusy(share)}
        onChange={(change) => void session.changeSettings(change)}
      />
    </section>
  );
}

function ShareProblem({ share, sharing }: { share: ShareStatus; sharing: Sharing }) {
  const port = otherPort(share);
  if (port !== undefined) {
    return (
      <p className="note" role="status">
        {port}
      </p>
    );
  }
  if (share.kind !== "problem") return null;
  return (
    <ProblemNote problem={share.problem}>
      <button type="button" className="button" onClick={() => void sharing.toggle()}>
        Try again
      </button>
      <button type="button" className="button" onClick={() => void sharing.choose()}>
        Choose another folder…
      </button>
    </ProblemNote>
  );
}
