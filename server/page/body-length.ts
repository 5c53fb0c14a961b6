/** Rows of a body, which is what a browser lays out at once: as it comes into view, or as one thing in it changes. */
export const bodyLength = 40;

/** So many rows in a body that where they are out of view their height is guessed, not found out. */
export const many = 33;
