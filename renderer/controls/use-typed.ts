import { useState } from "react";

/** The text of a field while it is typed; a value that is settled, here or elsewhere, replaces it. */
export function useTyped(settled: string): readonly [string, (text: string) => void] {
  const [typed, setTyped] = useState({ settled, text: settled });
  if (typed.settled !== settled) setTyped({ settled, text: settled });
  return [typed.text, (text) => setTyped({ settled, text })];
}
