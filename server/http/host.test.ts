import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { HostReader, hostOf, parseHost } from "./host.ts";
import { headOf, refusalOf } from "./testing.ts";

describe("a host[:port]", () => {
  for (const [authority, host] of [
    ["localhost", "localhost"],
    ["Example.COM:8080", "example.com"],
    ["example.com.", "example.com."],
    ["192.168.0.7:0", "192.168.0.7"],
    ["192.168.0.7:65535", "192.168.0.7"],
    ["a:", "a"],
    ["[::1]:8080", "[::1]"],
    ["[FE80::1%25eth0]", "[fe80::1%25eth0]"],
    ["[::ffff:192.0.2.1]", "[::ffff:192.0.2.1]"],
    ["caf%C3%A9", "caf%c3%a9"],
    ["my_printer", "my_printer"],
    ["my-printer", "my-printer"],
    ["!$&'()*+;=~%2C%aF", "!$&'()*+;=~%2c%af"],
    ["[F00D::Ca%25En-0.1_a~Z9]", "[f00d::ca%25en-0.1_a~z9]"],
    ["[FE80::1%eth0]:8080", "[fe80::1%eth0]"],
    ["[fe80::1%2]", "[fe80::1%2]"],
  ] as const) {
    it(`is valid: ${authority}`, () => assert.equal(parseHost(authority), host));
  }

  for (const [authority, rule] of [
    ["", "empty"],
    [":80", "a port alone"],
    ["a:80:80", "two ports"],
    ["a:x", "a port that is no number"],
    ["a:-1", "a port with a sign"],
    ["a:65536", "a port out of range"],
    ["a:000080", "a port of more digits than one has"],
    ["[::1", "an open bracket"],
    ["::1", "IPv6 without brackets"],
    ["[::1]x", "text behind the bracket"],
    ["[::zz]", "no IPv6 address in brackets"],
    ["[:::]", "too many colons in brackets"],
    ["[1.2.3.4]", "IPv4 in brackets"],
    ["[]", "empty brackets"],
    ["[::1%25]", "a zone without a name"],
    ["[::1%]", "a zone without a name behind its sign alone"],
    ["[%25eth0]", "a zone without an address"],
    ["[::1%eth0%1]", "two zones"],
    ["a%eth0", "a zone of a name"],
    ["user@a", "userinfo"],
    ["a/b", "a path"],
    ["a?b", "a query"],
    ["a,b", "a list"],
    ["a b", "a blank"],
    ["a\tb", "a tab"],
    ["caf\xe9", "a byte beyond ASCII"],
    ["a%zz", "a broken escape"],
    ["a\\b", "a backslash"],
    ["<a>", "markup"],
    ["\u212a", "a letter that only folds to ASCII"],
  ] as const) {
    it(`is not valid: ${rule}`, () => assert.equal(parseHost(authority), undefined));
  }
});

describe("the host that a request is for", () => {
  const host = (version: string, fields: readonly string[], authority?: string) =>
    hostOf(headOf([`GET / HTTP/${version}`, ...fields, "", ""].join("\r\n")), authority);

  it("is that of Host", () => assert.equal(host("1.1", ["Host: A:1"]), "a"));
  it("is that of an absolute target, whatever Host says", () => assert.equal(host("1.1", ["Host: a"], "B:2"), "b"));
  it("may be empty where Host is", () => assert.equal(host("1.1", ["Host:"]), ""));
  it("may be missing in HTTP/1.0", () => assert.equal(host("1.0", []), ""));
  for (const [version, fields, authority, rule] of [
    ["1.1", [], undefined, "Host is missing in HTTP/1.1"],
    ["1.1", [], "a", "Host is missing beside an absolute target"],
    ["1.1", ["Host: a", "hOST: a"], undefined, "there are two, even where they agree"],
    ["1.0", ["Host: a", "Host: b"], undefined, "there are two in HTTP/1.0"],
    ["1.1", ["Host: a b"], undefined, "it is malformed"],
    ["1.0", ["Host: a/b"], undefined, "it is malformed in HTTP/1.0"],
    ["1.1", ["Host: a/b"], "a", "it is malformed beside an absolute target"],
    ["1.1", ["Host: a"], "u@a", "the absolute target has userinfo"],
    ["1.1", ["Host: a"], "", "the absolute target has no host"],
  ] as const) {
    it(`is refused where ${rule}`, () =>
      assert.equal(
        refusalOf(() => host(version, fields, authority)),
        400,
      ));
  }
});

describe("why a request is for no host", () => {
  for (const [target, field, reason] of [
    ["/", "Host: a b", "malformed Host"],
    ["http://a/", "Host: a b", "malformed Host"],
    ["http://u@a/", "Host: a", "the target names no valid host"],
    ["http:///", "Host: a", "the target names no valid host"],
    ["http://a:x/", "X: y", "an HTTP/1.1 request without Host"],
  ] as const) {
    it(`is told of ${target} and ${field}: ${reason}`, () => {
      const head = headOf(`GET ${target} HTTP/1.1\r\n${field}\r\n\r\n`);
      assert.throws(() => head.host(new HostReader()), { status: 400, message: reason });
    });
  }

  it("is told of CONNECT, whose target is nothing else", () => {
    const head = headOf("CONNECT /a HTTP/1.1\r\nHost: a\r\n\r\n");
    assert.throws(() => head.host(new HostReader()), { status: 400, message: "the target names no valid host" });
  });
});

describe("a reader of Host fields", () => {
  it("reads each field alike, whatever it has read before", () => {
    const fields = ["", "a:1", "", "a b", "a:1", "a b", ""];
    const reader = new HostReader();
    assert.deepEqual(
      fields.map((field) => reader.read(field)),
      ["", "a", "", undefined, "a", undefined, ""],
    );
  });
});
