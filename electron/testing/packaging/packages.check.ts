import assert from "node:assert/strict";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { before, describe, it } from "node:test";
import { extractFile, listPackage } from "@electron/asar";
import { FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { NtExecutable, NtExecutableResource } from "pe-library";
import { Resource } from "resedit";
import type { System } from "./fake-dists.ts";
import { appFolders, desktopEntry, outputFolder, pack } from "./pack.ts";

/** All that an app may consist of. */
const allowed = [
  /^\/package\.json$/,
  /^\/dist\/electron\/(main\.js|preload\.cjs)$/,
  /^\/dist\/threads\/markdown\.cjs$/,
  /^\/dist\/renderer\/index\.html$/,
  /^\/dist\/renderer\/assets\/[\w.-]+\.(js|css|woff2|svg|png)$/,
  /^\/dist\/visitor\/visitor-[\w-]+\.(js|css)$/,
  /^\/assets\/tray\/tray-(on|off)(Template)?(@2x)?\.png$/,
  /^\/assets\/icons\/128x128\.png$/,
];
const folders =
  /^(\/dist|\/dist\/electron|\/dist\/threads|\/dist\/visitor|\/dist\/renderer|\/dist\/renderer\/assets|\/assets|\/assets\/icons|\/assets\/tray)$/;
const needed = [
  "/package.json",
  "/dist/electron/main.js",
  "/dist/electron/preload.cjs",
  "/dist/threads/markdown.cjs",
  "/dist/renderer/index.html",
  "/assets/icons/128x128.png",
];

/** Some of what is built in, and what their licences say. */
const bundled = [
  ...["## react-dom ", "## @base-ui/react ", "## uplot ", "## lucide-react ", "## uqr "],
  ...["## @fastify/busboy ", "## mime ", "## markdown-it "],
  ...["(c) Meta Platforms", "Brian White", "Vitaly Puzrin", "The Porchlight authors"],
];

const archives: Readonly<Record<System, string>> = {
  linux: path.join(appFolders.linux, "resources/app.asar"),
  mac: path.join(appFolders.mac, "Contents/Resources/app.asar"),
  win: path.join(appFolders.win, "resources/app.asar"),
};
const fused: Readonly<Record<System, string>> = {
  linux: path.join(appFolders.linux, "porchlight"),
  mac: appFolders.mac,
  win: path.join(appFolders.win, "Porchlight.exe"),
};

type Strings = Readonly<Record<string, string>>;

/** What each fuse must be: "0" off, "1" on. */
const fuses = [
  [FuseV1Options.RunAsNode, "0", "does not become a plain Node.js"],
  [FuseV1Options.EnableCookieEncryption, "0", "asks no key store"],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, "0", "does not obey NODE_OPTIONS"],
  [FuseV1Options.EnableNodeCliInspectArguments, "0", "lets no debugger in"],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, "1", "checks its archive"],
  [FuseV1Options.OnlyLoadAppFromAsar, "1", "runs only what is in its archive"],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, "0", "gives files no privileges"],
] as const;

before(() => rm(outputFolder, { recursive: true, force: true }));

for (const system of ["linux", "mac", "win"] as const) {
  describe(`the app packed for ${system}`, () => {
    before(() => pack(system));

    it("consists of what is allowed, and nothing else", () => {
      const files = listPackage(archives[system], { isPack: false }).map((file) => file.replaceAll("\\", "/"));
      const others = files.filter((file) => !folders.test(file) && !allowed.some((pattern) => pattern.test(file)));
      assert.deepEqual(others, []);
      assert.deepEqual(
        needed.filter((file) => !files.includes(file)),
        [],
      );
    });

    // the licences of most ask for that, and minifying takes their comments out
    it("brings the licences of what is bundled in it, where they can be read", async () => {
      const folder = path.join(path.dirname(archives[system]), "licences");
      const files = ["porchlight.txt", "window.md", "server.md"];
      const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), "utf8")));
      const missing = bundled.filter((name) => !texts.some((text) => text.includes(name)));
      assert.deepEqual(missing, []);
    });

    for (const [fuse, state, rule] of fuses) {
      it(rule, async () => {
        const wire = await getCurrentFuseWire(fused[system]);
        assert.equal(String.fromCharCode(wire[fuse] ?? 0), state);
      });
    }
  });
}

describe("the Linux app's desktop entry", () => {
  it("is the one that the app's windows name as theirs", async () => {
    const manifest = JSON.parse(extractFile(archives.linux, "package.json").toString()) as Strings;
    const { desktop, desktopFileName } = await desktopEntry();
    assert.equal(desktopFileName, manifest["desktopName"]);
    // Electron gives it to windows as Wayland's app_id and X11's WM_CLASS, without its ending (app.setDesktopName)
    assert.equal(`${/^StartupWMClass=(.*)$/m.exec(desktop)?.[1]}.desktop`, desktopFileName);
  });
});

describe("the Mac app's Info.plist", () => {
  const said = async () => readFile(path.join(appFolders.mac, "Contents/Info.plist"), "utf8");
  const rules = [
    [/<key>CFBundleIdentifier<\/key>\s*<string>org\.porchlight\.app</, "names the app"],
    [/<key>NSLocalNetworkUsageDescription<\/key>\s*<string>Porchlight serves/, "says what the network is for"],
    ...[
      ...["DesktopFolder", "DocumentsFolder", "DownloadsFolder", "NetworkVolumes", "RemovableVolumes"],
      ...["FileProviderDomain", "AppData"],
    ].map(
      (place) =>
        [
          new RegExp(`<key>NS${place}UsageDescription</key>\\s*<string>Porchlight reads the folder that you choose`),
          `says why it is to be let into one of the places that macOS guards: ${place}`,
        ] as const,
    ),
    [
      /<key>LSItemContentTypes<\/key>\s*<array>\s*<string>public\.folder</,
      "takes folders that are dropped on the icon",
    ],
    [/<key>LSFileQuarantineEnabled<\/key>\s*<true\/>/, "has macOS ask about what visitors send before that runs"],
    [/<key>LSAppNapIsDisabled<\/key>\s*<true\/>/, "is not slowed behind other windows"],
    [/<key>ElectronAsarIntegrity<\/key>/, "carries the archive's checksum"],
    [/<key>LSApplicationCategoryType<\/key>\s*<string>public\.app-category\.utilities</, "has a category"],
  ] as const;
  for (const [pattern, rule] of rules) it(rule, async () => assert.match(await said(), pattern));
});

describe("the Windows program", () => {
  it("says its name and version", async () => {
    const executable = NtExecutable.from(await readFile(fused.win), { ignoreCert: true });
    const [version] = Resource.VersionInfo.fromEntries(NtExecutableResource.from(executable).entries);
    const languages = version?.getAllLanguagesForStringValues() ?? [];
    const values = Object.assign({}, ...languages.map((language) => version?.getStringValues(language))) as Strings;
    assert.equal(values["ProductName"], "Porchlight");
    assert.match(values["ProductVersion"] ?? "", /^\d+\.\d+\.\d+/);
  });
});

describe("electron/builder.yml", () => {
  it("takes the real Electron: only this check has another", async () => {
    const settings = await readFile(path.join(import.meta.dirname, "../../builder.yml"), "utf8");
    assert.doesNotMatch(settings, /electronDist/);
  });
});
