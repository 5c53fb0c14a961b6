import { css } from "./css.ts";

/** Amber on calm neutrals, by day and by night. */
export const colours = css`
  :root {
    color-scheme: light dark;
    --paper: #fbf9f6;
    --raised: #ffffff;
    --hover: #f6f0e6;
    --ink: #2b2621;
    --quiet: #6b6259;
    --line: #e9e2d8;
    --edge: #8f8578;
    --amber: #9a4b06;
    --glow: #f59e0b;
    --on-glow: #241a08;
    --row: 2.75rem;
    --round: 0.625rem;
    --indent: 4.625rem;
  }
  @media screen and (prefers-color-scheme: dark) {
    :root {
      --paper: #171411;
      --raised: #1f1b17;
      --hover: #2a241d;
      --ink: #ece5da;
      --quiet: #a89d8f;
      --line: #352e26;
      --edge: #8a7f71;
      --amber: #f7b548;
    }
  }
`;
