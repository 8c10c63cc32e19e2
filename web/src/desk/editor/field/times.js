/** The village's clock, wherever the editor sits: Seoul has no summer time. */
export const SEOUL_AHEAD_MILLIS = 9 * 3_600_000;

/** 2026-03-04T09:30 (as typed) → an instant, or null. */
export function clockToIso(typed) {
  const moment = new Date(`${typed}+09:00`);
  return typed && !Number.isNaN(moment.getTime()) ? moment.toISOString().replace('.000Z', 'Z') : null;
}

/** An instant → what an input of the type datetime-local takes. */
export function isoToClock(iso) {
  const moment = iso ? new Date(iso) : null;
  return moment && !Number.isNaN(moment.getTime())
    ? new Date(moment.getTime() + SEOUL_AHEAD_MILLIS).toISOString().slice(0, 16)
    : '';
}
