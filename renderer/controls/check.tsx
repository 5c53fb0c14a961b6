import { Checkbox } from "@base-ui/react/checkbox";
import { Check as Mark } from "lucide-react";
import { useId } from "react";

type CheckProps = {
  readonly name: string;
  readonly more?: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
};

/** A box to tick, its name and, where the name does not say it all, what it does. */
export function Check({ name, more, isOn, onChange }: CheckProps) {
  const id = useId();
  const box = (
    <Checkbox.Root
      className="checkbox"
      checked={isOn}
      onCheckedChange={onChange}
      aria-describedby={more === undefined ? undefined : id}
    >
      <Checkbox.Indicator className="checkbox-mark">
        <Mark aria-hidden />
      </Checkbox.Indicator>
    </Checkbox.Root>
  );
  return (
    <div className="check-option">
      <label className="check">
        {box}
        {name}
      </label>
      {more !== undefined && (
        <p id={id} className="check-more soft small">
          {more}
        </p>
      )}
    </div>
  );
}
