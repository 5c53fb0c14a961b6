/** Colours that devices get: the style sheet has one for each number. */
export const deviceColours = 8;

/** Which of them an address gets: always the same one (FNV-1a, 32 bits). */
export function deviceColour(address: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < Math.min(address.length, 64); index++) {
    hash = Math.imul(hash ^ address.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % deviceColours;
}
