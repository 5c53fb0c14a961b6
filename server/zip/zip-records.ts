/** What a zip says of a file or a folder, whose name ends in a slash. Contents are stored as they are. */
export type ZipEntry = {
  readonly name: string;
  /** Bytes of content; 0 for a folder. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
};

/** From here on a field of 32 bits is full, and ZIP64 has the number (APPNOTE 4.4.1.4). */
const full32 = 0xffff_ffff;
const full16 = 0xffff;

const utf8Name = 0x0800;
/** The checksum comes in a descriptor behind the content, for nobody has read it when the header leaves. */
const hasDescriptor = 0x0008;
const madeOnUnix = 3 << 8;
const version = { folders: 20, zip64: 45 } as const;
const regularFile = 0o100644;
const folder = 0o040755;
const isMsDosFolder = 0x10;

const timeExtraLength = 9;
const localZip64Length = 20;

/** From Node's pool, which Buffer.alloc leaves alone: a zip of small files makes a hundred thousand of them a second. */
function zeros(length: number): Buffer {
  return Buffer.allocUnsafe(length).fill(0);
}

function isLarge(entry: ZipEntry): boolean {
  return entry.size >= full32;
}

/** Bytes of `localHeader`, without making it. */
export function localHeaderLength(entry: ZipEntry): number {
  return 30 + Buffer.byteLength(entry.name) + timeExtraLength + (isLarge(entry) ? localZip64Length : 0);
}

/** What comes in front of an entry's content. */
export function localHeader(entry: ZipEntry): Buffer {
  const name = Buffer.from(entry.name);
  const header = zeros(localHeaderLength(entry));
  const stored = isLarge(entry) ? full32 : 0;
  header.writeUInt32LE(0x04034b50, 0);
  writeCommon(header.subarray(4), entry, name.length);
  header.writeUInt32LE(stored, 18);
  header.writeUInt32LE(stored, 22);
  header.writeUInt16LE(header.length - 30 - name.length, 28);
  name.copy(header, 30);
  const extra = header.subarray(30 + name.length);
  writeTime(extra, entry);
  // The sizes themselves are in the descriptor; this says that they have 8 bytes there (APPNOTE 4.3.9.2).
  if (isLarge(entry)) writeZip64(extra.subarray(timeExtraLength), [0, 0]);
  return header;
}

/** Empty ones have none: their checksum is known. */
export function descriptorLength(entry: ZipEntry): number {
  if (entry.size === 0) return 0;
  return isLarge(entry) ? 24 : 16;
}

/** What comes behind an entry's content. */
export function descriptor(entry: ZipEntry, crc: number): Buffer {
  const bytes = zeros(descriptorLength(entry));
  if (bytes.length === 0) return bytes;
  bytes.writeUInt32LE(0x08074b50, 0);
  bytes.writeUInt32LE(crc, 4);
  if (isLarge(entry)) {
    bytes.writeBigUInt64LE(BigInt(entry.size), 8);
    bytes.writeBigUInt64LE(BigInt(entry.size), 16);
  } else {
    bytes.writeUInt32LE(entry.size, 8);
    bytes.writeUInt32LE(entry.size, 12);
  }
  return bytes;
}

/** The numbers of a directory record that do not fit into 32 bits, in their order (APPNOTE 4.5.3). */
function largeNumbers(entry: ZipEntry, offset: number): number[] {
  return [...(isLarge(entry) ? [entry.size, entry.size] : []), ...(offset >= full32 ? [offset] : [])];
}

/** Bytes of `directoryRecord`, without making it. */
export function directoryRecordLength(entry: ZipEntry, offset: number): number {
  const large = largeNumbers(entry, offset).length;
  return 46 + Buffer.byteLength(entry.name) + timeExtraLength + (large === 0 ? 0 : 4 + 8 * large);
}

/** An entry in the directory at the archive's end; `offset`: where its local header stands. */
export function directoryRecord(entry: ZipEntry, offset: number, crc: number): Buffer {
  const name = Buffer.from(entry.name);
  const record = zeros(directoryRecordLength(entry, offset));
  const isFolder = entry.name.endsWith("/");
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(madeOnUnix | version.zip64, 4);
  writeCommon(record.subarray(6), entry, name.length);
  record.writeUInt32LE(crc, 16);
  record.writeUInt32LE(Math.min(entry.size, full32), 20);
  record.writeUInt32LE(Math.min(entry.size, full32), 24);
  record.writeUInt16LE(record.length - 46 - name.length, 30);
  record.writeUInt16LE(isFolder ? isMsDosFolder : 0, 38);
  record.writeUInt16LE(isFolder ? folder : regularFile, 40);
  record.writeUInt32LE(Math.min(offset, full32), 42);
  name.copy(record, 46);
  const extra = record.subarray(46 + name.length);
  writeTime(extra, entry);
  writeZip64(extra.subarray(timeExtraLength), largeNumbers(entry, offset));
  return record;
}

/** Where the directory stands and how long it is. */
export type Directory = { readonly records: number; readonly offset: number; readonly length: number };

function isZip64({ records, offset, length }: Directory): boolean {
  return records >= full16 || offset >= full32 || length >= full32;
}

/** Bytes of `endRecords`, without making them. */
export function endLength(directory: Directory): number {
  return isZip64(directory) ? 56 + 20 + 22 : 22;
}

/** What comes last: where the directory is. */
export function endRecords(directory: Directory): Buffer {
  const { records, offset, length } = directory;
  const bytes = zeros(endLength(directory));
  const end = bytes.subarray(bytes.length - 22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(records, full16), 8);
  end.writeUInt16LE(Math.min(records, full16), 10);
  end.writeUInt32LE(Math.min(length, full32), 12);
  end.writeUInt32LE(Math.min(offset, full32), 16);
  if (isZip64(directory)) writeZip64End(bytes, directory);
  return bytes;
}

function writeZip64End(bytes: Buffer, { records, offset, length }: Directory): void {
  bytes.writeUInt32LE(0x06064b50, 0);
  bytes.writeBigUInt64LE(44n, 4);
  bytes.writeUInt16LE(madeOnUnix | version.zip64, 12);
  bytes.writeUInt16LE(version.zip64, 14);
  bytes.writeBigUInt64LE(BigInt(records), 24);
  bytes.writeBigUInt64LE(BigInt(records), 32);
  bytes.writeBigUInt64LE(BigInt(length), 40);
  bytes.writeBigUInt64LE(BigInt(offset), 48);
  bytes.writeUInt32LE(0x07064b50, 56);
  bytes.writeBigUInt64LE(BigInt(offset + length), 64);
  bytes.writeUInt32LE(1, 72);
}

/** Version, flags, method, date and the name's length: the same in both headers. */
function writeCommon(target: Buffer, entry: ZipEntry, nameLength: number): void {
  target.writeUInt16LE(isLarge(entry) ? version.zip64 : version.folders, 0);
  target.writeUInt16LE(entry.size === 0 ? utf8Name : utf8Name | hasDescriptor, 2);
  target.writeUInt32LE(dosTime(entry.modified), 6);
  target.writeUInt16LE(nameLength, 22);
}

/** Local time to two seconds, 1980 to 2107: what programs show that know no better. */
function dosTime(milliseconds: number): number {
  const time = new Date(milliseconds);
  const year = time.getFullYear();
  if (!(year >= 1980)) return 0x0021_0000;
  if (year > 2107) return 0xff9f_bf7d;
  const date = ((year - 1980) << 9) | ((time.getMonth() + 1) << 5) | time.getDate();
  const clock = (time.getHours() << 11) | (time.getMinutes() << 5) | (time.getSeconds() >> 1);
  return ((date << 16) | clock) >>> 0;
}

/** The extended timestamp: the second, UTC. */
function writeTime(target: Buffer, entry: ZipEntry): void {
  const seconds = Math.floor(entry.modified / 1000);
  target.writeUInt16LE(0x5455, 0);
  target.writeUInt16LE(5, 2);
  target.writeUInt8(1, 4);
  target.writeInt32LE(Math.max(-0x8000_0000, Math.min(seconds, 0x7fff_ffff)), 5);
}

function writeZip64(target: Buffer, numbers: readonly number[]): void {
  if (numbers.length === 0) return;
  target.writeUInt16LE(0x0001, 0);
  target.writeUInt16LE(8 * numbers.length, 2);
  numbers.forEach((number, index) => target.writeBigUInt64LE(BigInt(number), 4 + 8 * index));
}
