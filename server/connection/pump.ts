/** How sending a body ended: all of it, the peer left, or the server could not keep its promise. */
export type PumpEnd = "whole" | "left" | "broken";

/** What a pump tells its connection. */
export type PumpEvents = {
  /** Bytes have been written: the first of them leave now, however long the socket takes for all. */
  readonly written: () => void;
  /** So many bytes of body have been taken by the socket. */
  readonly sent: (count: number) => void;
  /** Its source is asked for more, which a disk or a cloud may take long for, or has given it. */
  readonly asks: (isAsking: boolean) => void;
  /** Called once; `reason` for the log. */
  readonly ended: (end: PumpEnd, reason: string) => void;
};
