/**
 * Leaflet, minified: the WebJar's module build is three times as large. It is no module, so it leaves itself in
 * `globalThis`.
 */
import '../../vendor/leaflet/leaflet.js';
import { toLatLng } from './places.js';

export const L = globalThis.L;

/**
 * A position as Leaflet has it; what its `coordsToLatLng` is.
 *
 * @param {import('./places.js').Position} position
 */
export const latLngOf = (position) => L.latLng(...toLatLng(position));

/**
 * Takes a map away for good. Leaflet leaves timers of its own running (a resize, the end of a zoom) which would still
 * move the map or tell its listeners when it is gone.
 */
export function endMap(map) {
  map.remove();
  map.off();
  map._animatingZoom = false;
}
