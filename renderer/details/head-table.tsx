import type { RequestDetails } from "../../electron/contract.ts";
import { NetworkText } from "../controls/network-text.tsx";
import { parseHead } from "./head.ts";
import type { Details } from "./use-details.ts";

type HeadTableProps = { readonly title: string; readonly details: Details; readonly side: keyof RequestDetails };

/** A head as it went over the wire. */
export function HeadTable({ title, details, side }: HeadTableProps) {
  return (
    <section className="head" aria-label={`Head ${title.toLowerCase()}`}>
      <h4 className="details-heading">{title}</h4>
      <HeadLines details={details} side={side} />
    </section>
  );
}

function HeadLines({ details, side }: Omit<HeadTableProps, "title">) {
  if (details === "asking") return <p className="soft">Asking for it…</p>;
  if (details === "gone") return <p className="soft">No longer kept: only the newest requests keep their heads.</p>;
  if (details[side] === "") return <p className="soft">Nothing.</p>;
  const { startLine, fields } = parseHead(details[side]);
  return (
    <div className="head-lines code">
      <p className="head-start">
        <NetworkText text={startLine} />
      </p>
      {fields.map(({ name, value }, index) => (
        <p key={index}>
          <NetworkText text={name} limit={120} className="head-name" />
          {": "}
          <NetworkText text={value} />
        </p>
      ))}
    </div>
  );
}
