import { css } from "./css.ts";

/** On paper a folder's page is a list: nothing there can be pressed, ticked or sent. */
export const print = css`
  @media print {
    .tools :is(.button, .controls),
    .send,
    .selection,
    :where(#entries) input[name="name"] {
      display: none !important;
    }
    :where(#entries) tr {
      break-inside: avoid;
    }
    :where(#entries) tbody a::before {
      print-color-adjust: exact; /* a file's picture is a background, which printers leave out */
    }
  }
`;
