import { useCallback } from "react";
import type { ExportFormat } from "../../electron/contract.ts";
import { useUncoveredCommand } from "../controls/use-uncovered-command.ts";
import { useCommand } from "../store/use-session.ts";

type LogActions = {
  readonly find: () => void;
  readonly pause: () => void;
  readonly clear: () => void;
  readonly exportAs: (format: ExportFormat) => void;
  /** Brings the log into sight, where a narrow window shows something else. */
  readonly onShown: () => void;
};

/** Does with the log what the app's menu asks for. */
export function useLogCommands({ find, pause, clear, exportAs, onShown }: LogActions): void {
  useCommand("find in log", find);
  useUncoveredCommand(
    "pause log",
    useCallback(() => {
      onShown(); // it would stand still unseen
      pause();
    }, [onShown, pause]),
  );
  useUncoveredCommand("clear log", clear);
  useUncoveredCommand(
    "export log",
    useCallback(() => exportAs("ndjson"), [exportAs]),
  );
}
