import { Tooltip } from "@base-ui/react/tooltip";
import type { ComponentProps, ReactNode } from "react";
import { useOverlayPlace } from "./overlay-place.ts";

/** A button that is an icon, with its name as a label and a tooltip. */
export function IconButton({ name, keys, ...button }: { name: string; keys?: string } & ComponentProps<"button">) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger render={<button type="button" className="icon-button" aria-label={name} {...button} />} />
      <Hint>
        {name}
        {keys !== undefined && <kbd>{keys}</kbd>}
      </Hint>
    </Tooltip.Root>
  );
}

function Hint({ children }: { children: ReactNode }) {
  return (
    <Tooltip.Portal container={useOverlayPlace()}>
      <Tooltip.Positioner sideOffset={6} className="above">
        <Tooltip.Popup className="hint">{children}</Tooltip.Popup>
      </Tooltip.Positioner>
    </Tooltip.Portal>
  );
}
