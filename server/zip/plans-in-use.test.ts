import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { describe, it } from "node:test";
import { PlansInUse } from "./plans-in-use.ts";

const [anna, ben, here] = ["192.168.1.2", "192.168.1.3", "127.0.0.1"];
const [tooMuch, tooMuchForOne] = ["too many files are sent in zips at once", /at once from one address$/];

function planOf(count: number) {
  return { layout: { count } };
}

async function* pieces() {
  for (;;) yield Promise.resolve(Buffer.alloc(1));
}

/** Begins a zip as a server does; how it is broken off. */
async function begin(plans: PlansInUse, plan: ReturnType<typeof planOf>, address: string) {
  plans.mustFit(plan, address);
  const zip = plans.during(plan, address, pieces());
  await zip.next();
  return () => zip.return(undefined);
}

describe("the plans that zips go by", () => {
  it("hold so many files and folders in all, and half of them for one address", async () => {
    const plans = new PlansInUse(100);
    await begin(plans, planOf(30), anna);
    const end = await begin(plans, planOf(20), anna);
    await assert.rejects(begin(plans, planOf(1), anna), { status: 503, message: tooMuchForOne });
    await begin(plans, planOf(50), ben);
    await assert.rejects(begin(plans, planOf(1), "192.168.1.4"), { status: 503, message: tooMuch });
    await end();
    await begin(plans, planOf(20), anna);
  });

  it("count once, however many take the same one", async () => {
    const plans = new PlansInUse(100);
    const [shared, full] = [planOf(50), planOf(50)];
    const ends = [await begin(plans, shared, anna), await begin(plans, shared, anna), await begin(plans, shared, ben)];
    await begin(plans, full, "192.168.1.4");
    await begin(plans, shared, "192.168.1.5");
    await Promise.all(ends.slice(0, 2).map((end) => end()));
    await begin(plans, full, anna);
    await assert.rejects(begin(plans, full, ben), { message: tooMuchForOne }, "who still takes the other one");
  });

  it("only count in all on this computer", async () => {
    const plans = new PlansInUse(100);
    await begin(plans, planOf(80), here);
    await begin(plans, planOf(20), here);
    await assert.rejects(begin(plans, planOf(1), here), { message: tooMuch });
  });

  it("are out of use as soon as a zip is whole, or fails", async () => {
    const plans = new PlansInUse(2);
    for await (const piece of plans.during(planOf(2), here, Readable.from([Buffer.alloc(1)]))) assert.ok(piece);
    plans.mustFit(planOf(2), here);
    const zip = plans.during(
      planOf(2),
      here,
      new Readable({
        read() {
          this.destroy(new Error("gone"));
        },
      }),
    );
    await assert.rejects(zip.next(), /gone/);
    plans.mustFit(planOf(2), here);
  });

  it("are none of a zip that nobody asks a byte of", () => {
    const plans = new PlansInUse(2);
    plans.during(planOf(2), anna, pieces());
    plans.mustFit(planOf(1), anna);
  });
});
