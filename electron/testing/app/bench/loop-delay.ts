import { monitorEventLoopDelay } from "node:perf_hooks";
import type { ElectronApplication } from "playwright-core";

/** How late an event loop came to its timers, in milliseconds; their own period of 1 ms is no delay. */
export type LoopDelay = { readonly p50: number; readonly p99: number; readonly longest: number };

/** Looks at the main process's event loop from now on; what is answered ends it. */
export async function watchMainLoop(app: ElectronApplication): Promise<() => Promise<LoopDelay>> {
  await app.evaluate(() => {
    const { monitorEventLoopDelay: monitor } = process.getBuiltinModule("node:perf_hooks");
    const delays = monitor({ resolution: 1 });
    delays.enable();
    Object.assign(globalThis, { delays });
  });
  return () =>
    app.evaluate(() => {
      const { delays } = globalThis as unknown as { delays: ReturnType<typeof monitorEventLoopDelay> };
      return { p50: delays.percentile(50) / 1e6, p99: delays.percentile(99) / 1e6, longest: delays.max / 1e6 };
    });
}

/** The same of this process, which has next to nothing to do: what the machine itself makes late. */
export function watchOwnLoop(): () => LoopDelay {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  return () => ({ p50: delays.percentile(50) / 1e6, p99: delays.percentile(99) / 1e6, longest: delays.max / 1e6 });
}
