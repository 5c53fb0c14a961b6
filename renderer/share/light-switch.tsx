import { Switch } from "@base-ui/react/switch";
import { Lightbulb } from "lucide-react";
import type { ShareStatus } from "../../electron/contract.ts";
import { isBusy, isLit, shareWords } from "./sharing.ts";

type LightSwitchProps = {
  readonly share: ShareStatus;
  readonly folder: string | undefined;
  readonly onToggle: () => void;
};

/** The big switch, and what it means that it stands as it stands. */
export function LightSwitch({ share, folder, onToggle }: LightSwitchProps) {
  const { word, sentence } = shareWords(share, folder);
  const isWaiting = isBusy(share);
  return (
    <div className="light" data-state={share.kind}>
      <Switch.Root
        className="light-switch"
        checked={isLit(share)}
        onCheckedChange={onToggle}
        readOnly={isWaiting}
        disabled={folder === undefined}
        aria-busy={isWaiting}
        aria-label="Share this folder"
        aria-describedby="light-sentence"
      >
        <Switch.Thumb className="light-thumb">
          <Lightbulb aria-hidden />
        </Switch.Thumb>
      </Switch.Root>
      <div className="light-words">
        <p className="light-word">{word}</p>
        <p id="light-sentence" className="light-sentence">
          {sentence}
        </p>
      </div>
    </div>
  );
}
