import { execFileSync } from "node:child_process";
import { mkdtempSync, rmdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { TestContext } from "node:test";
import { isDrive } from "../folder-watch.ts";

/** A folder that a disk in memory is mounted on. */
export type SmallDisk = {
  readonly folder: string;
  /** Takes the disk away, with what is on it; the folder stays. */
  readonly unmount: () => void;
  /** Brings another one, empty. */
  readonly mount: () => void;
};

/** A disk of so many bytes ("64k"), gone behind the test; undefined: this machine does not let a test make one. */
export function smallDisk(test: TestContext, size: string): SmallDisk | undefined {
  const folder = mkdtempSync(path.join(os.tmpdir(), "porchlight-disk-"));
  const mount = (): void => {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder], { stdio: "ignore" });
  };
  // lazily: a file may still be open there
  const unmount = (): void => void execFileSync("umount", ["-l", folder], { stdio: "ignore" });
  try {
    mount();
  } catch {
    rmdirSync(folder);
    return undefined;
  }
  test.after(async () => {
    if (await isDrive(folder)) unmount();
    await rm(folder, { recursive: true });
  });
  return { folder, mount, unmount };
}
