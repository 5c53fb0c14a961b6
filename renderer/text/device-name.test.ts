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
    { agent: "Java-http-client/21.0.7", is: "Java" },
    { agent: "aria2/1.36.0", is: "aria2" },
    { agent: "rclone/v1.60.1", is: "rclone" },
    { agent: "lftp/4.9.2", is: "lftp" },
    { agent: "Axel/2.17.11 (linux-gnu)", is: "Linux · Axel" },
    { agent: "Mozilla/4.5 (compatible; HTTrack 3.0x; Windows 98)", is: "Windows · HTTrack" },
    { agent: "Microsoft BITS/7.8", is: "Windows · BITS" },
    { agent: "Lynx/2.9.0dev.10 libwww-FM/2.14", is: "Lynx" },
    { agent: "Links (2.28; Linux x86_64; GNU C 12.2; text)", is: "Linux · Links" },
    { agent: "w3m/0.5.3+git20230121", is: "w3m" },
    { agent: "", is: "" },
    { agent: "<script>alert(1)</script>", is: "" },
  ];
  for (const { agent, is } of rules) {
    it(`${is || "nothing"}: ${agent.slice(0, 60)}`, () => assert.equal(deviceName(agent), is));
  }

  const players = [
    {
      agent: `Mozilla/5.0 (Nintendo Switch; WifiWebAuthApplet) ${webKit} NF/6.0.2 NintendoBrowser/5.1.0`,
      is: "Nintendo",
    },
    { agent: `Mozilla/5.0 (New Nintendo 3DS like iPhone) ${webKit} Mobile NintendoBrowser/1.10`, is: "Nintendo" },
    {
      agent: `Mozilla/5.0 (PlayStation; PlayStation 5/9.00) ${webKit} Version/16.0 Safari/605.1.15`,
      is: "PlayStation · Safari",
    },
    {
      agent: `Mozilla/5.0 (Linux; Android 9; AFTSSS) ${blink} Silk/120.0 like Chrome/120.0 Safari/537.36`,
      is: "TV · Chrome",
    },
    {
      agent: `Mozilla/5.0 (Linux; Android 9; KFMAWI) ${blink} Silk/120.0 like Chrome/120.0 Safari/537.36`,
      is: "Kindle · Chrome",
    },
    { agent: `Mozilla/5.0 (X11; Linux armv7l) ${blink} Safari/537.36 CrKey/1.56.500000`, is: "TV · Chrome" },
    { agent: "Opera/9.80 (Linux armv7l; HbbTV/1.2.1 (; Philips; ; ; )) Presto/2.12", is: "TV · Opera" },
    { agent: "Roku/DVP-14.5 (14.5.0.4205)", is: "TV" },
    {
      agent: "AppleCoreMedia/1.0.0.21L569 (Apple TV; U; CPU OS 17_6 like Mac OS X; en_us)",
      is: "Apple TV · Apple media",
    },
    { agent: "AppleCoreMedia/1.0.0.21F90 (iPhone; U; CPU OS 17_5 like Mac OS X; en_us)", is: "iPhone · Apple media" },
    { agent: "Infuse-Direct/7.7", is: "Infuse" },
    { agent: "Player/1.0 (Linux;Android 13) ExoPlayerLib/2.18.1", is: "Android · ExoPlayer" },
    { agent: "Player/1.0 (Linux;Android 13) AndroidXMedia3/1.3.1", is: "Android · ExoPlayer" },
    { agent: "Kodi/21.0 (X11; Linux x86_64) App_Bitness/64 Version/21.0", is: "Linux · Kodi" },
    { agent: "libmpv", is: "mpv" },
    { agent: "mpv 0.35.1", is: "mpv" },
    { agent: "Lavf/59.27.100", is: "FFmpeg" },
    { agent: "GStreamer souphttpsrc 1.22.0 libsoup/3.2.2", is: "GStreamer" },
  ];
  const drives = [
    { agent: "DavClnt", is: "Windows · WebDAV" },
    { agent: "Microsoft-WebDAV-MiniRedir/10.0.19045", is: "Windows · WebDAV" },
    { agent: "WebDAVFS/3.0.0 (03008000) Darwin/23.5.0 (arm64)", is: "Mac · WebDAV" },
    { agent: "davfs2/1.6.1 neon/0.32.5", is: "WebDAV" },
    { agent: "cadaver/0.24 neon/0.32.5", is: "WebDAV" },
  ];
  for (const { agent, is } of [...players, ...drives]) {
    it(`${is}: ${agent.slice(0, 60)}`, () => assert.equal(deviceName(agent), is));
  }

  it("reads no further than it must", () => assert.equal(deviceName(`${"x".repeat(65_536)} iPhone`), ""));
});
