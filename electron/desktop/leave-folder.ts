import os from "node:os";

/**
 * Lets go of the folder that the app was started in: Windows ejects no stick, and deletes no folder, in which a program
 * is, and its Explorer starts programs in the folder that it shows.
 */
export function leaveFolder(home: string = os.homedir()): void {
  try {
    process.chdir(home);
  } catch {
    // a home on a server that is not there now: then it stays where it is
  }
}
