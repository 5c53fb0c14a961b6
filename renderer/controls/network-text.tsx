import { shownText } from "../text/shown-text.ts";

/** Whatever came over the network is shown by this alone: as text, bounded, set apart from the text around it. */
export function NetworkText({ text, limit, className }: { text: string; limit?: number; className?: string }) {
  return <bdi className={className}>{shownText(text, limit)}</bdi>;
}
