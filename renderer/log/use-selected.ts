import { useCallback, useState } from "react";
import type { LogRecord } from "../../electron/contract.ts";
import type { LogStore } from "../store/log-store.ts";

/** Which request is chosen. */
export type Selection = {
  readonly id: number | undefined;
  /** As it is now, or was last: who reads its details goes on when it falls out of the list. */
  readonly record: LogRecord | undefined;
  readonly select: (id: number) => void;
  /** What is not kept any more is forgotten here as well. */
  readonly forget: () => void;
};

/** The request that is chosen in the log. */
export function useSelected(log: LogStore): Selection {
  const [id, setId] = useState<number>();
  const [last, setLast] = useState<LogRecord>();
  const forget = useCallback(
    () => setId((was) => (was !== undefined && log.get(was) === undefined ? undefined : was)),
    [log],
  );
  const found = id === undefined ? undefined : log.get(id);
  if (found !== undefined && found !== last) setLast(found);
  return { id, record: found ?? (last?.id === id ? last : undefined), select: setId, forget };
}
