import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";

const top = path.resolve(import.meta.dirname, "../..");
const parts = ["server", "electron", "renderer", "visitor"];

/** The files of the project that a file imports for more than their types. */
async function importsOf(file: string): Promise<string[]> {
  const text = await readFile(file, "utf8");
  const found = text.matchAll(/^(?:import|export)(?! type)[^"';]*?from "(\.[^"]+\.tsx?)"|^import "(\.[^"]+\.tsx?)"/gm);
  return [...found].map((match) => path.resolve(path.dirname(file), match[1] ?? match[2] ?? ""));
}

async function sourceFiles(): Promise<string[]> {
  const files: string[] = [];
  for (const part of parts) {
    for (const entry of await readdir(path.join(top, part), { recursive: true, withFileTypes: true })) {
      const file = path.join(entry.parentPath, entry.name);
      if (entry.isFile() && /\.tsx?$/.test(entry.name) && !file.includes("node_modules")) files.push(file);
    }
  }
  return files;
}

/** The first circle found, as the files that it goes through; undefined: there is none. */
function findCircle(imports: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): string[] | undefined => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of imports.get(file) ?? []) {
      const circle = visit(next, [...way, file]);
      if (circle !== undefined) return circle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of imports.keys()) {
    const circle = visit(file, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}

describe("imports", () => {
  it("never go round in a circle", async () => {
    const files = await sourceFiles();
    const imports = new Map(await Promise.all(files.map(async (file) => [file, await importsOf(file)] as const)));
    assert.ok(
      [...imports.values()].some((found) => found.length > 3),
      "imports are found at all",
    );
    assert.deepEqual(
      findCircle(imports)?.map((file) => path.relative(top, file)),
      undefined,
    );
  });
  it("would be seen to go round in a circle", () => {
    const imports = new Map([
      ["a", ["b"]],
      ["b", ["c"]],
      ["c", ["b"]],
    ]);
    assert.deepEqual(findCircle(imports), ["b", "c", "b"]);
  });
});
