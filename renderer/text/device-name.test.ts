import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { deviceName } from "./device-name.ts";

describe("a user agent in a few words", () => {
  const webKit = "AppleWebKit/605.1.15 (KHTML, like Gecko)";
  const blink = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0";
  const rules = [
    {
      agent: `Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) ${webKit} Version/18.5 Mobile/15E148 Safari/604.1`,
      is: "iPhone · Safari",
    },
    {
      agent: `Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) ${webKit} CriOS/150.0 Mobile/15E148 Safari/604.1`,
      is: "iPhone · Chrome",
    },
    {
      agent: `Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) ${webKit} FxiOS/140.0 Mobile/15E148 Safari/605.1.15`,
      is: "iPad · Firefox",
    },
    { agent: `Mozilla/5.0 (Linux; Android 10; K) ${blink} Mobile Safari/537.36`, is: "Android · Chrome" },
    {
      agent: `Mozilla/5.0 (Linux; Android 13; SM-S901B) ${blink} SamsungBrowser/28.0 Mobile Safari/537.36`,
      is: "Android · Samsung Internet",
    },
    { agent: `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${blink} Safari/537.36 Edg/150.0.0.0`, is: "Windows · Edge" },
    {
      agent: `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webKit} Version/18.5 Safari/605.1.15`,
      is: "Mac · Safari",
    },
    { agent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", is: "Linux · Firefox" },
    { agent: `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${blink} Safari/537.36`, is: "Chromebook · Chrome" },
    { agent: `Mozilla/5.0 (SMART-TV; LINUX; Tizen 7.0) ${blink} TV Safari/537.36`, is: "TV · Chrome" },
    { agent: "VLC/3.0.21 LibVLC/3.0.21", is: "VLC" },
    { agent: "curl/8.14.1", is: "curl" },
    { agent: "Wget/1.25.0 (linux-gnu)", is: "Linux · Wget" },
    { agent: "python-requests/2.32.3", is: "Python" },
    { agent: "ApacheBench/2.3", is: "ApacheBench" },
    { agent: "", is: "" },
    { agent: "<script>alert(1)</script>", is: "" },
  ];
  for (const { agent, is } of rules) {
    it(`${is || "nothing"}: ${agent.slice(0, 60)}`, () => assert.equal(deviceName(agent), is));
  }

  it("reads no further than it must", () => assert.equal(deviceName(`${"x".repeat(65_536)} iPhone`), ""));
});
