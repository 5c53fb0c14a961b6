import { useEffect, useState } from "react";
import type { LogRecord, RequestDetails } from "../../electron/contract.ts";
import { useSession } from "../store/use-session.ts";

/** The heads of a request; "asking" at first, "gone" when they are no longer kept. */
export type Details = RequestDetails | "asking" | "gone";

/** Asks for the heads of a request, and again when it has been answered. */
export function useDetails({ id, status, outcome }: LogRecord): Details {
  const session = useSession();
  const [answer, setAnswer] = useState<{ readonly id: number; readonly details: Details }>();
  useEffect(() => {
    let isWanted = true;
    void session.bridge.request("log:details", id).then((details) => {
      if (isWanted) setAnswer({ id, details: details ?? "gone" });
    });
    return () => {
      isWanted = false;
    };
  }, [session, id, status, outcome]);
  return answer?.id === id ? answer.details : "asking";
}
