import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { Problem } from "../../electron/contract.ts";
import { shownText } from "../text/shown-text.ts";

/** What went wrong, what to do, and the buttons that do it. */
export function ProblemNote({ problem, children }: { problem: Problem; children?: ReactNode }) {
  return (
    <div className="note problem" role="alert">
      <TriangleAlert aria-hidden className="note-icon" />
      <div>
        <p className="note-what">{shownText(problem.what)}</p>
        <p>{shownText(problem.remedy)}</p>
        {children !== undefined && <div className="note-actions">{children}</div>}
      </div>
    </div>
  );
}
