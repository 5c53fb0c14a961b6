import { Switch } from "@base-ui/react/switch";
import { useId } from "react";

type OptionProps = {
  readonly name: string;
  readonly more: string;
  readonly isOn: boolean;
  readonly isPossible?: boolean;
  readonly onChange: (isOn: boolean) => void;
};

/** A switch, its name, and what it does. */
export function Option({ name, more, isOn, isPossible = true, onChange }: OptionProps) {
  const id = useId();
  return (
    <div className="setting">
      <div>
        <p id={id}>{name}</p>
        <p id={`${id}-more`} className="soft small">
          {more}
        </p>
      </div>
      <Switch.Root
        className="switch"
        checked={isOn}
        disabled={!isPossible}
        onCheckedChange={onChange}
        aria-labelledby={id}
        aria-describedby={`${id}-more`}
      >
        <Switch.Thumb className="switch-thumb" />
      </Switch.Root>
    </div>
  );
}
