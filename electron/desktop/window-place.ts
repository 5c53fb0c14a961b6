import type { WindowPlace } from "../settings/remembered.ts";

type Rectangle = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** The window cannot be made smaller: all of it can be used at this size. */
export const smallestWindow = { width: 720, height: 520 } as const;
/** All columns of the log, the charts and the workers have their room in it. */
const firstWindow = { width: 1280, height: 800 } as const;
/** So much of a title bar must be on a screen for the window to be moved. */
const grip = 64;

/** Where to open the window: where it was, if that is still on a screen; without x and y, in the middle. */
export function placeOf(remembered: WindowPlace | undefined, screens: readonly Rectangle[]): Partial<Rectangle> {
  if (remembered === undefined) return firstPlace(screens);
  const size = {
    width: Math.max(remembered.width, smallestWindow.width),
    height: Math.max(remembered.height, smallestWindow.height),
  };
  const { x, y } = remembered;
  return screens.some((screen) => isReachable({ x, y, ...size }, screen)) ? { x, y, ...size } : size;
}

/** No larger than any screen: which one it opens on is the system's to say. */
function firstPlace(screens: readonly Rectangle[]): Partial<Rectangle> {
  return {
    width: Math.min(firstWindow.width, ...screens.map(({ width }) => width)),
    height: Math.min(firstWindow.height, ...screens.map(({ height }) => height)),
  };
}

function isReachable(window: Rectangle, screen: Rectangle): boolean {
  const left = Math.max(window.x, screen.x);
  const right = Math.min(window.x + window.width, screen.x + screen.width);
  return right - left >= grip && window.y >= screen.y && window.y <= screen.y + screen.height - grip;
}
