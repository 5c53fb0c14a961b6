/**
 * The signals that end a program which somebody starts in a terminal; the terminal sends SIGHUP when it closes, and on
 * Windows SIGBREAK for Ctrl+Break.
 * @see https://nodejs.org/api/process.html#signal-events
 */
export const endingSignals = ["SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"] as const;
