import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as records from "./zip-records.ts";
import type { ZipEntry } from "./zip-records.ts";

const modified = new Date(2000, 0, 2, 3, 4, 5).getTime();
const file: ZipEntry = { name: "ä.txt", size: 5, modified };
const empty: ZipEntry = { name: "empty", size: 0, modified };
const folder: ZipEntry = { name: "a/", size: 0, modified };
const almostLarge: ZipEntry = { name: "l", size: 0xffff_fffe, modified };
const large: ZipEntry = { name: "l", size: 0xffff_ffff, modified };
/** The date above as MS-DOS has it: 20 years, January, the 2nd; 3 hours, 4 minutes, 2 times 2 seconds. */
const [dosDate, dosClock] = [(20 << 9) | (1 << 5) | 2, (3 << 11) | (4 << 5) | 2];

/** Numbers of so many bytes each, one after the other. */
function numbers(bytes: Buffer, widths: readonly number[]): number[] {
  let at = 0;
  return widths.map((width) => {
    const number = width === 8 ? Number(bytes.readBigUInt64LE(at)) : bytes.readUIntLE(at, width);
    at += width;
    return number;
  });
}

/** Signature; version, flags, method, clock, date; checksum, sizes; the lengths of name and extra (APPNOTE 4.3.7). */
const localWidths = [4, 2, 2, 2, 2, 2, 4, 4, 4, 2, 2];
/** The same behind who made it; then comment, disk, attributes inside and outside, and the offset (APPNOTE 4.3.12). */
const directoryWidths = [4, 2, 2, 2, 2, 2, 2, 4, 4, 4, 2, 2, 2, 2, 2, 2, 2, 4];

function directoryFields(entry: ZipEntry, offset: number, crc: number): number[] {
  const record = records.directoryRecord(entry, offset, crc);
  assert.equal(record.length, records.directoryRecordLength(entry, offset));
  return numbers(record, directoryWidths);
}

describe("a local header", () => {
  const rules = [
    { entry: file, version: 20, flags: 0x808, size: 0, extra: 9, rule: "of a file leaves sizes to the descriptor" },
    { entry: empty, version: 20, flags: 0x800, size: 0, extra: 9, rule: "of an empty file has no descriptor" },
    { entry: folder, version: 20, flags: 0x800, size: 0, extra: 9, rule: "of a folder has none either" },
    { entry: almostLarge, version: 20, flags: 0x808, size: 0, extra: 9, rule: "has room for 4 GiB less two bytes" },
    { entry: large, version: 45, flags: 0x808, size: 0xffff_ffff, extra: 29, rule: "is of ZIP64 for a byte more" },
  ];
  for (const { entry, version, flags, size, extra, rule } of rules) {
    it(rule, () => {
      const header = records.localHeader(entry);
      const name = Buffer.from(entry.name);
      const common = [0x04034b50, version, flags, 0, dosClock, dosDate, 0, size, size, name.length, extra];
      assert.deepEqual(numbers(header, localWidths), common);
      assert.deepEqual(header.subarray(30, 30 + name.length), name);
      assert.equal(header.length, 30 + name.length + extra);
      assert.equal(header.length, records.localHeaderLength(entry));
      const extras = header.subarray(30 + name.length);
      assert.deepEqual(numbers(extras, [2, 2, 1, 4]), [0x5455, 5, 1, modified / 1000]);
      if (entry === large) assert.deepEqual(numbers(extras.subarray(9), [2, 2, 8, 8]), [1, 16, 0, 0]);
    });
  }
});

describe("a descriptor", () => {
  for (const [entry, widths, length, rule] of [
    [file, [4, 4, 4, 4], 16, "has checksum and sizes"],
    [almostLarge, [4, 4, 4, 4], 16, "has sizes of 4 bytes up to 4 GiB less two"],
    [large, [4, 4, 8, 8], 24, "has sizes of 8 bytes from there on"],
  ] as const) {
    it(rule, () => {
      const bytes = records.descriptor(entry, 0xfedc_ba98);
      assert.deepEqual(numbers(bytes, widths), [0x08074b50, 0xfedc_ba98, entry.size, entry.size]);
      assert.deepEqual([bytes.length, records.descriptorLength(entry)], [length, length]);
    });
  }

  it("is not there where nothing was sent", () => {
    assert.deepEqual([records.descriptor(empty, 0).length, records.descriptorLength(folder)], [0, 0]);
  });
});

describe("a directory record", () => {
  const [madeBy, crc] = [(3 << 8) | 45, 0xfedc_ba98];
  const common = [dosClock, dosDate, crc];

  it("has checksum, sizes, rights and place of a file", () => {
    const expected = [0x02014b50, madeBy, 20, 0x808, 0, ...common, 5, 5, 6, 9, 0, 0, 0, 0, 0o100644, 77];
    assert.deepEqual(directoryFields(file, 77, crc), expected);
    const record = records.directoryRecord(file, 77, crc);
    assert.equal(record.toString("utf8", 46, 52), "ä.txt");
    assert.deepEqual(numbers(record.subarray(52), [2, 2, 1, 4]), [0x5455, 5, 1, modified / 1000]);
  });

  it("says of a folder that it is one, to MS-DOS and to Unix", () => {
    const expected = [0x02014b50, madeBy, 20, 0x800, 0, ...common, 0, 0, 2, 9, 0, 0, 0, 0x10, 0o040755, 0];
    assert.deepEqual(directoryFields(folder, 0, crc), expected);
  });

  for (const [entry, offset, extra, rule] of [
    [almostLarge, 0xffff_fffe, [], "has neither size nor place in ZIP64 below 4 GiB"],
    [large, 7, [large.size, large.size], "has sizes there that are beyond"],
    [file, 2 ** 32, [2 ** 32], "has a place there that is beyond"],
    [large, 2 ** 33, [large.size, large.size, 2 ** 33], "has both, in their order"],
  ] as const) {
    it(rule, () => {
      const fields = directoryFields(entry, offset, crc);
      const full = (number: number) => Math.min(number, 0xffff_ffff);
      assert.deepEqual([fields[8], fields[9], fields[17]], [full(entry.size), full(entry.size), full(offset)]);
      const record = records.directoryRecord(entry, offset, crc);
      const zip64 = record.subarray(46 + Buffer.byteLength(entry.name) + 9);
      assert.equal(zip64.length, extra.length === 0 ? 0 : 4 + 8 * extra.length);
      const widths = [2, 2, ...extra.map(() => 8)];
      if (extra.length > 0) assert.deepEqual(numbers(zip64, widths), [1, 8 * extra.length, ...extra]);
    });
  }
});

describe("a date", () => {
  for (const [time, clock, date, seconds, rule] of [
    [new Date(1979, 11, 31).getTime(), 0, 0x21, undefined, "before 1980 is its first day"],
    [new Date(1980, 0, 1).getTime(), 0, 0x21, undefined, "begins with 1980"],
    [new Date(1980, 11, 31).getTime(), 0, 0x19f, undefined, "has all of that year"],
    [new Date(2107, 11, 31, 23, 59, 59).getTime(), 0xbf7d, 0xff9f, 0x7fff_ffff, "ends with 2107"],
    [new Date(2108, 0, 1).getTime(), 0xbf7d, 0xff9f, 0x7fff_ffff, "behind 2107 is its last second"],
    [Number.NaN, 0, 0x21, 0, "that is none is the first day"],
  ] as const) {
    it(rule, () => {
      const header = records.localHeader({ ...empty, modified: time });
      assert.deepEqual(numbers(header.subarray(10), [2, 2]), [clock, date]);
      assert.equal(header.readInt32LE(40), seconds ?? time / 1000);
    });
  }
});

describe("the end of a zip", () => {
  const simple = { records: 2, offset: 3, length: 4 };

  it("says how many entries there are, and where", () => {
    const bytes = records.endRecords(simple);
    assert.deepEqual(numbers(bytes, [4, 2, 2, 2, 2, 4, 4, 2]), [0x06054b50, 0, 0, 2, 2, 4, 3, 0]);
    assert.deepEqual([bytes.length, records.endLength(simple)], [22, 22]);
  });

  for (const [directory, rule] of [
    [{ ...simple, records: 0xffff }, "65,535 entries"],
    [{ ...simple, offset: 0xffff_ffff }, "a directory that stands beyond 4 GiB"],
    [{ ...simple, length: 0xffff_ffff }, "a directory that is longer than 4 GiB"],
  ] as const) {
    it(`is of ZIP64 from ${rule} on`, () => {
      const { records: count, offset, length } = directory;
      const bytes = records.endRecords(directory);
      const end = [0x06064b50, 44, (3 << 8) | 45, 45, 0, 0, count, count, length, offset];
      assert.deepEqual(numbers(bytes, [4, 8, 2, 2, 4, 4, 8, 8, 8, 8]), end);
      assert.deepEqual(numbers(bytes.subarray(56), [4, 4, 8, 4]), [0x07064b50, 0, offset + length, 1]);
      const counts = [0x06054b50, 0, 0, count, count, length, offset, 0];
      assert.deepEqual(numbers(bytes.subarray(76), [4, 2, 2, 2, 2, 4, 4, 2]), counts);
      assert.deepEqual([bytes.length, records.endLength(directory)], [98, 98]);
    });
  }

  it("is not of ZIP64 one below each of them", () => {
    const most = { records: 0xfffe, offset: 0xffff_fffe, length: 0xffff_fffe };
    assert.deepEqual([records.endLength(most), records.endRecords(most).length], [22, 22]);
  });
});
