import { Checkbox } from "@base-ui/react/checkbox";
import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { Check, Monitor, Wifi } from "lucide-react";
import { useId, useState, type ReactNode } from "react";
import type { Reach, Settings } from "../../electron/contract.ts";
import { parsePort } from "./sharing.ts";

type ShareOptionsProps = {
  readonly settings: Settings;
  /** While the light is on, what it shines on stays as it is. */
  readonly isFixed: boolean;
  readonly onChange: (change: Partial<Settings>) => void;
};

/** Who may reach the folder, at which port, and whether hidden names are served. */
export function ShareOptions({ settings, isFixed, onChange }: ShareOptionsProps) {
  if (isFixed) return <Summary settings={settings} />;
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
        <PortField key={settings.port} port={settings.port} onChange={(port) => onChange({ port })} />
        <label className="check">
          <Checkbox.Root
            className="checkbox"
            checked={settings.dotfiles}
            onCheckedChange={(dotfiles) => onChange({ dotfiles })}
          >
            <Checkbox.Indicator className="checkbox-mark">
              <Check aria-hidden />
            </Checkbox.Indicator>
          </Checkbox.Root>
          Show hidden files
        </label>
      </div>
    </fieldset>
  );
}

/** The same in a few words. */
function Summary({ settings: { reach, port, dotfiles } }: { settings: Settings }) {
  return (
    <div className="options-summary">
      {reach === "network" ? <Wifi aria-hidden /> : <Monitor aria-hidden />}
      <p>
        {reachWords[reach]}, port {port}, {dotfiles ? "hidden files too" : "no hidden files"}
      </p>
      <p className="soft small">Turn the light off to change this.</p>
    </div>
  );
}

const reachWords: Readonly<Record<Reach, string>> = {
  network: "Everyone on my network",
  computer: "Only this computer",
};

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

function PortField({ port, onChange }: { port: number; onChange: (port: number) => void }) {
  const [text, setText] = useState(String(port));
  const problemId = useId();
  const parsed = parsePort(text);
  const settle = (): void => {
    if (parsed !== undefined && parsed !== port) onChange(parsed);
  };
  return (
    <div className="port">
      <label>
        Port
        <input
          className="field"
          inputMode="numeric"
          value={text}
          aria-invalid={parsed === undefined}
          aria-describedby={parsed === undefined ? problemId : undefined}
          onChange={(event) => setText(event.target.value)}
          onBlur={settle}
          onKeyDown={(event) => event.key === "Enter" && settle()}
        />
      </label>
      {parsed === undefined && (
        <p id={problemId} className="field-problem">
          From 1 to 65535.
        </p>
      )}
    </div>
  );
}
