import { FolderDown } from "lucide-react";
import { useLayoutEffect, useState } from "react";
import { useSession } from "../store/use-session.ts";

/** The whole window takes a folder that is dropped on it. */
export function DropTarget({ onDrop }: { onDrop: (path: string) => void }) {
  const session = useSession();
  const [isOver, setOver] = useState(false);
  useLayoutEffect(() => {
    const over = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault(); // or the browser would open the file
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      const path = file === undefined ? "" : session.bridge.pathOf(file);
      if (path !== "") onDrop(path);
    };
    const listeners = new AbortController();
    const { signal } = listeners;
    document.addEventListener("dragover", over, { signal });
    document.addEventListener("dragleave", leave, { signal });
    document.addEventListener("drop", drop, { signal });
    return () => listeners.abort();
  }, [session, onDrop]);
  if (!isOver) return null;
  return (
    <div className="drop-target" aria-hidden>
      <FolderDown />
      <p>Drop a folder to share it</p>
    </div>
  );
}

/** A text is for the field that it is dragged to. */
function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes("Files") === true;
}
