import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import ts from "typescript";
import { launch, type LaunchOptions, type Launched } from "../driver.ts";

/** The conformance app as Electron runs it: JavaScript, in a folder that goes with this process. */
export const conformanceApp = build();

/** Starts the conformance app. */
export function launchConformance(options: LaunchOptions = {}): Promise<Launched> {
  return launch({ app: conformanceApp, ...options });
}

/** Writes an app of one main module, for a test about main modules. */
export function writeApp(main: string): string {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), "conformance-")), "app");
  process.once("exit", () => rmSync(path.dirname(folder), { recursive: true, force: true }));
  const manifest = {
    name: "conformance",
    productName: "Conformance",
    version: "1.2.3",
    type: "module",
    main: "main.js",
  };
  mkdirSync(folder);
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(path.join(folder, "main.js"), main);
  return folder;
}

function build(): string {
  const folder = writeApp(javaScript("main.ts", ts.ModuleKind.ESNext));
  writeFileSync(path.join(folder, "preload.cjs"), javaScript("preload.ts", ts.ModuleKind.CommonJS));
  return folder;
}

function javaScript(file: string, module: ts.ModuleKind): string {
  const source = readFileSync(path.join(import.meta.dirname, "app", file), "utf8");
  return ts.transpileModule(source, { compilerOptions: { module, target: ts.ScriptTarget.ES2024 } }).outputText;
}
