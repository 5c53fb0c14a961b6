/** What Electron's executable was started with. */
export type CommandLine = {
  readonly required: readonly string[];
  readonly switches: Map<string, string>;
  /** The app to run: the first argument that is no switch; a packaged executable has its own. */
  readonly app: string | undefined;
};

/** Splits the arguments as Electron does: `-r` modules, Chromium's `--switches`, the app. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const required: string[] = [];
  const switches = new Map<string, string>();
  let app: string | undefined;
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? "";
    const [, name, value] = /^--([^=]+)=?(.*)$/s.exec(argument) ?? [];
    if (argument === "-r" || argument === "--require") required.push(args[(index += 1)] ?? "");
    else if (name !== undefined) switches.set(name, value ?? "");
    else app ??= argument;
  }
  return { required, switches, app };
}
