/** The signals that end a program which somebody starts in a terminal; the terminal sends the last one when it closes. */
export const endingSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
