import type { Rounds, Sample } from "../figures/rounds.ts";
import type { Workbench } from "../workbench.ts";

type Named = { readonly name: string };

/**
 * Measures all servers in each round, in turned order, so that what the machine does meanwhile meets all of them.
 * A failure is said; that server then has no sample in that round.
 */
export async function interleave<Server extends Named, Figure extends string>(
  workbench: Workbench,
  servers: readonly Server[],
  measure: (server: Server) => Promise<Sample<Figure>>,
  rounds = workbench.options.rounds,
): Promise<Rounds<Figure>> {
  const samples = new Map(servers.map(({ name }) => [name, [] as (Sample<Figure> | undefined)[]]));
  for (let round = 0; round < rounds; round++) {
    for (const server of round % 2 === 0 ? servers : servers.toReversed()) {
      samples.get(server.name)?.push(await attempt(workbench, server, measure));
    }
  }
  return samples;
}

/** Runs each server once and forgets what came out: caches and compilers are warm then. */
export async function warmUp<Server extends Named>(
  workbench: Workbench,
  servers: readonly Server[],
  measure: (server: Server) => Promise<unknown>,
): Promise<void> {
  for (const server of servers) await attempt(workbench, server, measure);
}

async function attempt<Server extends Named, Result>(
  { say }: Workbench,
  server: Server,
  measure: (server: Server) => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await measure(server);
  } catch (error) {
    say(`${server.name}: no figure in this round: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
