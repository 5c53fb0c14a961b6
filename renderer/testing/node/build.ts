import path from "node:path";
import { build } from "vite";
import { simulatedPage } from "./simulated-page.ts";

// npm run build:simulated: once for all suites, each of which starts several browsers
const renderer = path.join(import.meta.dirname, "../..");
await build({
  root: renderer,
  configFile: path.join(renderer, "../vite.config.ts"),
  logLevel: "error",
  build: { outDir: simulatedPage, emptyOutDir: true },
  environments: {
    client: { build: { outDir: simulatedPage, rolldownOptions: { input: path.join(renderer, "simulated.html") } } },
  },
});
