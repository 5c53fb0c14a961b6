import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { findElectron, hindrance } from "./electron-binary.ts";
import { terminalShare } from "./terminal.ts";

describe("sharing from the terminal instead", () => {
  const rules = [
    { given: ["photos"], args: ["photos"], rule: "shares the given folder to the network" },
    { given: ["photos", "--port", "9000"], args: ["photos", "--port", "9000"], rule: "passes options on" },
    { given: [], args: [".", "--host", "127.0.0.1"], rule: "shares the current folder to this computer only" },
    {
      given: ["--port=9000"],
      args: [".", "--host", "127.0.0.1", "--port=9000"],
      rule: "takes options without a folder",
    },
    { given: ["--host", "::"], args: [".", "--host", "::"], rule: "opens the current folder where that is asked for" },
    { given: ["--no-sandbox", "photos"], args: ["photos"], rule: "leaves out what is meant for Electron alone" },
    { given: ["--no-sandbox"], args: [".", "--host", "127.0.0.1"], rule: "also where it is given nothing else" },
    { given: ["--help"], args: ["--help"], rule: "lets the command explain itself" },
    { given: ["--nonsense"], args: ["--nonsense"], rule: "lets the command refuse what it does not know" },
  ];
  for (const { given, args, rule } of rules) it(rule, () => assert.deepEqual(terminalShare(given).args, args));

  it("says how to open it to the network", () => assert.match(terminalShare([]).sentence, /npm start -- <folder>/));
});

describe("what keeps Electron from starting", () => {
  const rules = [
    [{}, [], "linux", 1000, /no display/, "no display on Linux"],
    [{ DISPLAY: "" }, [], "linux", 1000, /no display/, "an empty one is none"],
    [{ DISPLAY: ":0" }, [], "linux", 0, /root.*--no-sandbox/, "root, whom Chromium's sandbox refuses"],
    [{ DISPLAY: ":0" }, ["photos", "--no-sandbox"], "linux", 0, undefined, "nothing for root who goes without one"],
    [{}, ["--no-sandbox"], "linux", 0, /no display/, "no display also then"],
    [{ DISPLAY: ":0" }, [], "linux", 1000, undefined, "nothing on X"],
    [{ WAYLAND_DISPLAY: "wayland-0" }, [], "linux", 1000, undefined, "nothing on Wayland"],
    [{}, [], "darwin", 501, undefined, "nothing on a Mac"],
    [{}, [], "win32", undefined, undefined, "nothing on Windows"],
  ] as const;
  for (const [environment, args, platform, userId, reason, rule] of rules) {
    it(`is ${rule}`, () => {
      const found = hindrance(environment, args, platform, userId);
      if (reason === undefined) assert.equal(found, undefined);
      else assert.match(found ?? "", reason);
    });
  }

  it("is an override that leads nowhere", async () => {
    const found = await findElectron("/nowhere", { ELECTRON_OVERRIDE_DIST_PATH: "/nowhere" }, []);
    assert.match("reason" in found ? found.reason : "", /ELECTRON_OVERRIDE_DIST_PATH/);
  });
});
