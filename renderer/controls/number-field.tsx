import { useId, useState, type ComponentProps } from "react";

type NumberFieldProps = Pick<ComponentProps<"input">, "inputMode"> & {
  readonly className: string;
  readonly name: string;
  readonly value: number;
  readonly write: (value: number) => string;
  /** What was typed as a value; undefined: it is none. */
  readonly read: (text: string) => number | undefined;
  /** What is said of a text that is no value. */
  readonly problem: string;
  readonly onChange: (value: number) => void;
};

/** A number that is typed: it is taken when the field is left, or by Enter. */
export function NumberField(props: NumberFieldProps) {
  const { className, name, value, write, read, problem, inputMode, onChange } = props;
  const [text, setText] = useTyped(write(value));
  const problemId = useId();
  const typed = read(text);
  const isWrong = typed === undefined;
  const settle = (): void => {
    if (typed !== undefined && typed !== value) onChange(typed);
  };
  return (
    <div className={className}>
      <label>
        {name}
        <input
          className="field"
          inputMode={inputMode}
          spellCheck={false}
          value={text}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? problemId : undefined}
          onChange={(event) => setText(event.target.value)}
          onBlur={settle}
          onKeyDown={(event) => event.key === "Enter" && settle()}
        />
      </label>
      {isWrong && (
        <p id={problemId} className="field-problem">
          {problem}
        </p>
      )}
    </div>
  );
}

/** The text of a field while it is typed; a value that is settled, here or elsewhere, replaces it. */
function useTyped(settled: string): readonly [string, (text: string) => void] {
  const [typed, setTyped] = useState({ settled, text: settled });
  if (typed.settled !== settled) setTyped({ settled, text: settled });
  return [typed.text, (text) => setTyped({ settled, text })];
}
