/** How a picture lies on its stage: moved from the middle by so many pixels, and so many times as large as it fits. */
export type Placement = { readonly x: number; readonly y: number; readonly scale: number };
/** Pixels of a stage or a picture. */
export type Size = { readonly width: number; readonly height: number };

/** All of the picture, in the middle. */
export const whole: Placement = { x: 0, y: 0, scale: 1 };
const largest = 8;

/** Zooms by a factor about a point, which stays where it is; the point is seen from the stage's middle. */
export function zoomAt(placement: Placement, x: number, y: number, factor: number): Placement {
  const scale = Math.min(largest, Math.max(1, placement.scale * factor));
  const change = scale / placement.scale;
  return { x: x - (x - placement.x) * change, y: y - (y - placement.y) * change, scale };
}

/** The nearest placement that leaves no more of the stage empty than it must; `fitted` is the picture's size at scale 1. */
export function settle(placement: Placement, fitted: Size, stage: Size): Placement {
  const room = (length: number, space: number) => Math.max(0, (length * placement.scale - space) / 2);
  const across = room(fitted.width, stage.width);
  const down = room(fitted.height, stage.height);
  return { ...placement, x: between(placement.x, across), y: between(placement.y, down) };
}

function between(value: number, most: number): number {
  return Math.min(most, Math.max(0 - most, value));
}
