import { formatSize } from "../../server/size.ts";
import { element } from "../element.ts";
import type { Row } from "../list/row.ts";
import { Gestures, type Swipes } from "./gestures.ts";
import type { PreviewKind } from "./kind.ts";
import { fillWithText } from "./text-pieces.ts";
import { mostTextBytes, readText } from "./text.ts";

const notLoaded = "This file cannot be loaded.";

/** Shows one file in an element, until the signal ends it. */
export function stage(row: Row, kind: PreviewKind, on: HTMLElement, signal: AbortSignal, swipes: Swipes): void {
  switch (kind) {
    case "picture": {
      stagePicture(row, on, signal, swipes);
      return;
    }
    case "video": {
      stageMedia(row, element("video", { controls: true, playsInline: true, ariaLabel: row.name }), on, signal);
      return;
    }
    case "audio": {
      stageMedia(row, element("audio", { controls: true, ariaLabel: row.name }), on, signal);
      return;
    }
    case "pdf": {
      on.replaceChildren(element("iframe", { src: row.link.href, title: row.name }));
      return;
    }
    case "text":
      return void stageText(row, on, signal);
  }
}

function stagePicture(row: Row, on: HTMLElement, signal: AbortSignal, swipes: Swipes): void {
  const picture = element("img", { alt: row.name, src: row.link.href, draggable: false });
  const onError = () => void explain(row, on, signal, "This browser cannot show this picture.");
  picture.addEventListener("error", onError, { signal });
  new Gestures(picture, on, signal, swipes);
  on.replaceChildren(picture);
}

/** The browser seeks by ranges, and fetches no more than it plays. */
function stageMedia(row: Row, player: HTMLMediaElement, on: HTMLElement, signal: AbortSignal): void {
  player.preload = "metadata";
  player.autoplay = true;
  player.src = row.link.href;
  const onError = () => void explain(row, on, signal, "This browser cannot play this file.");
  player.addEventListener("error", onError, { signal });
  signal.addEventListener("abort", () => {
    player.pause();
    player.removeAttribute("src");
    player.load(); // ends the transfer
  });
  on.replaceChildren(player);
}

/** Stops what plays on a stage, or plays it on. */
export function playOrPause(on: HTMLElement): void {
  const player = on.querySelector<HTMLMediaElement>("video, audio");
  if (player?.paused === true)
    void player.play().catch(() => undefined); // what cannot be played says so itself
  else player?.pause();
}

async function stageText(row: Row, on: HTMLElement, signal: AbortSignal): Promise<void> {
  on.replaceChildren(element("p", { role: "status" }, "Loading…"));
  try {
    const { text, isCut } = await readText(row.link.href, row.bytes, signal);
    if (text === "") {
      sayEmpty(on);
      return;
    }
    const content = element("pre", { tabIndex: 0, role: "group", ariaLabel: row.name });
    const note = `Only the first ${formatSize(mostTextBytes)} are shown. Download the file to see the rest.`;
    on.replaceChildren(content, ...(isCut ? [element("p", {}, note)] : []));
    fillWithText(content, text);
    if (document.activeElement === on.closest("dialog")) content.focus(); // keys scroll it
  } catch {
    if (!signal.aborted) fail(on, notLoaded);
  }
}

/** The browser does not tell a file that it cannot show from one that it could not get, or is empty: the server is asked. */
async function explain(row: Row, on: HTMLElement, signal: AbortSignal, sentence: string): Promise<void> {
  on.replaceChildren();
  const answer = await fetch(row.link.href, { method: "HEAD", signal }).catch(() => undefined);
  if (signal.aborted) return;
  if (answer?.ok !== true) fail(on, notLoaded);
  else if (answer.headers.get("content-length") === "0") sayEmpty(on);
  else fail(on, sentence);
}

function sayEmpty(on: HTMLElement): void {
  on.replaceChildren(element("p", { role: "status" }, "This file is empty."));
}

function fail(on: HTMLElement, sentence: string): void {
  on.replaceChildren(element("p", { role: "alert" }, sentence));
}
