import { enableCompileCache } from "node:module";
import path from "node:path";

/*
 * What one suite compiles serves those after it, and the programs that they start, which is a third of the time of two
 * hundred small ones: they inherit the variable.
 */
process.env["NODE_COMPILE_CACHE"] ??= path.join(import.meta.dirname, "../../node_modules/.cache/compile");
enableCompileCache(process.env["NODE_COMPILE_CACHE"]);
