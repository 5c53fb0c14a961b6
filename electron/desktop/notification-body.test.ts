import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { notificationBody } from "./notification-body.ts";

describe("the body of a notification", () => {
  const words = "Tom & Jerry <b>.mp4 is with 10.0.0.7";

  it("is escaped on Linux, where it is read as markup", () =>
    assert.equal(notificationBody(words, "linux"), "Tom &amp; Jerry &lt;b&gt;.mp4 is with 10.0.0.7"));
  for (const platform of ["darwin", "win32"] as const) {
    it(`stays as it is on ${platform}`, () => assert.equal(notificationBody(words, platform), words));
  }
});
