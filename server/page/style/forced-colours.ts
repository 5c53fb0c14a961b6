import { css } from "./css.ts";

/** Where a visitor's system forces its colours on pages, it takes backgrounds away: all of our pictures are some. */
export const forcedColours = css`
  @media (forced-colors: active) {
    .button::before,
    .crumbs li + li::before,
    :where(#entries) tbody a::before,
    :where(#entries) [aria-sort] button::after {
      forced-color-adjust: none;
      background: CanvasText;
    }
    a.button::before,
    .folder a::before,
    :where(#entries) tbody a::before {
      background: LinkText;
    }
    button.button::before,
    :where(#entries) [aria-sort] button::after {
      background: ButtonText;
    }
  }
`;
