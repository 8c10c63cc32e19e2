/** A small map of a few places, beside a text that says the same. Takes and gives GeoJSON, lon,lat. */
import { endMap, L, latLngOf } from './leaflet.js';
import { boxAroundAll, boxOf, pointOf, toBounds } from './places.js';
import { calm, h } from '../dom.js';
import { t } from '../i18n.js';
import { pin } from '../symbols.js';

const HOUSE_ZOOM = 17;
/**
 * Draws `places`, `{ key, geometry, title, shape, colour, number }`, the most important first, over a base map where
 * there is one, and over `ground` (GeoJSON geometries of dongs). `pick(key)` is called for what is chosen.
 * Answers `{ remove() }`.
 */
export function smallMap(element, { places, ground = [], basemap, pick = (/** @type {string} */ _key) => {} }) {
  const map = L.map(element, {
    attributionControl: false,
    zoomControl: false,
    zoomSnap: 0.5,
    maxZoom: basemap?.maxZoom ?? 19,
    scrollWheelZoom: false,
    fadeAnimation: !calm(),
    zoomAnimation: !calm(),
    markerZoomAnimation: !calm(),
    inertia: !calm(),
  });
  L.control.zoom({ zoomInTitle: t('map.in'), zoomOutTitle: t('map.out') }).addTo(map);
  L.control.scale({ imperial: false, position: 'bottomleft' }).addTo(map);
  L.control.attribution({ position: 'bottomright', prefix: false }).addTo(map);
  if (basemap?.url)
    L.tileLayer(basemap.url, {
      attribution: basemap.attribution,
      maxZoom: basemap.maxZoom ?? 19,
      className: 'tiles',
    }).addTo(map);
  for (const geometry of ground) {
    L.geoJSON(geometry, {
      coordsToLatLng: latLngOf,
      interactive: false,
      style: { color: '#b9ab88', weight: 1, fillColor: '#faf6ec', fillOpacity: basemap?.url ? 0 : 0.6 },
    }).addTo(map);
  }
  const boxes = [];
  for (const place of [...places].reverse()) {
    if (!place.geometry) continue;
    if (place.geometry.type !== 'Point')
      L.geoJSON(place.geometry, { coordsToLatLng: latLngOf, style: { color: place.colour, weight: 4 } }).addTo(map);
    const marker = L.marker(latLngOf(pointOf(place.geometry)), {
      keyboard: false,
      zIndexOffset: place === places[0] ? 1000 : 0,
      icon: L.divIcon({
        className: 'marker',
        html: pin(place.shape, place.colour, place.number),
        iconSize: [34, 44],
        iconAnchor: [17, 42],
      }),
    });
    marker.bindTooltip(h('span', {}, place.title), { className: 'tip', direction: 'top', offset: [0, -40] });
    marker.on('click', () => pick(place.key));
    marker.addTo(map);
    boxes.push(boxOf(place.geometry));
  }
  const box = boxAroundAll(boxes);
  if (box) map.fitBounds(toBounds(box), { padding: [48, 48], maxZoom: HOUSE_ZOOM, animate: false });
  return { remove: () => endMap(map) };
}
