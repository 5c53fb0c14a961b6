/** Text of a style sheet; the name makes formatters see it. */
export const css = String.raw;
