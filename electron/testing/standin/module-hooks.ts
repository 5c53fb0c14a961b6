import Module, { registerHooks } from "node:module";
import path from "node:path";

const names = new Set(["electron", "electron/main", "electron/common"]);
const moduleUrl = "standin:electron";

/** What the parts of Node's CommonJS loader look like that `require("electron")` passes through. */
type Loader = typeof Module & {
  _resolveFilename(request: string, ...rest: unknown[]): string;
  _cache: Record<string, Module>;
};

/** Gives `electron` to whoever requires or imports it. */
export function provideModule(electron: object): void {
  provideToRequire(electron);
  provideToImport(electron);
}

function provideToRequire(electron: object): void {
  const loader = Module as Loader;
  const file = path.join(import.meta.dirname, "electron.cjs");
  const provided = Object.assign(new Module(file), { exports: electron, filename: file, loaded: true });
  loader._cache[file] = provided;
  const resolve = loader._resolveFilename.bind(loader);
  loader._resolveFilename = (request, ...rest) => (names.has(request) ? file : resolve(request, ...rest));
}

function provideToImport(electron: object): void {
  Object.assign(globalThis, { standinModule: electron });
  const source = [
    "const { standinModule } = globalThis;",
    "export default standinModule;",
    ...Object.keys(electron).map((name) => `export const { ${name} } = standinModule;`),
  ].join("\n");
  registerHooks({
    resolve(specifier, context, next) {
      const isImport = !context.conditions.includes("require");
      return names.has(specifier) && isImport ? { url: moduleUrl, shortCircuit: true } : next(specifier, context);
    },
    load(url, context, next) {
      return url === moduleUrl ? { format: "module", source, shortCircuit: true } : next(url, context);
    },
  });
}
