/** Bytes a second, smoothed: what was counted last weighs most. */
export type Speed = { readonly at: number; readonly bytes: number; readonly perSecond: number | undefined };

/** Milliseconds between two looks that count: shorter ones tell more of bursts than of speed. */
const leastMilliseconds = 250;
const weightPerSecond = 0.6;

/** What the speed of all files is taken from. */
type Moving = { readonly moved: number; readonly sending: number; readonly interrupted: number };

/** The speed before a second look: not known yet. */
export function startSpeed(now: number, bytes: number): Speed {
  return { at: now, bytes, perSecond: undefined };
}

/** The speed after another look at how many bytes have gone. */
export function measureSpeed(speed: Speed, now: number, bytes: number): Speed {
  const milliseconds = now - speed.at;
  if (milliseconds < leastMilliseconds) return speed;
  const current = ((bytes - speed.bytes) / milliseconds) * 1000;
  const weight = 1 - (1 - weightPerSecond) ** (milliseconds / 1000);
  const perSecond = speed.perSecond === undefined ? current : speed.perSecond + weight * (current - speed.perSecond);
  return { at: now, bytes, perSecond };
}

/** The speed of all files: not known while those that were under way all wait for their connection. */
export function speedOfAll(speed: Speed, now: number, { moved, sending, interrupted }: Moving): Speed {
  return sending === 0 && interrupted > 0 ? startSpeed(now, moved) : measureSpeed(speed, now, moved);
}
