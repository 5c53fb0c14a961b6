import { downloadOnce } from "./download.ts";
import { holdConnections } from "./hold.ts";
import type { Job, Results } from "./jobs.ts";
import { measureListing } from "./listing.ts";
import { probe } from "./probe.ts";
import { loopRequests } from "./request-loop.ts";
import { upload } from "./upload.ts";

// The load runs in a process of its own, so that it can have a core of its own and its work is not counted as the bench's.
const job = JSON.parse(process.argv[2] ?? "") as Job;
switch (job.kind) {
  case "requests":
    print(await loopRequests(job));
    break;
  case "probe":
    print(await probe(job));
    break;
  case "listing":
    print(await measureListing(job));
    break;
  case "download":
    print(await downloadOnce(job));
    break;
  case "upload":
    print(await upload(job));
    break;
  case "hold":
    await hold();
}

/** Says what is held when all of it is, and again for each line that comes; lets go of it when no more can come. */
async function hold(): Promise<void> {
  if (job.kind !== "hold") return;
  const held = await holdConnections(job);
  print(held.count());
  process.stdin.on("data", () => print(held.count())).on("end", () => process.exit());
}

function print(result: Results[Job["kind"]]): void {
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
