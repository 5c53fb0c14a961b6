import { readFileSync } from "node:fs";

/** The kernel's settings by which a system keeps programs from a sandbox of their own, and the value that says so. */
const refusals = [
  ["kernel/apparmor_restrict_unprivileged_userns", "1"], // Ubuntu since 23.10, for all but what a profile names
  ["kernel/unprivileged_userns_clone", "0"], // older Debian
  ["user/max_user_namespaces", "0"],
] as const;

/**
 * Whether this Linux may refuse Chromium the sandbox that every user can make elsewhere. Electron from npm has no other,
 * since its chrome-sandbox does not belong to root, and aborts (electron/electron#42510).
 */
export function mayRefuseSandbox(setting: (name: string) => string | undefined = kernelSetting): boolean {
  return refusals.some(([name, refusal]) => setting(name)?.trim() === refusal);
}

/** Undefined: this kernel has no such setting. */
function kernelSetting(name: string): string | undefined {
  try {
    return readFileSync(`/proc/sys/${name}`, "utf8");
  } catch {
    return undefined;
  }
}
