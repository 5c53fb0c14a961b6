import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { Monitor, Wifi } from "lucide-react";
import type { ReactNode } from "react";
import type { Reach, Settings } from "../../electron/contract.ts";
import { Check } from "../controls/check.tsx";
import { NumberField } from "../controls/number-field.tsx";
import { reachWords } from "./options-summary.tsx";
import { parsePort } from "./sharing.ts";
import { VisitorOptions } from "./visitor-options.tsx";

type ShareOptionsProps = {
  readonly settings: Settings;
  readonly onChange: (change: Partial<Settings>) => void;
};

/** Who may reach the folder, at which port, whether hidden names are served, and what visitors may do. */
export function ShareOptions({ settings, onChange }: ShareOptionsProps) {
  return (
    <fieldset className="options">
      <legend className="hidden">How it is shared</legend>
      <RadioGroup<Reach>
        aria-label="Who can open it"
        className="reach"
        value={settings.reach}
        onValueChange={(reach) => onChange({ reach })}
      >
        <ReachChoice value="network" icon={<Wifi aria-hidden />} />
        <ReachChoice value="computer" icon={<Monitor aria-hidden />} />
      </RadioGroup>
      <div className="option-row">
        <NumberField
          className="port"
          name="Port"
          value={settings.port}
          write={String}
          read={parsePort}
          problem="From 1 to 65535."
          inputMode="numeric"
          onChange={(port) => onChange({ port })}
        />
        <Check name="Show hidden files" isOn={settings.dotfiles} onChange={(dotfiles) => onChange({ dotfiles })} />
      </div>
      {settings.folder !== undefined && <VisitorOptions folder={settings.folder} />}
    </fieldset>
  );
}

function ReachChoice({ value, icon }: { value: Reach; icon: ReactNode }) {
  return (
    <label className="reach-choice">
      <Radio.Root value={value} className="radio">
        <Radio.Indicator className="radio-mark" />
      </Radio.Root>
      {icon}
      {reachWords[value]}
    </label>
  );
}
