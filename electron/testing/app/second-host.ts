import { execFile, execFileSync, spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { promisify } from "node:util";

/** A computer of its own beside this one, joined to it by one cable; it goes when it is disposed of. */
export type SecondHost = Disposable & {
  readonly address: string;
  /** This computer's address at its end of the cable. */
  readonly ours: string;
  /** Asks from there; the answer's status. */
  get(url: string): Promise<number>;
};

/** Why no second host can be had on this machine: a reason to skip a test; false: it can. */
export const noSecondHost: string | false = reasonAgainst();

/**
 * A network namespace and a pair of virtual interfaces. Their addresses are of the block for tests between devices
 * (RFC 2544), which is routed nowhere; at random, as suites may run side by side.
 */
export function connectSecondHost(): SecondHost {
  const name = `e2e-${process.pid}-${randomInt(1000)}`;
  const [near, far] = [`e${randomInt(1e9)}`, `f${randomInt(1e9)}`];
  const net = `198.18.${randomInt(256)}.${randomInt(64) * 4}`;
  const [ours, address] = [1, 2].map((host) => net.replace(/\d+$/, (last) => String(Number(last) + host)));
  if (ours === undefined || address === undefined) throw new Error(`${net} has no hosts`);
  const remove = (): void => void spawnSync("ip", ["netns", "delete", name]);
  process.once("exit", remove);
  ip("netns", "add", name);
  try {
    ip("link", "add", near, "type", "veth", "peer", "name", far, "netns", name);
    ip("address", "add", `${ours}/30`, "dev", near);
    ip("link", "set", near, "up");
    ip("-n", name, "address", "add", `${address}/30`, "dev", far);
    ip("-n", name, "link", "set", far, "up");
  } catch (error) {
    remove();
    throw error;
  }
  return { address, ours, get: (url) => askFrom(name, url), [Symbol.dispose]: remove };
}

function ip(...args: readonly string[]): void {
  execFileSync("ip", args, { stdio: ["ignore", "ignore", "pipe"] });
}

async function askFrom(namespace: string, url: string): Promise<number> {
  const program = "process.stdout.write(String((await fetch(process.argv[1])).status))";
  const node = [process.execPath, "--input-type=module", "--eval", program, url];
  const { stdout } = await promisify(execFile)("ip", ["netns", "exec", namespace, ...node]);
  return Number(stdout);
}

function reasonAgainst(): string | false {
  if (process.platform !== "linux") return "a second host is made with Linux's network namespaces";
  if (process.getuid?.() !== 0) return "making a network namespace takes root";
  try {
    connectSecondHost()[Symbol.dispose]();
    return false;
  } catch (error) {
    return `this machine makes no network namespace: ${error instanceof Error ? error.message : String(error)}`;
  }
}
