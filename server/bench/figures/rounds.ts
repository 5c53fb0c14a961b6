import { median } from "./statistics.ts";

/** What one run of the load against one server showed. */
export type Sample<Figure extends string> = Readonly<Record<Figure, number>>;

/** Each server's samples, one a round; undefined where the round failed. */
export type Rounds<Figure extends string> = ReadonlyMap<string, readonly (Sample<Figure> | undefined)[]>;

/** The median of a server's figure; NaN where no round has it. */
export function medianOf<Figure extends string>(rounds: Rounds<Figure>, server: string, figure: Figure): number {
  return median(samplesOf(rounds, server).flatMap((sample) => known(sample?.[figure])));
}

/**
 * The median of the ratios of each round: a machine that slows down for a while slows both servers of a round, so
 * their ratio stays. NaN where no round has both.
 */
export function ratioOf<Figure extends string>(
  rounds: Rounds<Figure>,
  server: string,
  peer: string,
  figure: Figure,
): number {
  const others = samplesOf(rounds, peer);
  const ratios = samplesOf(rounds, server).map((sample, round) => {
    return (sample?.[figure] ?? Number.NaN) / (others[round]?.[figure] ?? Number.NaN);
  });
  return median(ratios.flatMap(known));
}

/** Which of the servers has the best median; undefined where none was measured. */
export function bestOf<Figure extends string>(
  rounds: Rounds<Figure>,
  servers: readonly string[],
  figure: Figure,
  better: "higher" | "lower",
): string | undefined {
  const measured = servers.filter((server) => Number.isFinite(medianOf(rounds, server, figure)));
  const sign = better === "higher" ? -1 : 1;
  return measured.toSorted((one, other) => {
    return sign * (medianOf(rounds, one, figure) - medianOf(rounds, other, figure));
  })[0];
}

function samplesOf<Figure extends string>(rounds: Rounds<Figure>, server: string) {
  return rounds.get(server) ?? [];
}

function known(value: number | undefined): readonly number[] {
  return value === undefined || !Number.isFinite(value) ? [] : [value];
}
