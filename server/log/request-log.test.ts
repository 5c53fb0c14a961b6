import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RequestLog, type LogListener } from "./request-log.ts";
import { facts } from "./testing.ts";

/** Notes what a listener is told. */
function listening(log: RequestLog): string[] {
  const heard: string[] = [];
  const listener: LogListener = {
    began: ({ id }) => heard.push(`began ${id}`),
    progressed: ({ id, bytesSent }) => heard.push(`progressed ${id} ${bytesSent}`),
    ended: ({ id, outcome }) => heard.push(`ended ${id} ${outcome}`),
  };
  log.follow(listener);
  return heard;
}

describe("a log of requests", () => {
  it("numbers them from 1 in order of arrival, without a gap", () => {
    const log = new RequestLog();
    assert.deepEqual(
      [1, 2, 3].map(() => log.begin(facts(), 0, 0).id),
      [1, 2, 3],
    );
  });

  it("begins a record with what the head told, and nothing else known", () => {
    assert.deepEqual(new RequestLog().begin(facts(), 7, 5), {
      ...facts(),
      ...{ id: 1, time: 7, queueDepth: 5, status: 0, bytesSent: 0, bytesExpected: -1, bytesReceived: 0 },
      ...{ range: "", waited: 0, firstByte: -1, total: 0, outcome: "active", reason: "" },
    });
  });

  it("tells of a record that is answered at once when it has ended", () => {
    const log = new RequestLog();
    const heard = listening(log);
    log.end(Object.assign(log.begin(facts(), 0, 0), { outcome: "complete" }));
    assert.deepEqual(heard, ["ended 1 complete"]);
    assert.deepEqual(log.active, []);
  });

  it("tells of a record that takes its time from its birth to its end, and holds it meanwhile", () => {
    const log = new RequestLog();
    const heard = listening(log);
    const record = log.begin(facts(), 0, 0);
    log.watch(record);
    log.watch(record);
    assert.deepEqual(log.active, [record]);
    record.bytesSent = 5;
    log.progress(record);
    log.end(Object.assign(record, { outcome: "client left" }));
    assert.deepEqual(heard, ["began 1", "progressed 1 5", "ended 1 client left"]);
    assert.deepEqual(log.active, []);
  });

  it("keeps the newest that ended, and counts those that fell out", () => {
    const log = new RequestLog(2);
    for (let count = 0; count < 3; count++) log.end(log.begin(facts(), 0, 0));
    assert.deepEqual(
      [...log.newest()].map(({ id }) => id),
      [2, 3],
    );
    assert.deepEqual(
      [...log.newest(1)].map(({ id }) => id),
      [3],
    );
    assert.equal(log.dropped, 1);
  });

  it("is no longer followed by who has stopped", () => {
    const log = new RequestLog();
    const stop = log.follow({ ended: () => assert.fail("told") });
    stop();
    log.end(log.begin(facts(), 0, 0));
    assert.equal([...log.newest()].length, 1);
  });

  it("clips a reason that names more than one reads, before anybody is told", () => {
    const log = new RequestLog();
    const told: string[] = [];
    const note = ({ reason }: { readonly reason: string }) => told.push(reason);
    log.follow({ progressed: note, ended: note });
    const record = Object.assign(log.begin(facts(), 0, 0), { reason: "x".repeat(16_000_000) });
    log.progress(record);
    record.reason = "y".repeat(16_000_000);
    log.end(record);
    assert.deepEqual(told, [`${"x".repeat(1024)}…`, `${"y".repeat(1024)}…`]);
  });

  it("clips what the network made long", () => {
    const { userAgent, referrer } = new RequestLog().begin(
      facts({ userAgent: "x".repeat(9999), referrer: "y".repeat(9999) }),
      0,
      0,
    );
    assert.ok(userAgent.length < 1100 && referrer.length < 1100);
  });

  it("keeps where files lie that were saved from a record's request", () => {
    const log = new RequestLog();
    const [announced, unannounced] = [log.begin(facts(), 0, 0), log.begin(facts(), 0, 0)];
    announced.bytesIncoming = 7;
    log.keepSaved(announced, ["/a", "/b"]);
    log.keepSaved(unannounced, ["/c"]);
    assert.deepEqual([announced.bytesIncoming, announced.filesSaved, log.saved(1)], [7, 2, ["/a", "/b"]]);
    assert.deepEqual([unannounced.bytesIncoming, unannounced.filesSaved, log.saved(2)], [0, 1, ["/c"]]);
    assert.deepEqual(log.saved(3), []);
  });

  it("keeps heads where it may", () => {
    const log = new RequestLog(9, 100);
    log.keepHeads(1, "a", "b");
    assert.deepEqual(log.heads(1), { received: "a", sent: "b" });
    assert.equal(new RequestLog().heads(1), undefined);
  });
});
