import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useSession } from "../store/use-session.ts";
import { IconButton } from "./icon-button.tsx";

const shownMilliseconds = 1800;

/** Copies a text and says so: to the eye for a moment, to a screen reader at once. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const copy = useCopy();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), shownMilliseconds);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <IconButton
      name={isCopied ? "Copied" : `Copy ${what}`}
      data-copied={isCopied || undefined}
      onClick={() => {
        void copy(text, what).then(setCopied);
      }}
    >
      {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
    </IconButton>
  );
}

/** Puts a text on the clipboard, and says so; whether it is there. */
export function useCopy(): (text: string, what: string) => Promise<boolean> {
  const session = useSession();
  return async (text, what) => {
    const result = await session.bridge.request("clipboard:write", text);
    if (result.ok) session.announce(`Copied ${what}.`);
    else session.complain(result.problem);
    return result.ok;
  };
}
