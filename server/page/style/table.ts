import { css } from "./css.ts";

/** The table's boxes are blocks and grids: bodies out of view are not laid out, and a phone gets two lines a row. */
export const table = css`
  table,
  thead,
  tbody {
    display: block;
  }
  table {
    border: 1px solid var(--line);
    border-radius: var(--round);
    background: var(--raised);
    overflow: clip;
  }
  table:not(:has(tbody)) {
    display: none;
  }
  /* as high as 120 rows: a body with much fewer is laid out wherever it is */
  tbody.many {
    content-visibility: auto;
    contain-intrinsic-size: auto 5280px;
  }
  tr {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr) 6.5rem 10.5rem;
    align-items: center;
    min-height: var(--row);
    padding-inline: 0.5rem 0.875rem;
  }
  tbody tr:hover {
    background: var(--hover);
  }
  tbody tr + tr,
  tbody + tbody {
    border-block-start: 1px solid var(--line);
  }
  th {
    font-weight: inherit;
    text-align: start;
  }
  td,
  thead th:not(.name) {
    text-align: end;
  }
  td {
    color: var(--quiet);
    font-size: 0.9375rem;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  thead {
    color: var(--quiet);
    font-size: 0.875rem;
    border-block-end: 1px solid var(--line);
  }
  thead a {
    display: inline-flex;
    align-items: center;
    gap: 0.25rem;
    min-height: var(--row);
  }
  thead .name a {
    padding-inline-start: 0.375rem;
  }
  thead a:hover,
  [aria-sort] a {
    color: var(--amber);
  }
  [aria-sort] a::after {
    content: "";
    width: 1rem;
    height: 1rem;
    background: currentColor;
    mask: var(--ascending) center / contain no-repeat;
  }
  [aria-sort="descending"] a::after {
    mask-image: var(--descending);
  }
  tbody th {
    display: flex;
    align-items: center;
    min-width: 0;
  }
  tbody a {
    display: flex;
    flex: 1;
    align-items: center;
    gap: 0.75rem;
    min-width: 0;
    min-height: var(--row);
    padding: 0.375rem;
  }
  tbody a::before {
    content: "";
    flex: none;
    width: 1.375rem;
    height: 1.375rem;
    background: var(--quiet);
    mask: var(--icon, var(--file)) center / contain no-repeat;
  }
  /* the whole row is the link; what else can be pressed in it stands above */
  tbody a::after {
    content: "";
    position: absolute;
    inset: 0;
  }
  tbody a:hover bdi {
    color: var(--amber);
  }
  tbody a:focus-visible {
    outline: none;
  }
  tbody a:focus-visible::after {
    outline: 2px solid var(--amber);
    outline-offset: -2px;
    border-radius: var(--round);
  }
  input[name="name"] {
    position: relative;
    z-index: 1;
    flex: none;
    width: 1.125rem;
    height: 1.125rem;
    margin: 0.75rem 0.5rem;
  }
  tr:has(:checked) {
    background: color-mix(in srgb, var(--glow) 12%, transparent);
  }
  .folder a::before {
    background: var(--amber);
  }
  .folder bdi {
    font-weight: 550;
  }
  @media (max-width: 40rem) {
    thead tr {
      display: flex;
      gap: 1.5rem;
    }
    tbody.many {
      contain-intrinsic-size: auto 8320px;
    }
    tbody tr {
      grid-template: auto auto / auto minmax(0, 1fr);
      padding-block-end: 0.5rem;
    }
    tbody th {
      grid-column: 1 / -1;
    }
    tbody a {
      min-height: 2.25rem;
      padding-block-end: 0;
    }
    td {
      font-size: 0.875rem;
      text-align: start;
    }
    td:nth-child(2) {
      padding-inline-start: var(--indent);
    }
    td:nth-child(2):not(:empty) {
      padding-inline-end: 0.75rem;
    }
  }
`;
