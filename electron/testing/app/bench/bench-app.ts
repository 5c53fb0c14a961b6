import { benchFlood } from "./flood-section.ts";
import { benchMemory } from "./memory-section.ts";

// npm run bench:app [-- requests]: how page and main process feel while the app is flooded
// npm run bench:app -- memory [records]: whether both stay within their memory, however much is logged
const [first, second] = process.argv.slice(2);
if (first === "memory") await benchMemory(Number(second ?? 1_000_000));
else await benchFlood(Number(first ?? 50_000));
