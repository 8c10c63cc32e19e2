/** What lies around and between ranked houses: groups, areas, a way. */
import { h } from '../../dom.js';
import { L, latLngOf } from '../leaflet.js';

/**
 * Draws groups, `{ at: [positions of houses], centre, title, number }`, anew; `pick(index)` for one that is pressed.
 */
export function drawGroups(layer, all, pick) {
  layer.clearLayers();
  all.forEach(({ at, centre, title, number }, index) => {
    const corners = at.length > 1 ? hullOf(at) : [centre];
    /** @type {import('leaflet').PolylineOptions} */
    const look = {
      pane: 'groups',
      color: '#8a6212',
      className: 'group-outline',
      lineJoin: 'round',
      lineCap: 'round',
      weight: 44,
      opacity: 0.2,
      fillColor: '#8a6212',
      fillOpacity: 0.2,
    };
    const shape =
      corners.length > 2
        ? L.polygon(corners.map(latLngOf), look)
        : L.polyline((corners.length === 2 ? corners : [corners[0], corners[0]]).map(latLngOf), look);
    shape.bindTooltip(h('span', {}, title), { className: 'tip', sticky: true });
    shape.on('click', () => pick(index));
    shape.addTo(layer);
    const north = corners.reduce((best, one) => (one[1] > best[1] ? one : best));
    L.marker(latLngOf(north), {
      pane: 'groups',
      icon: L.divIcon({
        className: 'marker group-number',
        html: h('span', {}, String(number)),
        iconSize: [24, 24],
        iconAnchor: [12, 46],
      }),
      keyboard: false,
      interactive: false,
    }).addTo(layer);
  });
}

/** Areas that are looked in and left out, and the one that was chosen by name. */
export function drawAreas(layer, { area, exclude, within }) {
  layer.clearLayers();
  const put = (geometry, style) =>
    geometry &&
    L.geoJSON(geometry, {
      pane: 'areas',
      interactive: false,
      coordsToLatLng: latLngOf,
      style: { pane: 'areas', ...style },
    }).addTo(layer);
  put(within, { color: '#1f4a38', weight: 3, fillOpacity: 0.04, className: 'area-within' });
  put(area, {
    color: '#1f4a38',
    weight: 3,
    dashArray: '10 5',
    fillColor: '#1f4a38',
    fillOpacity: 0.08,
    className: 'area-in',
  });
  put(exclude, {
    color: '#a4452c',
    weight: 3,
    dashArray: '2 7',
    lineCap: 'round',
    fillColor: '#a4452c',
    fillOpacity: 0.16,
    className: 'area-out',
  });
}

/** A way through places, in their order; none where there are none. */
export function drawWay(layer, at) {
  layer.clearLayers();
  if (at.length < 2) return;
  L.polyline(at.map(latLngOf), {
    pane: 'way',
    interactive: false,
    color: '#2a2823',
    weight: 4,
    dashArray: '1 8',
    lineCap: 'round',
    opacity: 0.85,
  }).addTo(layer);
  at.forEach((one, index) =>
    L.marker(latLngOf(one), {
      pane: 'way',
      keyboard: false,
      interactive: false,
      icon: L.divIcon({
        className: 'marker way-number',
        html: h('span', {}, String(index + 1)),
        iconSize: [22, 22],
        iconAnchor: [-6, 26],
      }),
    }).addTo(layer),
  );
}

/** The outline around some positions (Andrew's monotone chain). */
function hullOf(at) {
  const sorted = [...at].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const turn = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
  const half = (points) => {
    const chain = [];
    for (const point of points) {
      while (chain.length > 1 && turn(chain.at(-2), chain.at(-1), point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  const hull = [...half(sorted), ...half(sorted.reverse())];
  return hull.length ? hull : [at[0]];
}
