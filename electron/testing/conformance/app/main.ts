import { stat } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { app, BrowserWindow, ipcMain, MessageChannelMain, net, protocol } from "electron";
import originalFs from "original-fs";

/** What the suite reads in the main process: `app.evaluate(() => globalThis.seen)`. */
export type Seen = {
  readonly events: string[];
  readonly received: unknown[];
  readonly senders: { readonly url: string; readonly origin: string; readonly parent: string | null }[];
};

declare global {
  var seen: Seen;
  var sendPort: () => void;
  /** How large a file is: to Electron's `fs`, and to Node's own. */
  var sizeOf: Readonly<Record<"electron" | "node", (file: string) => Promise<number>>>;
}

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src 'self'";
const page = `<!doctype html><title>the page's title</title><h1>conformance</h1><p id="inline">not run</p>
<script>document.getElementById("inline").textContent = "run"</script><script src="/script.js"></script>
<iframe src="/frame" name="inner"></iframe><input type="file"><a href="/elsewhere">elsewhere</a><a href="/opened" target="_blank">opened</a>`;

globalThis.seen = { events: [], received: [], senders: [] };
globalThis.sizeOf = {
  electron: async (file) => (await stat(file)).size,
  node: async (file) => (await originalFs.promises.stat(file)).size,
};
const note = (event: string): void => void globalThis.seen.events.push(event);

protocol.registerSchemesAsPrivileged([
  { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

app.on("will-finish-launching", () => note("will-finish-launching"));
app.on("ready", () => note("ready"));
app.on("web-contents-created", () => note("web-contents-created"));
app.on("browser-window-created", () => note("browser-window-created"));
app.on("before-quit", () => note("before-quit"));
app.on("will-quit", () => note("will-quit"));
app.on("quit", (_event, code) => process.stdout.write(`${[...globalThis.seen.events, `quit ${code}`].join(", ")}\n`));
if (process.env["CONFORMANCE_STAYS"]) app.on("window-all-closed", () => note("window-all-closed"));
app.on("second-instance", (_event, _argv, cwd, data) => globalThis.seen.received.push({ cwd, data }));

ipcMain.handle("echo", (_event, value: unknown) => value);
ipcMain.handle("fail", () => {
  throw new TypeError("no good");
});
ipcMain.handle("return a function", () => () => 1);
ipcMain.handleOnce("once", () => "first");
ipcMain.on("note", (_event, value: unknown) => globalThis.seen.received.push(value));
ipcMain.on("increment", (event, value: number) => event.reply("incremented", value + 1));
ipcMain.handle("who", (event) => {
  const { url = "", origin = "", parent = null } = event.senderFrame ?? {};
  globalThis.seen.senders.push({ url, origin, parent: parent?.url ?? null });
});
ipcMain.on("port", (event, greeting: unknown) => {
  const [port] = event.ports;
  port?.on("message", ({ data }: { data: unknown }) => port.postMessage({ greeting, data }));
  port?.start();
});

if (process.env["CONFORMANCE_LOCK"] && !app.requestSingleInstanceLock({ folder: "/srv/films", since: new Date(0) })) {
  app.quit();
} else {
  void app.whenReady().then(start);
}

async function start(): Promise<void> {
  protocol.handle("app", respond);
  const window = new BrowserWindow({
    width: 900,
    height: 600,
    minWidth: 400,
    minHeight: 300,
    show: false,
    name: "main",
    windowStatePersistence: true,
    webPreferences: {
      preload: process.env["CONFORMANCE_PRELOAD"] ?? path.join(import.meta.dirname, "preload.cjs"),
      nodeIntegrationInSubFrames: true,
    },
  });
  window.once("ready-to-show", () => note("ready-to-show"));
  window.webContents.on("preload-error", (_event, file, error) => {
    note(`preload-error ${path.basename(file)}: ${error.message}`);
  });
  globalThis.sendPort = () => sendPort(window);
  // a test may close it, or crash its page, meanwhile
  await window.loadURL("app://conformance/").catch(() => undefined);
}

async function respond(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const html = { "content-type": "text/html; charset=utf-8", "content-security-policy": policy };
  if (pathname === "/") return new globalThis.Response(page, { headers: html });
  if (pathname === "/file") return net.fetch(pathToFileURL(path.join(import.meta.dirname, "package.json")).href);
  if (pathname === "/post") {
    const told = { method: request.method, body: await request.text(), origin: request.headers.get("origin") };
    return globalThis.Response.json(told);
  }
  if (pathname === "/redirect") {
    return new globalThis.Response(null, { status: 302, headers: { location: "app://conformance/elsewhere" } });
  }
  if (pathname === "/endless") return new globalThis.Response("<img src='/never'>", { headers: html });
  if (pathname === "/never") return new Promise(() => undefined);
  if (pathname === "/script.js") {
    return new globalThis.Response("globalThis.external = true", { headers: { "content-type": "text/javascript" } });
  }
  const found = pathname === "/frame" || pathname === "/elsewhere";
  return new globalThis.Response(found ? `<p>${pathname}</p>` : "", { headers: html, status: found ? 200 : 404 });
}

/** Sends the page one end of a channel; says a thousand things once it is told to start, then echoes. */
function sendPort(window: BrowserWindow): void {
  const { port1, port2 } = new MessageChannelMain();
  port1.on("message", ({ data }: { data: unknown }) => {
    if (data !== "start") port1.postMessage({ echo: data });
    else for (let count = 0; count < 1000; count += 1) port1.postMessage({ count });
  });
  port1.start();
  window.webContents.postMessage("port", "with a port", [port2]);
}
