import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { record } from "../../server/log/testing.ts";
import type { LogRecord } from "../contract.ts";
import {
  arrivalsOf,
  arrivalWords,
  downloadOf,
  downloadWords,
  TransferNotices,
  type Notice,
  type Transfer,
} from "./transfer-notices.ts";

const complete = record({ target: "/films/holiday%20film.mp4", bytesSent: 5_000_000, bytesExpected: 5_000_000 });

describe("a download", () => {
  const rules = [
    [{}, true, "a file that was sent to its end"],
    [{ outcome: "client left" }, false, "a file that nobody waited for"],
    [{ bytesSent: 4_000_000 }, false, "a file whose end is missing"],
    [{ bytesSent: 2000, bytesExpected: 2000 }, false, "a small page"],
    [{ bytesSent: 1_000_000, bytesExpected: 1_000_000 }, true, "a file that is just large enough"],
    [{ method: "PUT" }, false, "what somebody brought"],
    [{ status: 206, range: "1000-5000999/5001000" }, true, "the last part of a file"],
    [{ status: 206, range: "0-4999999/9000000" }, false, "a part from the middle of a film"],
    [{ status: 206, range: "" }, false, "several parts at once"],
    [{ status: 404 }, false, "an error page"],
  ] as const;
  for (const [change, is, rule] of rules) {
    it(`${is ? "is" : "is not"} ${rule}`, () => assert.equal(downloadOf({ ...complete, ...change }) !== undefined, is));
  }
});

describe("an arrival", () => {
  it("is each file that was saved, by the name that it got", () => {
    const saved = ["/inbox/a.jpg", "/inbox/new/a (2).jpg"];
    const { address } = complete;
    assert.deepEqual(arrivalsOf(complete, saved), [
      { name: "a.jpg", address },
      { name: "a (2).jpg", address },
    ]);
  });

  it("is none where nothing was saved", () => assert.deepEqual(arrivalsOf(complete, []), []));
});

describe("the notices of transfers", () => {
  const tell = (words: typeof downloadWords, transfers: readonly Transfer[]): readonly Notice[] => {
    const shown: Notice[] = [];
    const waiting: (() => void)[] = [];
    const notices = new TransferNotices(
      words,
      (notice) => shown.push(notice),
      (work) => waiting.push(work),
    );
    for (const transfer of transfers) notices.add(transfer);
    for (const work of waiting) work();
    return shown;
  };
  const told = (...records: LogRecord[]) =>
    tell(
      downloadWords,
      records.flatMap((record) => downloadOf(record) ?? []),
    );

  it("name the file and the device", () =>
    assert.deepEqual(told(complete), [{ title: "Download complete", body: "holiday film.mp4 is with 192.0.2.7" }]));

  it("are gathered into one", () =>
    assert.deepEqual(told(complete, complete, complete), [
      { title: "3 downloads complete", body: "holiday film.mp4 and 2 more" },
    ]));

  it("are told once, those that come later in a notice of their own", () => {
    const shown: Notice[] = [];
    const waiting: (() => void)[] = [];
    const notices = new TransferNotices(
      downloadWords,
      (notice) => shown.push(notice),
      (work) => waiting.push(work),
    );
    for (const names of [["a", "b"], ["c"]]) {
      for (const name of names) notices.add({ name, address: "10.0.0.1" });
      assert.equal(waiting.length, 1);
      waiting.pop()?.();
    }
    assert.deepEqual(shown, [
      { title: "2 downloads complete", body: "a and 1 more" },
      { title: "Download complete", body: "c is with 10.0.0.1" },
    ]);
  });

  it("say who sent a file, and how many have come", () => {
    const [one, two] = [["/inbox/a.jpg"], ["/inbox/a.jpg", "/inbox/b.jpg"]].map((saved) => arrivalsOf(complete, saved));
    assert.deepEqual(tell(arrivalWords, one ?? []), [{ title: "A file has arrived", body: "a.jpg from 192.0.2.7" }]);
    assert.deepEqual(tell(arrivalWords, two ?? []), [{ title: "2 files have arrived", body: "a.jpg and 1 more" }]);
  });

  it("show hostile names as one line of text", () => {
    const [notice] = told({ ...complete, target: `/a%0Ab%E2%80%AE${"x".repeat(200)}` });
    assert.equal(notice?.body, String.raw`a\x0ab\u{202e}${"x".repeat(66)} is with 192.0.2.7`);
  });

  it("take a name that cannot be decoded as it is", () =>
    assert.match(told({ ...complete, target: "/%ff.bin" })[0]?.body ?? "", /^%ff\.bin/));
});
