import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { mayRefuseSandbox } from "./sandbox-refusal.ts";

describe("a system that may refuse Chromium its sandbox", () => {
  const rules = [
    [{ "kernel/apparmor_restrict_unprivileged_userns": "1\n" }, true, "is Ubuntu with its AppArmor"],
    [{ "kernel/apparmor_restrict_unprivileged_userns": "0\n" }, false, "is not Ubuntu where that is off"],
    [{ "kernel/unprivileged_userns_clone": "0\n" }, true, "is one where only root may"],
    [{ "user/max_user_namespaces": "0\n" }, true, "is one that has none"],
    [{ "user/max_user_namespaces": "61234\n" }, false, "is not one that has many"],
    [{}, false, "is not one that knows nothing of it"],
  ] as const;
  for (const [settings, may, rule] of rules) {
    it(rule, () => {
      const known = new Map<string, string>(Object.entries(settings));
      assert.equal(
        mayRefuseSandbox((name) => known.get(name)),
        may,
      );
    });
  }
});
