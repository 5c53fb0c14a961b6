import Module, { registerHooks } from "node:module";
import path from "node:path";

declare global {
  var standinModules: Map<string, object> | undefined;
}

/** A module that Electron has and Node has not, under all of its names. */
type Provided = { readonly names: ReadonlySet<string>; readonly exports: object };

/** What the parts of Node's CommonJS loader look like that `require("electron")` passes through. */
type Loader = typeof Module & {
  _resolveFilename(request: string, ...rest: unknown[]): string;
  _cache: Record<string, Module>;
};

/** Gives `electron`, and the files as Node itself sees them, to whoever requires or imports it. */
export function provideModules(electron: object, originalFiles: object): void {
  provide({ names: new Set(["electron", "electron/main", "electron/common"]), exports: electron });
  provideBuiltin({ names: new Set(["original-fs", "node:original-fs"]), exports: originalFiles });
}

function provide(provided: Provided): void {
  provideToRequire(provided);
  provideToImport(provided);
}

/** Has `process.getBuiltinModule` know a module as one of Node's own, which `electron` is not. */
function provideBuiltin({ names, exports }: Provided): void {
  provide({ names, exports });
  const builtin = process.getBuiltinModule.bind(process);
  process.getBuiltinModule = (id: string) => (names.has(id) ? exports : builtin(id));
}

function provideToRequire({ names, exports }: Provided): void {
  const loader = Module as Loader;
  const file = path.join(import.meta.dirname, `${fileNameOf(names)}.cjs`);
  const provided = Object.assign(new Module(file), { exports, filename: file, loaded: true });
  loader._cache[file] = provided;
  const resolve = loader._resolveFilename.bind(loader);
  loader._resolveFilename = (request, ...rest) => (names.has(request) ? file : resolve(request, ...rest));
}

function provideToImport({ names, exports }: Provided): void {
  const moduleUrl = `standin:${fileNameOf(names)}`;
  const modules = (globalThis.standinModules ??= new Map<string, object>());
  modules.set(moduleUrl, exports);
  const source = [
    `const provided = globalThis.standinModules.get("${moduleUrl}");`,
    "export default provided;",
    `export const { ${Object.keys(exports).join(", ")} } = provided;`,
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

function fileNameOf([name = ""]: Iterable<string>): string {
  return name.replace("/", "-");
}
