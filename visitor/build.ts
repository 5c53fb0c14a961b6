import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { createBuilder } from "vite";

// npm run build:visitor -- [--if-missing]
const { values } = parseArgs({ options: { "if-missing": { type: "boolean" } } });
const root = path.resolve(import.meta.dirname, "..");

if (!(values["if-missing"] === true && existsSync(path.join(root, "dist/visitor")))) {
  const builder = await createBuilder({ configFile: path.join(root, "vite.config.ts"), logLevel: "error" });
  const environment = builder.environments["visitor"];
  if (environment === undefined) throw new Error("vite.config.ts has no environment called visitor");
  await builder.build(environment);
}
