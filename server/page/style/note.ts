import { css } from "./css.ts";

/** The owner's note and the folder's README. */
export const note = css`
  .note {
    margin-block-end: 1rem;
    padding: 0.25rem 1rem;
    border: 1px solid var(--line);
    border-inline-start: 3px solid var(--glow);
    border-radius: var(--round);
    background: var(--raised);
    overflow-wrap: anywhere;
  }
  .note summary {
    padding-block: 0.625rem;
    color: var(--quiet);
    cursor: pointer;
  }
  .note a {
    color: var(--amber);
    text-decoration: underline;
  }
  .note :is(h2, h3, h4, h5, h6) {
    margin: 1rem 0 0.5rem;
    font-size: 1.125rem;
    line-height: 1.3;
  }
  .note :is(p, ul, ol, pre, table, blockquote) {
    margin-block: 0.625rem;
  }
  .note :is(p, li, h2, h3, h4, h5, h6, td, th, pre) {
    unicode-bidi: plaintext; /* each line goes its own way */
  }
  .note :is(li, li p) {
    text-align: -webkit-match-parent; /* beside its mark; Chromium knows no other */
    text-align: match-parent;
  }
  .note :is(pre, code) {
    font-family: ui-monospace, monospace;
    font-size: 0.875em;
  }
  .note pre {
    white-space: pre-wrap;
  }
  .note img {
    max-width: 100%;
    height: auto;
  }
  .note blockquote {
    margin-inline: 0;
    padding-inline-start: 1rem;
    border-inline-start: 2px solid var(--line);
    color: var(--quiet);
  }
  .note .wide {
    overflow-x: auto;
  }
  .note table {
    border-collapse: collapse;
    overflow-wrap: normal; /* words stay whole: what is too wide is scrolled */
  }
  .note :is(td, th) {
    padding: 0.375rem 0.75rem;
    border: 1px solid var(--line);
    text-align: start;
  }
  .note .center {
    text-align: center;
  }
  .note .right {
    text-align: end;
  }
`;
