import { useEffect, useId, useRef, useState } from "react";
import { longestNote } from "../../electron/contract.ts";
import { formatCount } from "../text/format.ts";
import { ruleWords } from "./visitor-words.ts";

/** Words of the owner's for the top of the folder page; they are taken when the field is left, or goes. */
export function NoteField({ note, onChange }: { note: string; onChange: (note: string) => void }) {
  const [text, setText] = useState(note);
  const id = useId();
  const isNearlyFull = text.length > longestNote * 0.9;
  const settle = (): void => {
    if (text.trim() !== note) onChange(text.trim());
  };
  const settleLast = useRef(settle);
  useEffect(() => {
    settleLast.current = settle;
  });
  useEffect(() => () => settleLast.current(), []); // as where another folder is dropped while this one's note is typed
  return (
    <div className="visitors-part note-field">
      <div>
        <label htmlFor={id}>{ruleWords.note.name}</label>
        <p id={`${id}-more`} className="soft small">
          {ruleWords.note.more}
        </p>
      </div>
      <textarea
        id={id}
        aria-describedby={isNearlyFull ? `${id}-more ${id}-left` : `${id}-more`}
        className="field"
        rows={3}
        maxLength={longestNote}
        value={text}
        placeholder="Welcome! The **films** are in the first folder."
        onChange={(event) => setText(event.target.value)}
        onBlur={settle}
      />
      {isNearlyFull && (
        <p id={`${id}-left`} className="soft small">
          {formatCount(longestNote - text.length)} characters are left.
        </p>
      )}
    </div>
  );
}
