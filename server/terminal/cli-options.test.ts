import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { help, parseCli } from "./cli-options.ts";

describe("arguments that make no sense", () => {
  const mistakes = [
    { args: [], says: /Say which folder to share\./ },
    { args: ["a", "b"], says: /One folder is shared at a time: b is too much\./ },
    { args: [""], says: /Say which folder to share\./ },
    { args: [".", "--host", ""], says: /--host is an address, and not empty\./ },
    { args: [".", "--port", "-1"], says: /^--port takes a value; one that starts with a dash is written --port=-…\.$/ },
    { args: [".", "--port", ""], says: /--port is a number from 0 to 65535, and not empty\./ },
    { args: [".", "--port", "65536"], says: /--port is a number from 0 to 65535, not 65536\./ },
    { args: [".", "--port", "x"], says: /--port is a number from 0 to 65535, not x\./ },
    { args: [".", "--port=-1"], says: /--port is a number/ },
    { args: [".", "--port", "1e3"], says: /--port is a number/ },
    { args: [".", "--port", " 80"], says: /--port is a number/ },
    { args: [".", "--port"], says: /^--port takes a value\.$/ },
    { args: [".", "--note", "--uploads"], says: /^--note takes a value; / },
    { args: [".", "--workers", "0"], says: /--workers is a number from 1 to 1024, not 0\./ },
    { args: [".", "--log", "loud"], says: /--log is one of pretty, ndjson, common, combined, none, not loud\./ },
    { args: [".", "--max-connections", "0"], says: /--max-connections is a number/ },
    { args: [".", "--idle-seconds", "9999"], says: /--idle-seconds is a number/ },
    { args: [".", "--name", "http://x"], says: /--name is a host name such as nas\.home, not http:\/\/x\./ },
    { args: [".", "--log", ""], says: /--log is one of pretty, .*, and not empty\./ },
    { args: [".", "--log", "none", "--log-file", "f"], says: /--log-file goes with a --log that is not none\./ },
    { args: [".", "--log-file", ""], says: /--log-file is a file, and not empty\./ },
    { args: [".", "--name", ""], says: /--name is a host name such as nas\.home, and not empty\./ },
    { args: [".", "--name", "a b"], says: /--name is a host name/ },
    { args: [".", "--name", "*.home"], says: /--name is a host name such as nas\.home, not \*\.home\./ },
    { args: [".", "--name", "nas:8080"], says: /--name is a host name/ },
    { args: [".", "--inbox", "a"], says: /--inbox goes with --uploads\./ },
    { args: [".", "--max-upload", "1G"], says: /--max-upload goes with --uploads\./ },
    { args: [".", "--leave-free", "1G"], says: /--leave-free goes with --uploads\./ },
    { args: [".", "--uploads", "--inbox", ""], says: /--inbox is a folder, and not empty\./ },
    {
      args: [".", "--uploads", "--max-upload", "1.5G"],
      says: /--max-upload is a size such as 500M or 4G, not 1\.5G\./,
    },
    { args: [".", "--uploads", "--leave-free", "9008T"], says: /--leave-free is 9007T at most, not 9008T\./ },
    { args: [".", "--uploads", "--max-upload", "999999999999t"], says: /--max-upload is 9007T at most, not 9{12}t\./ },
    { args: [".", "--uploads", "--max-upload", "9007199254740993"], says: /--max-upload is 9007T at most, not 9/ },
    { args: [".", "--uploads", "--leave-free", "much"], says: /--leave-free is a size such as 500M or 4G, not much\./ },
    {
      args: [".", "--uploads", "--max-upload", "0"],
      says: /^--max-upload is a size such as 500M or 4G, not 0; without --uploads visitors send nothing\.$/,
    },
    { args: [".", "--uploads", "--max-upload=00k"], says: /--max-upload is a size .*, not 00k; without --uploads/ },
    { args: [".", "--dotfiles=yes"], says: /--dotfiles/ },
    { args: [".", "--nonsense"], says: /--nonsense/ },
    { args: ["-x"], says: /^Unknown option '-x'; a folder whose name starts with a dash is written \.\/-…\.$/ },
  ];
  for (const { args, says } of mistakes) {
    it(`are answered with one sentence: ${JSON.stringify(args)}`, () => {
      const request = parseCli(args);
      assert.ok(request.kind === "mistake");
      assert.match(request.sentence, says);
      assert.match(request.sentence, /^[^\n]+\.$/);
    });
  }
});

describe("arguments for what visitors may send", () => {
  const rules = [
    { args: [], uploads: undefined, rule: "nothing unless it is asked for" },
    {
      args: ["--uploads"],
      uploads: { inbox: undefined, mostBytes: undefined, diskBytesToLeave: undefined },
      rule: "the usual bounds, into the shared folder",
    },
    {
      args: ["--uploads", "--inbox", "in", "--max-upload", "500m", "--leave-free", "0"],
      uploads: { inbox: "in", mostBytes: 500e6, diskBytesToLeave: 0 },
      rule: "all said",
    },
    {
      args: ["--uploads", "--max-upload", "9007T", "--leave-free", "9007199254740991"],
      uploads: { inbox: undefined, mostBytes: 9007e12, diskBytesToLeave: Number.MAX_SAFE_INTEGER },
      rule: "as much as can be counted",
    },
    {
      args: ["--uploads", "--max-upload", "4G", "--leave-free", "10k"],
      uploads: { inbox: undefined, mostBytes: 4e9, diskBytesToLeave: 10_000 },
      rule: "gigabytes and kilobytes",
    },
    {
      args: ["--uploads", "--max-upload", "2T", "--leave-free", "10"],
      uploads: { inbox: undefined, mostBytes: 2e12, diskBytesToLeave: 10 },
      rule: "sizes with and without a unit",
    },
  ];
  for (const { args, uploads, rule } of rules) {
    it(`${rule}: ${args.join(" ")}`, () => {
      const request = parseCli([".", ...args]);
      assert.ok(request.kind === "share");
      assert.deepEqual(request.options.uploads, uploads);
    });
  }
});

describe("arguments", () => {
  it("need no more than a folder", () => {
    assert.partialDeepStrictEqual(parseCli(["music"]), {
      kind: "share",
      options: {
        folder: "music",
        port: undefined,
        host: "::",
        workers: 16,
        log: "pretty",
        logFile: undefined,
        dotfiles: false,
        precompressed: false,
        cors: false,
        names: [],
        connections: undefined,
        idleSeconds: undefined,
      },
    });
  });

  it("may say everything, in any order", () => {
    const words =
      "--port 0 --host 127.0.0.1 --workers 4 --log ndjson --log-file f music --dotfiles --precompressed --cors --name a --name b --max-connections 9 --idle-seconds 5";
    assert.partialDeepStrictEqual(parseCli(words.split(" ")), {
      kind: "share",
      options: {
        folder: "music",
        port: 0,
        host: "127.0.0.1",
        workers: 4,
        log: "ndjson",
        logFile: "f",
        dotfiles: true,
        precompressed: true,
        cors: true,
        names: ["a", "b"],
        connections: 9,
        idleSeconds: 5,
      },
    });
  });

  it("ask for help or the version, whatever else they say", () => {
    assert.deepEqual(parseCli(["--help", "a", "b"]), { kind: "help" });
    assert.deepEqual(parseCli(["-h"]), { kind: "help" });
    assert.deepEqual(parseCli(["--version"]), { kind: "version" });
  });

  it("are all explained", () => {
    for (const flag of [
      ...["port", "host", "workers", "log", "log-file", "dotfiles", "precompressed", "cors", "name", "note", "website"],
      ...["spa", "clean-urls", "isolated", "uploads", "inbox", "max-upload", "leave-free", "max-connections"],
      ...["idle-seconds", "help", "version"],
    ]) {
      assert.ok(help.includes(`--${flag} `) || help.includes(`--${flag}\n`), flag);
    }
  });
});

describe("the address to listen on", () => {
  const rules = [
    { said: "0", host: "0.0.0.0", rule: "every network, as systems shorten it" },
    { said: "::0", host: "::", rule: "the same of IPv6" },
    { said: "0:0:0:0:0:0:0:0", host: "::", rule: "the same in full" },
    { said: "127.1", host: "127.0.0.1", rule: "a short IPv4 address" },
    { said: "[::1]", host: "::1", rule: "IPv6 as in a URL" },
    { said: "FE80::0001", host: "fe80::1", rule: "IPv6 in capitals, and with zeros" },
    { said: "0x7f.1", host: "127.0.0.1", rule: "IPv4 in another base" },
    { said: "192.168.1.2", host: "192.168.1.2", rule: "IPv4" },
    { said: "fe80::1%eth0", host: "fe80::1%eth0", rule: "IPv6 with its zone" },
    { said: "::ffff:127.0.0.1", host: "::ffff:127.0.0.1", rule: "IPv4 within IPv6" },
    { said: "nas.home", host: "nas.home", rule: "a name" },
    { said: "a b", host: "a b", rule: "what is none, which listening will tell" },
    { said: "127.1:80", host: "127.1:80", rule: "the same, with a port" },
    { said: "127.1/x", host: "127.1/x", rule: "the same, with a path" },
    { said: "user@127.1", host: "user@127.1", rule: "the same, with a user" },
  ];
  for (const { said, host, rule } of rules) {
    it(`is ${rule}: ${said}`, () => {
      const request = parseCli([".", "--host", said]);
      assert.ok(request.kind === "share");
      assert.equal(request.options.host, host);
    });
  }
});

describe("arguments for a website", () => {
  const presets = { spa: false, cleanUrls: false, isolated: false };
  const rules = [
    { args: [], website: undefined, rule: "files, unless it is said" },
    { args: ["--website"], website: presets, rule: "a website without presets" },
    { args: ["--spa"], website: { ...presets, spa: true }, rule: "a preset makes it a website" },
    { args: ["--clean-urls", "--isolated"], website: { ...presets, cleanUrls: true, isolated: true }, rule: "several" },
  ];
  for (const { args, website, rule } of rules) {
    it(`mean ${rule}: ${args.join(" ")}`, () => {
      const request = parseCli([".", ...args]);
      assert.ok(request.kind === "share");
      assert.deepEqual(request.options.website, website);
    });
  }
});
