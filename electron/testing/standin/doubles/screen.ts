import { EventEmitter } from "node:events";

/** The one display there is, without what a desktop takes of it. */
export const workArea = { x: 0, y: 0, width: 1280, height: 800 } as const satisfies Electron.Rectangle;

const { width, height } = workArea;
const display = {
  id: 1,
  label: "stand-in",
  bounds: { ...workArea },
  workArea: { ...workArea },
  size: { width, height },
  workAreaSize: { width, height },
  scaleFactor: 1,
  rotation: 0,
  internal: false,
} satisfies Partial<Electron.Display>;

/** `electron.screen`. */
export function screenDouble() {
  const only = (): Electron.Display => display as unknown as Electron.Display;
  return Object.assign(new EventEmitter(), {
    getPrimaryDisplay: only,
    getDisplayMatching: only,
    getDisplayNearestPoint: only,
    getAllDisplays: () => [only()],
    getCursorScreenPoint: () => ({ x: 0, y: 0 }),
  } satisfies Partial<Electron.Screen>);
}
