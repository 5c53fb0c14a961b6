import { spawn } from "node:child_process";
import path from "node:path";
import { appFolders } from "./pack.ts";

// the app's suite on the packed Linux app: what is missing in the archive is missed here
const runner = path.join(import.meta.dirname, "../run.ts");
const env = { ...process.env, E2E_EXECUTABLE: path.join(appFolders.linux, "porchlight") };
const suites = process.argv.slice(2);
const child = spawn(process.execPath, [runner, ...(suites.length > 0 ? suites : ["app/"])], { env, stdio: "inherit" });
child.once("exit", (code) => (process.exitCode = code ?? 1));
