import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RequestLog } from "../../server/log/request-log.ts";
import type { LogRecord } from "../contract.ts";
import { DownloadNotices, isDownload, type Notice } from "./download-notices.ts";

const facts = {
  address: "192.168.1.23",
  port: 1,
  connection: 1,
  requestNumber: 1,
  method: "GET",
  target: "/films/holiday%20film.mp4",
  version: "1.1",
  userAgent: "",
  referrer: "",
} as const;
const complete: LogRecord = {
  ...new RequestLog(1).begin(facts, 0, 0),
  status: 200,
  outcome: "complete",
  bytesSent: 5_000_000,
  bytesExpected: 5_000_000,
};

describe("a download", () => {
  const rules = [
    [{}, true, "a file that was sent to its end"],
    [{ outcome: "client left" }, false, "a file that nobody waited for"],
    [{ bytesSent: 4_000_000 }, false, "a file whose end is missing"],
    [{ bytesSent: 2000, bytesExpected: 2000 }, false, "a small page"],
    [{ method: "PUT" }, false, "what somebody brought"],
    [{ status: 206, range: "1000-5000999/5001000" }, true, "the last part of a file"],
    [{ status: 206, range: "0-4999999/9000000" }, false, "a part from the middle of a film"],
    [{ status: 206, range: "" }, false, "several parts at once"],
    [{ status: 404 }, false, "an error page"],
  ] as const;
  for (const [change, is, rule] of rules) {
    it(`${is ? "is" : "is not"} ${rule}`, () => assert.equal(isDownload({ ...complete, ...change }), is));
  }
});

describe("the notices of downloads", () => {
  const told = (...records: LogRecord[]): readonly Notice[] => {
    const shown: Notice[] = [];
    const waiting: (() => void)[] = [];
    const notices = new DownloadNotices(
      (notice) => shown.push(notice),
      (work) => waiting.push(work),
    );
    for (const record of records) notices.add(record);
    for (const work of waiting) work();
    return shown;
  };

  it("name the file and the device", () =>
    assert.deepEqual(told(complete), [{ title: "Download complete", body: "holiday film.mp4 is with 192.168.1.23" }]));

  it("are gathered into one", () =>
    assert.deepEqual(told(complete, complete, complete), [
      { title: "3 downloads complete", body: "holiday film.mp4 and 2 more" },
    ]));

  it("show hostile names as one line of text", () => {
    const [notice] = told({ ...complete, target: `/a%0Ab%E2%80%AE${"x".repeat(200)}` });
    assert.equal(notice?.body, `a�b�${"x".repeat(76)} is with 192.168.1.23`);
  });

  it("take a name that cannot be decoded as it is", () =>
    assert.match(told({ ...complete, target: "/%ff.bin" })[0]?.body ?? "", /^%ff\.bin/));
});
