import { createContext, useContext, type RefObject } from "react";

/** Where menus and hints are put: inside the page's main landmark, so that a screen reader knows where they belong. */
export const OverlayPlace = createContext<RefObject<HTMLElement | null> | undefined>(undefined);

/** The same, for components that open something. */
export function useOverlayPlace(): RefObject<HTMLElement | null> | undefined {
  return useContext(OverlayPlace);
}
