import { formatSize } from "../../server/size.ts";

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
  if (speed.perSecond === undefined && bytes === speed.bytes) return startSpeed(now, bytes); // nothing has begun to move
  const milliseconds = now - speed.at;
  if (milliseconds < leastMilliseconds) return speed;
  const current = ((bytes - speed.bytes) / milliseconds) * 1000;
  const weight = 1 - (1 - weightPerSecond) ** (milliseconds / 1000);
  const perSecond = speed.perSecond === undefined ? current : speed.perSecond + weight * (current - speed.perSecond);
  return { at: now, bytes, perSecond };
}

/** A speed behind other words; nothing while it is not known. */
export function speedWords({ perSecond }: Speed): string {
  return perSecond === undefined ? "" : `, ${formatSize(Math.max(0, Math.round(perSecond)))}/s`;
}

/** How long so many bytes take, in words that do not change all the time; "" where nobody knows. */
export function timeLeft({ perSecond = 0 }: Speed, bytes: number): string {
  if (perSecond < 1) return "";
  const minutes = Math.round(bytes / perSecond / 60);
  if (minutes < 1) return "less than a minute left";
  return minutes < 90 ? `${minutes} min left` : `${Math.round(minutes / 60)} hours left`;
}

/** The speed of all files: not known while those that were under way all wait for their connection. */
export function speedOfAll(speed: Speed, now: number, { moved, sending, interrupted }: Moving): Speed {
  return sending === 0 && interrupted > 0 ? startSpeed(now, moved) : measureSpeed(speed, now, moved);
}
