import { useLayoutEffect, useRef, type FocusEventHandler, type RefObject } from "react";
import type { ShareStatus } from "../../electron/contract.ts";

/** What the side of the share is given. */
export type KeptFocus = {
  readonly ref: RefObject<HTMLElement | null>;
  readonly onFocus: FocusEventHandler;
  readonly onBlur: FocusEventHandler;
};

/**
 * Lets the switch take the keyboard where the menu or the tray turns the light on or off, or the last device is
 * unblocked, and what had it goes with that: an option, an address, the large code.
 */
export function useKeptFocus(state: ShareStatus["kind"], isNobodyBlocked: boolean): KeptFocus {
  const side = useRef<HTMLElement>(null);
  const focused = useRef<Element>(undefined);
  useLayoutEffect(() => {
    const isGone = focused.current?.isConnected === false && document.activeElement === document.body;
    if (isGone) side.current?.querySelector<HTMLElement>("[role=switch]")?.focus();
  }, [state, isNobodyBlocked]);
  return {
    ref: side,
    onFocus: ({ target }) => {
      focused.current = target;
    },
    onBlur: () => {
      focused.current = undefined;
    },
  };
}
