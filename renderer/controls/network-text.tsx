import { shownText } from "../text/shown-text.ts";

/**
 * Whatever came over the network is shown by this alone: as text, bounded, set apart from the text around it. It reads
 * from the left, as protocols do: a path of Hebrew names still begins with its slash.
 */
export function NetworkText({ text, limit, className }: { text: string; limit?: number; className?: string }) {
  return (
    <bdi dir="ltr" className={className}>
      {shownText(text, limit)}
    </bdi>
  );
}
