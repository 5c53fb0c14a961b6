import { Globe, Monitor, StickyNote, Upload, Wifi } from "lucide-react";
import type { ReactNode } from "react";
import type { Reach, ShareChoice } from "../../electron/contract.ts";
import { ShowFolder } from "./show-folder.tsx";
import { targetWords, websiteWords } from "./visitor-words.ts";

/** Who may reach the share, as the user reads it. */
export const reachWords: Readonly<Record<Reach, string>> = {
  network: "Everyone on my network",
  computer: "Only this computer",
};

type OptionsSummaryProps = Omit<ShareChoice, "folder"> & { readonly hint: string | undefined };

/** How a folder is shared, in a few words: while the light is on, it stays so. */
export function OptionsSummary({ reach, port, dotfiles, rules, hint }: OptionsSummaryProps) {
  return (
    <div className="options-summary">
      <Line icon={reach === "network" ? <Wifi aria-hidden /> : <Monitor aria-hidden />}>
        {reachWords[reach]}, port {port}, {dotfiles ? "hidden files too" : "no hidden files"}
      </Line>
      {rules.uploads && (
        <Line
          icon={<Upload aria-hidden />}
          action={rules.inbox !== "" && <ShowFolder name="Show the inbox in the file manager" request="inbox:show" />}
        >
          Visitors may send files {targetWords(rules)}
        </Line>
      )}
      {rules.website && <Line icon={<Globe aria-hidden />}>{websiteWords(rules)}</Line>}
      {rules.note !== "" && <Line icon={<StickyNote aria-hidden />}>A note on top of the folder page</Line>}
      {hint !== undefined && <p className="soft small">{hint}</p>}
    </div>
  );
}

type LineProps = { readonly icon: ReactNode; readonly action?: ReactNode; readonly children: ReactNode };

function Line({ icon, action, children }: LineProps) {
  return (
    <>
      {icon}
      <p>{children}</p>
      {action}
    </>
  );
}
