import { FolderOpen } from "lucide-react";
import { IconButton } from "../controls/icon-button.tsx";
import { useSession } from "../store/use-session.ts";

type ShowFolderProps = { readonly name: string; readonly request: "folder:show" | "inbox:show" };

/** Shows a folder of the share in the file manager. */
export function ShowFolder({ name, request }: ShowFolderProps) {
  const session = useSession();
  return (
    <IconButton name={name} onClick={() => void session.attempt(session.bridge.request(request))}>
      <FolderOpen aria-hidden />
    </IconButton>
  );
}
