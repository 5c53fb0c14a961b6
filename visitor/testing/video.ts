import type { Browser } from "playwright-core";

/** A film of at least so many seconds, recorded by the browser from a picture that changes. */
export async function recordVideo(browser: Browser, seconds: number): Promise<Buffer> {
  const page = await browser.newPage();
  const base64 = await page.evaluate(async (milliseconds) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 256;
    const context = canvas.getContext("2d");
    const recorder = new MediaRecorder(canvas.captureStream(20), { videoBitsPerSecond: 4_000_000 });
    const parts: Blob[] = [];
    recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
    const recordsMore = () =>
      new Promise((resolve) => recorder.addEventListener("dataavailable", resolve, { once: true }));
    const ended = new Promise((resolve) => recorder.addEventListener("stop", resolve));
    const drawing = setInterval(() => {
      for (let dot = 0; dot < 500 && context !== null; dot++) {
        context.fillStyle = `hsl(${Math.random() * 360} 80% 50%)`;
        context.fillRect(Math.random() * 256, Math.random() * 256, 16, 16);
      }
    }, 50);
    // not by the clock alone: what a machine that stands still does not record would be missing at the end
    recorder.start(100);
    await recordsMore();
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    for (let more = 0; more < 3; more++) await recordsMore();
    recorder.stop();
    await ended;
    clearInterval(drawing);
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  }, seconds * 1000);
  await page.close();
  return Buffer.from(base64, "base64");
}
