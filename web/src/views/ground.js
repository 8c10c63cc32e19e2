/** The dongs under everything: read once, drawn softly, and used to place counts. */
import { getFeatures } from '../api.js';
import { metresBetween, pointOf } from '../map/places.js';
import { titleOf } from '../schema/format.js';
import { GROUND_LAYER } from './views.js';

let reading;

/**
 * { schema, features } of the ground layer, or null where there is none.
 *
 * @param {{ catalog: import('../catalog.js').Catalog }} of
 */
export function dongs({ catalog }) {
  const info = catalog.get(GROUND_LAYER);
  if (!info) return Promise.resolve(null);
  reading ??= getFeatures(info.id, { limit: 500 }).catch((error) => {
    reading = undefined;
    throw error;
  });
  return Promise.all([info.schema(), reading]).then(([schema, page]) => ({ schema, features: page.features }));
}

/** What the map draws; the dong whose middle is nearest to the home view stands out. */
export function groundPlaces({ schema, features }, lang, home) {
  const far = (feature) => metresBetween(pointOf(feature.geometry), [home.lon, home.lat]);
  const areas = features.filter((feature) => pointOf(feature.geometry));
  const nearest = areas.reduce((best, feature) => (!best || far(feature) < far(best) ? feature : best), null);
  return areas.map((feature) => ({
    geometry: feature.geometry,
    name: titleOf(schema, feature, lang),
    home: feature === nearest,
  }));
}
