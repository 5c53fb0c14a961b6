import { builtinModules } from "node:module";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type EnvironmentOptions } from "vite";

function at(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

const preloadOutput = { format: "cjs", entryFileNames: "preload.cjs", codeSplitting: false } as const;
// a thread is begun with its text, which Node.js takes for CommonJS
const markdownOutput = { format: "cjs", entryFileNames: "markdown.cjs", codeSplitting: false } as const;
const terminalOutput = { format: "es", entryFileNames: "porchlight.js", banner: "#!/usr/bin/env node" } as const;
// the folder page asks for these by name, and lets browsers keep them for ever
const visitorOutput = {
  format: "es",
  entryFileNames: "visitor-[hash].js",
  assetFileNames: "visitor-[hash][extname]",
  codeSplitting: false,
} as const;

/** One file for Node.js, with all that it needs inside: the app ships no node_modules. */
function forNode(
  entry: string,
  folder: string,
  output: { readonly format: "es" | "cjs"; readonly entryFileNames: string },
): EnvironmentOptions {
  return {
    consumer: "server",
    resolve: { conditions: ["node"], noExternal: true },
    build: {
      outDir: at(folder),
      emptyOutDir: false,
      copyPublicDir: false,
      target: "node24", // what Electron 45 embeds
      minify: false,
      rolldownOptions: { input: at(entry), external: [/^electron($|\/)/, /^node:/, ...builtinModules], output },
    },
  };
}

export default defineConfig({
  root: at("renderer"),
  base: "./",
  publicDir: false,
  plugins: [react()],
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) await builder.build(environment);
    },
  },
  environments: {
    client: {
      build: {
        outDir: at("dist/renderer"),
        emptyOutDir: true,
        target: "chrome156", // what Electron 45 embeds
        assetsInlineLimit: 0, // the page's CSP allows data: for images alone
        modulePreload: { polyfill: false },
      },
    },
    visitor: {
      consumer: "client",
      build: {
        outDir: at("dist/visitor"),
        emptyOutDir: true,
        target: ["chrome111", "edge111", "firefox114", "safari16.4", "ios16.4"], // the README tells it
        copyPublicDir: false,
        cssCodeSplit: false,
        modulePreload: { polyfill: false },
        rolldownOptions: { input: { visitor: at("visitor/main.ts") }, output: visitorOutput },
      },
    },
    main: forNode("electron/main.ts", "dist/electron", { format: "es", entryFileNames: "main.js" }),
    preload: forNode("electron/preload.ts", "dist/electron", preloadOutput),
    markdown: forNode("server/page/markdown-thread.ts", "dist/threads", markdownOutput),
    terminal: forNode("server/cli.ts", "dist/terminal", terminalOutput),
  },
});
