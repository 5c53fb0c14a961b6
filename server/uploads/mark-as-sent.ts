import { writeFile } from "node:fs/promises";
import { ignoreDisk } from "../files/disk-error.ts";

/** The internet: the zone that Windows trusts least of those that it asks about. */
const zone = "[ZoneTransfer]\r\nZoneId=3\r\n";

/**
 * Has Windows know that a file came from somebody else (MS-FSCC, the stream Zone.Identifier): it asks before it runs
 * such a program, and Office runs none of its macros. A stream goes where its file goes. On a Mac the app's Info.plist
 * says so (LSFileQuarantineEnabled).
 */
export async function markAsSent(file: string, platform: NodeJS.Platform = process.platform): Promise<void> {
  if (platform !== "win32") return;
  await writeFile(`${file}:Zone.Identifier`, zone).catch(ignoreDisk); // exFAT has no streams
}
