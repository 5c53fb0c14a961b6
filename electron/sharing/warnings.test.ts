import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { dangerOf, dangerOfFolder, isWithin, Warnings } from "./warnings.ts";

describe("a name in a folder", () => {
  const rules = [
    [".env", false, "environment file"],
    [".env.production", false, "environment file"],
    [".envrc", false, "environment file"],
    [".ENV", false, "environment file"],
    [".env", true, undefined],
    [".environment", false, undefined],
    ["env", false, undefined],
    [".git", true, "version control"],
    [".git", false, undefined],
    [".gitignore", false, undefined],
    [".svn", true, "version control"],
    [".hg", true, "version control"],
    ["id_rsa", false, "private key"],
    ["id_ed25519_sk", false, "private key"],
    ["id_rsa.pub", false, undefined],
    ["server.pem", false, "private key"],
    ["SERVER.KEY", false, "private key"],
    ["piano.keys", false, undefined],
    ["passwords.kdbx", false, "private key"],
    [".ssh", true, "private key"],
    [".ssh", false, undefined],
    [".gnupg", true, "private key"],
    ["old.key", true, undefined],
    ["holiday.jpg", false, undefined],
  ] as const;
  for (const [name, isFolder, danger] of rules) {
    it(`${name}${isFolder ? "/" : ""} is ${danger ?? "no danger"}`, () =>
      assert.equal(dangerOf(name, isFolder), danger));
  }
});

describe("a folder as a whole", () => {
  const rules = [
    ["/home/ada", "/home/ada", "linux", "home folder"],
    ["/home/ada/Pictures", "/home/ada", "linux", undefined],
    ["/home", "/home/ada", "linux", "system folder"],
    ["/", "/home/ada", "linux", "system folder"],
    ["/etc", "/home/ada", "linux", "system folder"],
    ["/etc/nginx", "/home/ada", "linux", "system folder"],
    ["/etcetera", "/home/ada", "linux", undefined],
    ["/var/www/site", "/home/ada", "linux", undefined],
    ["/var/home/ada", "/var/home/ada", "linux", "home folder"],
    ["/var/home/ada/Pictures", "/var/home/ada", "linux", undefined],
    ["/run/media/ada/stick", "/home/ada", "linux", undefined],
    ["/srv/photos", "/home/ada", "linux", undefined],
    ["/Users", "/Users/ada", "darwin", "system folder"],
    ["/System/Library", "/Users/ada", "darwin", "system folder"],
    ["/private/etc", "/Users/ada", "darwin", "system folder"],
    ["/private/tmp/site", "/Users/ada", "darwin", undefined],
    ["/Volumes/Stick", "/Users/ada", "darwin", undefined],
    ["C:\\", "C:\\Users\\ada", "win32", "system folder"],
    ["C:\\Windows\\System32", "C:\\Users\\ada", "win32", "system folder"],
    ["c:\\users", "C:\\Users\\ada", "win32", "system folder"],
    ["D:\\Photos", "C:\\Users\\ada", "win32", undefined],
    ["E:\\", "C:\\Users\\ada", "win32", undefined],
    ["\\\\nas\\films\\", "C:\\Users\\ada", "win32", undefined],
  ] as const;
  for (const [folder, home, platform, danger] of rules) {
    it(`${folder} of the user at ${home} is ${danger ?? "no danger"}`, () =>
      assert.equal(dangerOfFolder(folder, home, platform), danger));
  }

  const folders = {
    "system folder": [
      ...["/bin", "/boot", "/dev", "/lib", "/proc", "/sbin", "/sys", "/usr", "/usr/local", "/var", "/var/log", "/run"],
      ...["/opt", "/mnt", "/Volumes", "/Applications", "/Library", "/private", "/private/var/db", "/System"],
      ...["C:\\Program Files\\app", "C:\\Program Files (x86)", "d:\\programdata", "C:\\Users\\"],
    ],
    "no danger": [
      ...["/usr/local/share/films", "/var/tmp/films", "/var/folders/zz/T", "/private/var/folders/zz/T", "/opt/films"],
      ...["/mnt/disk", "/Library/Films", "/Applications/Films", "D:\\Program Files of mine", "C:\\Users\\eve\\Films"],
    ],
  };
  for (const [danger, those] of Object.entries(folders)) {
    it(`is ${danger} where it is one of ${those.length}`, () => {
      for (const folder of those) {
        const platform = folder.startsWith("/") ? "linux" : "win32";
        assert.equal(dangerOfFolder(folder, "/home/ada", platform) ?? "no danger", danger, folder);
      }
    });
  }
});

describe("a path within a folder", () => {
  for (const [inner, folder, is] of [
    ["/srv", "/srv", true],
    ["/srv/a", "/srv", true],
    ["/srv/..a", "/srv", true],
    ["/srvother", "/srv", false],
    ["/", "/srv", false],
    ["/other", "/srv", false],
  ] as const) {
    it(`${inner} is ${is ? "" : "not "}within ${folder}`, () => assert.equal(isWithin(inner, folder), is));
  }
});

describe("the warnings about a folder", () => {
  it("count all and show five", () => {
    const warnings = new Warnings();
    for (let index = 1; index <= 7; index++) warnings.add("private key", `${index}.pem`, false);
    assert.deepEqual(warnings.list(), [
      {
        kind: "private key",
        examples: ["1.pem", "2.pem", "3.pem", "4.pem", "5.pem"],
        count: 7,
        hidden: 0,
      },
    ]);
  });

  it("count what is hidden, and put what is not first", () => {
    const warnings = new Warnings();
    warnings.add("environment file", ".env", true);
    warnings.add("private key", ".ssh", true);
    warnings.add("private key", "a.key", false);
    assert.deepEqual(
      warnings.list().map(({ kind, count, hidden }) => [kind, count, hidden]),
      [
        ["private key", 2, 1],
        ["environment file", 1, 1],
      ],
    );
  });

  it("need no example for the folder itself", () => {
    const warnings = new Warnings();
    warnings.add("home folder", "", false);
    assert.deepEqual(warnings.list()[0]?.examples, []);
  });
});
