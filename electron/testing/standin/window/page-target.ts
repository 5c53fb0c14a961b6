import type { Chromium } from "../chromium/chromium.ts";
import type { Session } from "../chromium/connection.ts";
import { disguisedPattern } from "../network/scheme-host.ts";
import type { PreloadSettings } from "../page/messages.ts";
import { bindingName, openBindingName, pageWorldScript, preloadWorldScript } from "../page/page-script.ts";
import { Frames, preloadWorld } from "./frames.ts";
import { Viewport } from "./viewport.ts";

/** A page in Chromium, ready to load the app. */
export type PageTarget = {
  readonly id: string;
  readonly session: Session;
  readonly frames: Frames;
  readonly viewport: Viewport;
};

export type PageOptions = {
  readonly width: number;
  readonly height: number;
  /** The source of the preload; empty: none. */
  readonly preload: string;
  readonly inSubFrames: boolean;
};

/** Opens an empty page and puts the two ends of contextBridge, and the preload, into all that it will load. */
export async function openPage(chromium: Chromium, options: PageOptions): Promise<PageTarget> {
  const { width, height } = options;
  const { browser } = chromium.connection;
  const { targetId } = await browser.send("Target.createTarget", {
    url: "about:blank",
    newWindow: true,
    width,
    height,
  });
  const session = await chromium.connection.attach(targetId);
  const { frameTree } = await session.send("Page.getFrameTree");
  const frames = new Frames(session, frameTree.frame.id);
  const viewport = new Viewport(session, options);
  const settings = preloadSettings(options.inSubFrames);
  await Promise.all([
    session.send("Page.enable"),
    session.send("Runtime.enable"),
    session.send("Runtime.addBinding", { name: bindingName, executionContextName: preloadWorld }),
    session.send("Runtime.addBinding", { name: openBindingName }),
    // every document, so that will-navigate is asked first, and all that the app answers itself
    session.send("Fetch.enable", { patterns: [{ urlPattern: disguisedPattern }, { resourceType: "Document" }] }),
    session.send("Page.addScriptToEvaluateOnNewDocument", { source: pageWorldScript(settings) }),
    session.send("Page.addScriptToEvaluateOnNewDocument", {
      worldName: preloadWorld,
      source: preloadWorldScript(settings, options.preload),
    }),
    viewport.apply(),
  ]);
  return { id: targetId, session, frames, viewport };
}

function preloadSettings(inSubFrames: boolean): PreloadSettings {
  const { platform, arch, version, versions, argv } = process;
  return {
    token: crypto.randomUUID(),
    inSubFrames,
    process: { platform, arch, version, versions: { ...versions }, argv },
  };
}
