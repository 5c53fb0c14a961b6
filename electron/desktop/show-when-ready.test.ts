import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { describe, it, type TestContext } from "node:test";
import { drawsHidden, showWhenReady } from "./show-when-ready.ts";

/** A window that only knows how often it was shown. */
class HiddenWindow extends EventEmitter {
  readonly webContents = new EventEmitter();
  shown = 0;
  destroyed = false;

  show(): void {
    this.shown++;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }
}

function windowOn(test: TestContext, session: { readonly platform: NodeJS.Platform; readonly drawsHidden: boolean }) {
  test.mock.timers.enable({ apis: ["setTimeout"] });
  const window = new HiddenWindow();
  showWhenReady(window, session, () => window.show());
  return window;
}

describe("a window that is opened hidden", () => {
  it("is shown when it is drawn, not when it is loaded, where hidden ones are drawn", (test) => {
    const window = windowOn(test, { platform: "linux", drawsHidden: true });
    window.webContents.emit("did-finish-load");
    assert.equal(window.shown, 0);
    window.emit("ready-to-show");
    assert.equal(window.shown, 1);
    test.mock.timers.tick(10_000);
    assert.equal(window.shown, 1);
  });

  it("is shown when it is loaded where hidden ones are not drawn, and once", (test) => {
    const window = windowOn(test, { platform: "linux", drawsHidden: false });
    window.webContents.emit("did-finish-load");
    assert.equal(window.shown, 1);
    window.emit("ready-to-show");
    window.webContents.emit("did-finish-load");
    test.mock.timers.tick(10_000);
    assert.equal(window.shown, 1);
  });

  it("is shown all the same where it is not told to be drawn, unless it is closed by then", (test) => {
    const window = windowOn(test, { platform: "linux", drawsHidden: true });
    window.webContents.emit("did-finish-load");
    test.mock.timers.tick(1000);
    assert.equal(window.shown, 1);
    const closed = new HiddenWindow();
    showWhenReady(closed, { platform: "linux", drawsHidden: true }, () => closed.show());
    closed.webContents.emit("did-finish-load");
    closed.destroyed = true;
    test.mock.timers.tick(10_000);
    assert.equal(closed.shown, 0);
  });

  it("waits to be drawn on a Mac and on Windows, however long", (test) => {
    for (const platform of ["darwin", "win32"] as const) {
      test.mock.timers.reset();
      const window = windowOn(test, { platform, drawsHidden: true });
      window.webContents.emit("did-finish-load");
      test.mock.timers.tick(10_000);
      assert.equal(window.shown, 0);
      window.emit("ready-to-show");
      assert.equal(window.shown, 1);
    }
  });
});

describe("a session that draws hidden windows", () => {
  const rules = [
    { type: "x11", flag: "", draws: true, rule: "is one on X" },
    { type: "wayland", flag: "", draws: false, rule: "is none on Wayland" },
    { type: "wayland", flag: "x11", draws: true, rule: "is one on Wayland where X is asked for" },
    { type: "x11", flag: "wayland", draws: false, rule: "is none on X where Wayland is asked for" },
    { type: undefined, flag: "", draws: false, rule: "is none where nobody says: either may be" },
    { type: "tty", flag: "", draws: false, rule: "is none where neither is said" },
  ];
  for (const { type, flag, draws, rule } of rules) {
    it(rule, () => assert.equal(drawsHidden(type === undefined ? {} : { XDG_SESSION_TYPE: type }, flag), draws));
  }
});
