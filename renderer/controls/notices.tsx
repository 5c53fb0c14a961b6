import { X } from "lucide-react";
import { useEffect, useRef, type FocusEvent } from "react";
import type { Problem } from "../../electron/contract.ts";
import { useSession, useStore } from "../store/use-session.ts";
import { shownText } from "../text/shown-text.ts";
import { IconButton } from "./icon-button.tsx";
import { ProblemNote } from "./problem-note.tsx";

const shownMilliseconds = 4000;

/** What was just done, for a moment; what went wrong, until it has been read. Both are said to screen readers. */
export function Notices() {
  const session = useSession();
  const done = useStore(session.done);
  const problems = useStore(session.problems);
  const before = useRef<HTMLElement>(null);
  useEffect(() => {
    if (done === undefined) return;
    const timer = setTimeout(() => session.done.set(undefined), shownMilliseconds);
    return () => clearTimeout(timer);
  }, [session, done]);
  const onFocus = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (relatedTarget instanceof HTMLElement && !currentTarget.contains(relatedTarget)) before.current = relatedTarget;
  };
  const close = (problem: Problem): void => {
    session.dismiss(problem);
    before.current?.focus();
  };
  return (
    <div className="notices" onFocus={onFocus}>
      {problems.map((problem) => (
        <div key={problem.what} className="toast problem-toast">
          <ProblemNote problem={problem} />
          <IconButton name="Close this message" onClick={() => close(problem)}>
            <X aria-hidden />
          </IconButton>
        </div>
      ))}
      <p role="status" className={done === undefined ? "hidden" : "toast"}>
        {done !== undefined && shownText(done.text, 300)}
      </p>
    </div>
  );
}
