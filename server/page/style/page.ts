import { css } from "./css.ts";

/** What surrounds the table. */
export const page = css`
  * {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  html {
    font:
      100%/1.45 system-ui,
      sans-serif;
    background: var(--paper);
    color: var(--ink);
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
    accent-color: var(--amber);
  }
  body {
    margin: 0 auto;
    padding: 0 max(1rem, env(safe-area-inset-left)) 2rem max(1rem, env(safe-area-inset-left));
    max-width: 64rem;
  }
  a {
    color: inherit;
    text-decoration: none;
  }
  :focus-visible {
    outline: 2px solid var(--amber);
    outline-offset: 2px;
    border-radius: 0.25rem;
  }
  /* a name goes its own way, but stands where all others do, also where it takes several lines */
  bdi {
    text-align: -webkit-match-parent; /* Chromium knows no other */
    text-align: match-parent;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .crumbs {
    display: flex;
    flex-wrap: wrap;
    margin: 0;
    padding: 0;
    list-style: none;
    color: var(--quiet);
    font-size: 0.9375rem;
  }
  .crumbs li {
    display: flex;
    align-items: center;
    min-width: 0;
  }
  .crumbs li + li::before {
    content: "";
    flex: none;
    width: 1rem;
    height: 1rem;
    background: currentColor;
    -webkit-mask: var(--next) center / contain no-repeat;
    mask: var(--next) center / contain no-repeat;
    opacity: 0.6;
  }
  .crumbs a {
    padding: 0.625rem 0.375rem;
    border-radius: 0.375rem;
  }
  .crumbs li:first-child a {
    margin-inline-start: -0.375rem;
  }
  .crumbs a:hover {
    color: var(--amber);
  }
  body > header {
    padding-block: 0.75rem 0.25rem;
  }
  h1 {
    display: flex;
    align-items: baseline;
    gap: 0.625rem;
    margin: 0.375rem 0 0.75rem;
    font-size: clamp(1.375rem, 1.1rem + 1.5vw, 1.875rem);
    font-weight: 650;
    line-height: 1.2;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }
  h1::before {
    content: "";
    flex: none;
    width: 0.75rem;
    height: 0.75rem;
    border-radius: 50%;
    background: var(--glow);
    box-shadow: 0 0 0.75rem 0.1875rem color-mix(in srgb, var(--glow) 55%, transparent);
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    margin-block-end: 0.75rem;
    min-height: var(--row);
  }
  .count {
    flex: 1;
    min-width: 9rem;
    margin: 0;
    color: var(--quiet);
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    min-height: var(--row);
    min-width: var(--row);
    padding: 0 0.875rem;
    border: 1px solid var(--line);
    border-radius: var(--round);
    background: var(--raised);
    color: inherit;
    font: inherit;
    font-size: 0.9375rem;
    cursor: pointer;
    touch-action: manipulation; /* who taps fast zooms no page */
  }
  .button:hover {
    background: var(--hover);
  }
  .button::before {
    content: "";
    flex: none;
    width: 1.125rem;
    height: 1.125rem;
    background: var(--amber);
    -webkit-mask: var(--icon) center / contain no-repeat;
    mask: var(--icon) center / contain no-repeat;
  }
  .send {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75rem;
    margin-block-end: 1rem;
    padding: 0.75rem 1rem;
    border: 1px dashed var(--edge);
    border-radius: var(--round);
  }
  .send p {
    margin: 0;
  }
  .send label {
    min-width: 0;
  }
  .send input {
    max-width: 100%;
    min-height: var(--row);
    padding-block: 0.5rem;
    font: inherit;
  }
  .problem a {
    color: var(--amber);
    text-decoration: underline;
  }
  .problem {
    color: var(--quiet);
  }
  footer {
    margin-block-start: 2rem;
    color: var(--quiet);
    font-size: 0.8125rem;
    text-align: center;
  }
`;
