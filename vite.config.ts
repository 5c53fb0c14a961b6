import { promises } from "node:fs";
import { builtinModules, isBuiltin } from "node:module";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type EnvironmentOptions, type Plugin } from "vite";

function at(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

const preloadOutput = { format: "cjs", entryFileNames: "preload.cjs", codeSplitting: false } as const;
// a thread is begun with its text, which Node.js takes for CommonJS
const markdownOutput = { format: "cjs", entryFileNames: "markdown.cjs", codeSplitting: false } as const;
const mainOutput = { format: "es", entryFileNames: "main.js" } as const;
/** Where the licences of the packages go that are built into a file. */
function licencesOf(built: string): { readonly fileName: string } {
  return { fileName: `${built}.licences.md` };
}

/** What the main process is given: files by another name than Node.js has for them (`plainFiles`). */
const besideFiles = [/^electron($|\/)/, "original-fs", /^node:(?!fs(\/promises)?$)/];
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
  external: (string | RegExp)[] = [/^electron($|\/)/, /^node:/, ...builtinModules],
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
      license: licencesOf(output.entryFileNames),
      rolldownOptions: { input: at(entry), external, output },
    },
  };
}

/** Stands for `node:fs/promises` as Electron's `original-fs` has it: only that module is documented, and that under one name. */
const plainPromises = "\0plain-promises";

/**
 * Electron's `node:fs` takes whatever is called *.asar for an archive, and shows it as a folder or as something broken,
 * also among what is shared. Its `original-fs` does not: the modules of the main process get that, all but the one that
 * reads the app's own archive.
 */
function plainFiles(): Plugin {
  return {
    name: "plain-files",
    enforce: "pre",
    applyToEnvironment: ({ name }) => name === "main",
    resolveId: (source, importer) => {
      if (source !== "node:fs" && source !== "node:fs/promises") return undefined;
      if (importer?.endsWith("/server/own-files.ts") === true) return { id: source, external: true };
      return source === "node:fs" ? { id: "original-fs", external: true } : plainPromises;
    },
    load: (id) => {
      if (id !== plainPromises) return undefined;
      const named = Object.entries(promises).map(([name, value]) => {
        const called =
          typeof value === "function" ? `(...given) => files.promises.${name}(...given)` : `files.promises.${name}`;
        return `export const ${name} = ${called};`;
      });
      return ['import files from "original-fs";', ...named].join("\n");
    },
  };
}

/** Vite puts an empty module in the place of one of Node.js, and the page breaks where it is used. */
function noBuiltins(): Plugin {
  return {
    name: "no-builtins",
    enforce: "pre",
    applyToEnvironment: ({ name }) => name === "client" || name === "visitor",
    resolveId: (source, importer = "") => {
      if (isBuiltin(source)) throw new Error(`pages have no ${source}: ${importer} imports it`);
    },
  };
}

export default defineConfig({
  root: at("renderer"),
  base: "./",
  publicDir: false,
  plugins: [react(), plainFiles(), noBuiltins()],
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
        license: licencesOf("index.html"),
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
    main: forNode("electron/main.ts", "dist/electron", mainOutput, besideFiles),
    preload: forNode("electron/preload.ts", "dist/electron", preloadOutput),
    markdown: forNode("server/page/markdown-thread.ts", "dist/threads", markdownOutput),
    terminal: forNode("server/terminal/cli.ts", "dist/terminal", terminalOutput),
  },
});
