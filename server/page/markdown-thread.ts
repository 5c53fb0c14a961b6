import { parentPort, workerData } from "node:worker_threads";
import { renderMarkdown } from "./markdown.ts";

// what a thread does that renders one text: see markdown-html.ts
parentPort?.postMessage(renderMarkdown(String(workerData)));
