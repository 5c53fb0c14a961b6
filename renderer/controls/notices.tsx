import { X } from "lucide-react";
import { useEffect } from "react";
import type { Notice } from "../store/session.ts";
import { useSession, useStore } from "../store/use-session.ts";
import { shownText } from "../text/shown-text.ts";
import { IconButton } from "./icon-button.tsx";
import { ProblemNote } from "./problem-note.tsx";

const shownFor = 4000;

/** What was just done, for a moment; what went wrong, until it has been read. Both are said to screen readers. */
export function Notices() {
  const session = useSession();
  const notice = useStore(session.notice);
  useEffect(() => {
    if (notice?.kind !== "done") return;
    const timer = setTimeout(() => session.dismiss(), shownFor);
    return () => clearTimeout(timer);
  }, [session, notice]);
  return (
    <div className="notices">
      <p role="status" className={notice?.kind === "done" ? "toast" : "hidden"}>
        {notice?.kind === "done" && shownText(notice.text, 300)}
      </p>
      {notice?.kind === "problem" && <ProblemNotice notice={notice} onClose={() => session.dismiss()} />}
    </div>
  );
}

type ProblemNoticeProps = {
  readonly notice: Extract<Notice, { readonly kind: "problem" }>;
  readonly onClose: () => void;
};

function ProblemNotice({ notice, onClose }: ProblemNoticeProps) {
  return (
    <div className="toast problem-toast">
      <ProblemNote problem={notice.problem} />
      <IconButton name="Close this message" onClick={onClose}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
