import { medianOf, ratioOf, type Rounds } from "../figures/rounds.ts";
import { shown, type Table } from "../figures/table.ts";

/** A column of a table of servers. */
export type Column<Figure extends string> = { readonly head: string; readonly figure: Figure };

/** A row for each server: medians, and of the last column how it stands to the peer of the goal. */
export function compare<Figure extends string>(
  title: string,
  rounds: Rounds<Figure>,
  columns: readonly Column<Figure>[],
  peer: string,
  compared: Column<Figure>,
): Table {
  const rows = [...rounds.keys()].map((server) => [
    server,
    ...columns.map(({ figure }) => shown(medianOf(rounds, server, figure))),
    shown(medianOf(rounds, server, compared.figure)),
    shown(ratioOf(rounds, server, peer, compared.figure)),
  ]);
  return { title, head: ["server", ...columns.map(({ head }) => head), compared.head, `/ ${peer}`], rows };
}
