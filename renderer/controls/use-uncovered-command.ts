import { useCallback } from "react";
import type { Command } from "../../electron/contract.ts";
import { useCommand } from "../store/use-session.ts";
import { isModalOpen } from "./modal.tsx";

/** Runs when a menu asks for it, unless a dialog or a menu of the page covers what it is about. */
export function useUncoveredCommand(wanted: Command, run: () => void): void {
  useCommand(
    wanted,
    useCallback(() => {
      if (!isModalOpen()) run();
    }, [run]),
  );
}
