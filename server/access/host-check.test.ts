import assert from "node:assert/strict";
import os from "node:os";
import { describe, it } from "node:test";
import { Response } from "../http/response.ts";
import { requestFor } from "../http/testing.ts";
import { checkHost, isHostName, isOnlyHere, ownNames } from "./host-check.ts";

/** The answer to a request for a host: what is behind the check answers 200. */
function ask(host: string, names: readonly string[] = [], onlyHere = false): Response {
  const handler = checkHost(names, onlyHere)(() => new Response({ status: 200 }));
  const answer = handler(requestFor("/", [`Host: ${host}`]));
  assert.ok(answer instanceof Response);
  return answer;
}

describe("a request's host", () => {
  for (const host of [
    ...[
      "127.0.0.1",
      "192.168.0.7:8080",
      "8.8.8.8",
      "255.255.255.255",
      "[::1]:8080",
      "[fe80::1%25eth0]",
      "[fe80::1%eth0]",
    ],
    ...["localhost", "LOCALHOST:80", "localhost.", "app.localhost", "box.local", "Box.Local."],
    ...[os.hostname(), `${os.hostname().toUpperCase()}:8080`, ""],
  ]) {
    it(`is this computer's: ${JSON.stringify(host)}`, () => assert.equal(ask(host).status, 200));
  }

  it("is this computer's where it is an address of IPv4, whose numbers are below 256", () => {
    for (let number = 0; number < 1000; number++) {
      for (const host of [`${number}.1.1.1`, `1.1.1.${number}`]) {
        assert.equal(ask(host).status, number < 256 ? 200 : 421, host);
      }
    }
  });

  for (const host of [
    ...["example.com", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example", "local", "xlocalhost"],
    ...["box.local.evil.example", "1.2.3.4.example", "example.com."],
  ]) {
    it(`is another's, and refused: ${host}`, () => {
      const answer = ask(host);
      assert.equal(answer.status, 421);
      assert.match(
        answer.reason,
        /^the host .* is not this computer's; a share from the terminal lets it in by --name$/,
      );
    });
  }

  for (const host of [".", ".:80", "256.1.1.1", "1.2.3", "127.1", "2130706433", "0x7f.0.0.1", "1.2.3.4.5"]) {
    it(`is refused without advice where it is no name, and cannot be let in by one: ${host}`, () => {
      const answer = ask(host);
      assert.equal(answer.status, 421);
      assert.match(answer.reason, /^the host [^ ]+ is not this computer's$/);
    });
  }

  it("is refused as of a proxy where the target names it: nobody would be helped by letting it in", () => {
    const handler = checkHost([])(() => new Response({ status: 200 }));
    for (const [target, method] of [
      ["http://evil.example/", "GET"],
      ["evil.example:443", "CONNECT"],
    ] as const) {
      const answer = handler(requestFor(target, ["Host: evil.example"], method));
      assert.ok(answer instanceof Response);
      assert.equal(answer.status, 421);
      assert.equal(answer.reason, "asked to be the proxy to evil.example, and this is none");
    }
  });

  it("is let in by its name, in any case, with or without the last dot", () => {
    for (const host of ["files.example", "FILES.example:80", "files.example."]) {
      assert.equal(ask(host, ["Files.Example"]).status, 200);
    }
    assert.equal(ask("more.files.example", ["files.example"]).status, 421);
  });

  it("is let in by a name that is written with a last dot, or in letters beyond ASCII", () => {
    assert.equal(ask("nas.home", ["NAS.home."]).status, 200);
    assert.equal(ask("xn--bro-hoa.example", ["b\u00fcro.example"]).status, 200);
  });

  it("is no name in .local but this computer's own where only this computer is served", () => {
    const [own = ""] = ownNames();
    const hosts = [
      "evil.local",
      "evil.local.",
      `${own}.local`,
      own,
      "localhost",
      "app.localhost",
      "127.0.0.1",
      "[::1]",
    ];
    const statuses = hosts.map((host) => ask(host, [], true).status);
    assert.deepEqual(statuses, [421, 421, 200, 200, 200, 200, 200, 200]);
    assert.equal(ask("nas.local", ["nas.local"], true).status, 200);
  });

  it("is looked at in each request, whatever was asked before", () => {
    const handler = checkHost([])(() => new Response({ status: 200 }));
    const hosts = ["localhost", "", "evil.example", "evil.example", "localhost", "", "evil.example"];
    const statuses = hosts.map((host) => {
      const answer = handler(requestFor("/", [`Host: ${host}`]));
      return answer instanceof Response && answer.status;
    });
    assert.deepEqual(statuses, [200, 200, 421, 421, 200, 200, 421]);
  });

  it("of an absolute target counts, not the Host beside it", () => {
    const handler = checkHost([])(() => new Response({ status: 200 }));
    const answer = handler(requestFor("http://evil.example/", ["Host: localhost"]));
    assert.equal(answer instanceof Response && answer.status, 421);
  });
});

describe("an address to listen on", () => {
  const rules = {
    "127.0.0.1": true,
    "127.0.0.2": true,
    "::1": true,
    localhost: true,
    "::": false,
    "192.168.0.7": false,
  };
  for (const [address, only] of Object.entries(rules)) {
    it(`is ${only ? "" : "not "}for this computer only: ${address}`, () => assert.equal(isOnlyHere(address), only));
  }
});

describe("a name that requests may be for", () => {
  for (const name of ["nas", "nas.home", "NAS.home.", "b\u00fcro.example", "my_printer"]) {
    it(`may be ${name}`, () => assert.ok(isHostName(name)));
  }
  for (const name of [
    "",
    "nas:80",
    "http://nas",
    "nas/a",
    "nas?a",
    "nas#a",
    "nas\\a",
    "a b",
    "a\tb",
    "user@nas",
    "*.home",
    "[::1]",
  ]) {
    it(`is not ${JSON.stringify(name)}`, () => assert.ok(!isHostName(name)));
  }
});

describe("the computer's own names", () => {
  it("are lower case, with and without the domain", () => {
    const names = ownNames();
    assert.ok(names.includes(os.hostname().toLowerCase()));
    assert.ok(names.every((name) => name === name.toLowerCase() && name !== ""));
    assert.deepEqual(ownNames("Box.Example.COM"), ["box.example.com", "box"]);
    assert.deepEqual(ownNames("box"), ["box"]);
    assert.deepEqual(ownNames(""), []);
  });
});
