import type { LogRecord } from "../../electron/contract.ts";
import { formatDuration } from "../text/format.ts";
import { waterfallOf } from "./waterfall.ts";

/** The parts of a request's time, one below the other. */
export function Waterfall({ record }: { record: LogRecord }) {
  return (
    <section aria-label="Timing">
      <h4 className="details-heading">
        Timing <span className="soft">{formatDuration(record.total)} in all</span>
      </h4>
      <dl>
        {waterfallOf(record).map(({ name, milliseconds, start, length }) => (
          <div key={name} className="phase">
            <dt>{name}</dt>
            <dd>
              <span className="phase-track" aria-hidden>
                <span
                  className="phase-bar"
                  data-phase={name}
                  style={{ insetInlineStart: `${start * 100}%`, inlineSize: `${length * 100}%` }}
                />
              </span>
              <span className="phase-time">{formatDuration(milliseconds)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
