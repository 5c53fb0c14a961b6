/** The longest address of IPv4: one that is longer is cut in its middle where it has no room. */
const wholeAddress = 15;
/** Characters at the end, by which devices of one network differ. */
const endLength = 9;

/** Where an address may be cut. `start` is empty for one that is always shown whole. */
export type AddressParts = { readonly start: string; readonly end: string };

/** An address as a row shows it. The link's name behind one of a link (RFC 4007) is ours, and the same for all there. */
export function addressParts(address: string): AddressParts {
  const shown = address.replace(/^(fe80:[\da-f:]+)%.*$/i, "$1");
  const cut = shown.length > wholeAddress ? shown.length - endLength : 0;
  return { start: shown.slice(0, cut), end: shown.slice(cut) };
}
