import { X } from "lucide-react";
import { useEffect } from "react";
import { useSession, useStore } from "../store/use-session.ts";
import { shownText } from "../text/shown-text.ts";
import { IconButton } from "./icon-button.tsx";
import { ProblemNote } from "./problem-note.tsx";

const shownFor = 4000;

/** What was just done, for a moment; what went wrong, until it has been read. Both are said to screen readers. */
export function Notices() {
  const session = useSession();
  const done = useStore(session.done);
  const problem = useStore(session.problem);
  useEffect(() => {
    if (done === undefined) return;
    const timer = setTimeout(() => session.done.set(undefined), shownFor);
    return () => clearTimeout(timer);
  }, [session, done]);
  return (
    <div className="notices">
      {problem !== undefined && (
        <div className="toast problem-toast">
          <ProblemNote problem={problem} />
          <IconButton name="Close this message" onClick={() => session.problem.set(undefined)}>
            <X aria-hidden />
          </IconButton>
        </div>
      )}
      <p role="status" className={done === undefined ? "hidden" : "toast"}>
        {done !== undefined && shownText(done.text, 300)}
      </p>
    </div>
  );
}
