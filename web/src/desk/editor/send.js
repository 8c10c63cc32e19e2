/** Sends what was written: all of a new item, or what was changed of one that is there. */
import { itemsPath } from '../../api.js';
import { isChanged, patchOf } from './changes.js';

const ANSWER_WITH_ITEM = { Prefer: 'return=representation' };

/**
 * @param {{ layer: string, address: string | null, etag: string }} item where it is, null for a new one, and which
 *   version the writer began with
 * @returns the answer, with no body where the writer does not see it any more; null where nothing was changed
 */
export async function sendItem(api, item, base, now) {
  const { layer, address, etag } = item;
  if (address !== null)
    return isChanged(base, now)
      ? api.send('PATCH', address, patchOf(base, now), {
          type: 'application/merge-patch+json',
          ifMatch: etag,
          headers: ANSWER_WITH_ITEM,
        })
      : null;
  const properties = Object.fromEntries(
    Object.entries(now.properties).filter(([, value]) => value !== null && value !== undefined),
  );
  return api.send(
    'POST',
    itemsPath(layer),
    { type: 'Feature', geometry: now.geometry, properties },
    { type: 'application/geo+json', headers: ANSWER_WITH_ITEM },
  );
}
