import { css } from "./css.ts";

/** The table's boxes are blocks and grids: bodies out of view are not laid out, and a phone gets two lines a row. */
export const table = css`
  :where(#entries) table,
  :where(#entries) thead,
  :where(#entries) tbody {
    display: block;
  }
  :where(#entries) table {
    border: 1px solid var(--line);
    border-radius: var(--round);
    background: var(--raised);
    overflow: clip;
  }
  :where(#entries) table:not(:has(tbody)) {
    display: none;
  }
  /* as high as 40 rows: a body with much fewer is laid out wherever it is */
  :where(#entries) tbody.many {
    content-visibility: auto;
    contain-intrinsic-size: auto 1760px;
  }
  :where(#entries) tr {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr) 6.5rem 10.5rem;
    align-items: center;
    min-height: var(--row);
    padding-inline: 0.5rem 0.875rem;
    overflow: clip; /* a letter with a heap of marks would be drawn over the names of other files */
  }
  :where(#entries) tbody tr:hover {
    background: var(--hover);
  }
  /* each row, not what follows another: a browser looks at all bodies anew where one of them comes or goes */
  :where(#entries) tbody tr {
    border-block-start: 1px solid var(--line);
  }
  :where(#entries) th {
    font-weight: inherit;
    text-align: start;
  }
  :where(#entries) td,
  :where(#entries) thead th:not(.name) {
    text-align: end;
  }
  :where(#entries) td {
    color: var(--quiet);
    font-size: 0.9375rem;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  :where(#entries) thead {
    color: var(--quiet);
    font-size: 0.875rem;
  }
  :where(#entries) thead button {
    display: inline-flex;
    align-items: center;
    gap: 0.25rem;
    min-height: var(--row);
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  :where(#entries) thead .name button {
    padding-inline-start: 0.375rem;
  }
  :where(#entries) thead button:hover,
  :where(#entries) [aria-sort] button {
    color: var(--amber);
  }
  :where(#entries) [aria-sort] button::after {
    content: "";
    width: 1rem;
    height: 1rem;
    background: currentColor;
    -webkit-mask: var(--ascending) center / contain no-repeat;
    mask: var(--ascending) center / contain no-repeat;
  }
  :where(#entries) [aria-sort="descending"] button::after {
    -webkit-mask-image: var(--descending);
    mask-image: var(--descending);
  }
  :where(#entries) tbody th {
    display: flex;
    align-items: center;
    min-width: 0;
  }
  :where(#entries) tbody a {
    display: flex;
    flex: 1;
    align-items: center;
    gap: 0.75rem;
    min-width: 0;
    min-height: var(--row);
    padding: 0.375rem;
  }
  :where(#entries) tbody a::before {
    content: "";
    flex: none;
    width: 1.375rem;
    height: 1.375rem;
    background: var(--quiet);
    -webkit-mask: var(--icon, var(--file)) center / contain no-repeat;
    mask: var(--icon, var(--file)) center / contain no-repeat;
  }
  /* the whole row is the link; what else can be pressed in it stands above */
  :where(#entries) tbody a::after {
    content: "";
    position: absolute;
    inset: 0;
  }
  :where(#entries) tbody a:hover bdi {
    color: var(--amber);
  }
  :where(#entries) tbody a:focus-visible {
    outline: none;
  }
  :where(#entries) tbody a:focus-visible::after {
    outline: 2px solid var(--amber);
    outline-offset: -2px;
    border-radius: var(--round);
  }
  :where(#entries) input[name="name"] {
    position: relative;
    z-index: 1;
    flex: none;
    width: 1.125rem;
    height: 1.125rem;
    margin: 0.75rem 0.5rem;
  }
  /* who misses it a little ticks it as well: the row around it would open */
  :where(#entries) input[name="name"]::after {
    content: "";
    position: absolute;
    inset: -0.75rem -0.5rem;
  }
  :where(#entries) tbody tr:has(:checked) {
    background: color-mix(in srgb, var(--glow) 12%, transparent);
  }
  .folder a::before {
    background: var(--amber);
  }
  .folder bdi {
    font-weight: 550;
  }
  /* to a screen reader: it sees no picture */
  .folder bdi::after {
    content: "" / " (folder)";
  }
  @media (max-width: 40rem) {
    :where(#entries) thead tr {
      display: flex;
      flex-wrap: wrap;
      column-gap: 1.5rem;
    }
    :where(#entries) tbody.many {
      contain-intrinsic-size: auto 2773px;
    }
    /* what stands below the name begins where it does, on a line more where text is enlarged */
    :where(#entries) tbody tr {
      display: flex;
      flex-wrap: wrap;
      column-gap: 0.75rem;
      padding-block-end: 0.5rem;
      padding-inline-start: calc(0.5rem + var(--indent));
    }
    :where(#entries) tbody th {
      flex: 0 0 calc(100% + var(--indent));
      margin-inline-start: calc(-1 * var(--indent));
    }
    :where(#entries) tbody a {
      min-height: 2.25rem;
      padding-block-end: 0;
    }
    /* as much lower as the name beside it */
    :where(#entries) input[name="name"] {
      margin-block: 0.9375rem 0.5625rem;
    }
    :where(#entries) td {
      font-size: 0.875rem;
      text-align: start;
      white-space: normal;
    }
    /* takes no room; gone, it would leave its column to the next one where the table is read aloud */
    :where(#entries) td:empty {
      position: absolute;
    }
  }
`;
