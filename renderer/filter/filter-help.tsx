import { Popover } from "@base-ui/react/popover";
import { CircleHelp } from "lucide-react";
import { IconButton } from "../controls/icon-button.tsx";
import { useOverlayPlace } from "../controls/overlay-place.ts";
import { examples } from "./suggestions.ts";

/** What can be written into the filter box. */
export function FilterHelp() {
  return (
    <Popover.Root>
      <Popover.Trigger
        render={
          <IconButton name="Help with filters">
            <CircleHelp aria-hidden />
          </IconButton>
        }
      />
      <Popover.Portal container={useOverlayPlace()}>
        <Popover.Positioner className="above" sideOffset={6} align="end">
          <Popover.Popup className="popover">
            <Popover.Title className="popover-title">Filters</Popover.Title>
            <Popover.Description className="soft">
              A request is shown if every word fits. Words are looked for in the method, the path, the device, the
              status, the user agent, the referrer and the reason; “quoted words” together; <code>15:04</code> in the
              time as well. A minus in front leaves out: <code>-is:complete</code>.
            </Popover.Description>
            <dl className="filter-examples">
              {examples.map(({ word, means }) => (
                <div key={word}>
                  <dt className="code">{word}</dt>
                  <dd className="soft">{means}</dd>
                </div>
              ))}
            </dl>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
