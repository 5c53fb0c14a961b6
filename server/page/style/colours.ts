import { css } from "./css.ts";

/** Amber on calm neutrals, by day and by night. */
export const colours = css`
  :root {
    color-scheme: light dark;
    --paper: light-dark(#fbf9f6, #171411);
    --raised: light-dark(#ffffff, #211d18);
    --hover: light-dark(#f5efe5, #2a241d);
    --ink: light-dark(#2b2621, #ece5da);
    --quiet: light-dark(#6b6259, #a89d8f);
    --line: light-dark(#e9e2d8, #352e26);
    --amber: light-dark(#a35209, #f7b548);
    --glow: light-dark(#f59e0b, #f59e0b);
    --on-amber: light-dark(#ffffff, #241a08);
    --warn: light-dark(#b3261e, #ffb4a9);
    --row: 2.75rem;
    --round: 0.625rem;
  }
`;
