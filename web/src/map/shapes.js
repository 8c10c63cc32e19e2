/** Lines and areas on the map, the soft outlines of the dongs, and counts that stand on them. */
import { L, latLngOf } from './leaflet.js';
import { pointOf, toLatLng } from './places.js';
import { h } from '../dom.js';

const label = (className, ...content) => L.divIcon({ className, html: h('span', {}, ...content), iconSize: null });

export class Shapes {
  #group = L.layerGroup();
  #drawn = new Map();
  #hot = null;
  #chosen = null;
  #ring = null;
  #map;
  #does;

  constructor(map, does) {
    this.#does = does;
    this.#map = map;
    map.createPane('ring').classList.add('pane-ring');
    map.on('zoomend', () => this.#fitRing());
    this.#group.addTo(map);
  }

  /** Entries: { key, geometry, title, colour, dashed, primary }. */
  show(entries) {
    this.#group.clearLayers();
    this.#drawn.clear();
    for (const entry of entries) {
      const shape = L.geoJSON(entry.geometry, {
        coordsToLatLng: latLngOf,
        style: this.#style(entry),
        pointToLayer: (_, at) => L.circleMarker(at, { radius: 8 }),
      });
      shape.on('click', (event) => {
        L.DomEvent.stop(event);
        this.#does.pick(entry.key);
      });
      shape.on('mouseover', () => this.#does.hover(entry.key));
      shape.on('mouseout', () => this.#does.hover(null));
      shape.bindTooltip(h('span', {}, entry.title), { sticky: true, className: 'tip' });
      this.#drawn.set(entry.key, { shape, entry });
      this.#group.addLayer(shape);
    }
    this.heat(this.#hot);
    this.choose(this.#chosen);
  }

  /**
   * A distance around a geometry: { geometry, metres, here }. Around a point it is a circle; around a line or an area a
   * stroke as wide as the distance, which is what lies within it. `here` marks the middle as the reader's own place.
   */
  ring(ring) {
    this.#ring?.remove();
    this.#ring = null;
    if (!ring) return;
    const look = { pane: 'ring', interactive: false, className: 'ring', color: '#1f4a38' };
    if (ring.geometry.type === 'Point') {
      const at = latLngOf(ring.geometry.coordinates);
      this.#ring = L.layerGroup([
        L.circle(at, { ...look, radius: ring.metres, weight: 2, dashArray: '4 6', fillOpacity: 0.1 }),
      ]);
      if (ring.here)
        this.#ring.addLayer(
          L.circleMarker(at, { ...look, radius: 8, weight: 4, color: '#fffdf7', fillColor: '#1763b8', fillOpacity: 1 }),
        );
    } else {
      this.#ring = L.geoJSON(ring.geometry, {
        coordsToLatLng: latLngOf,
        style: /** @type {import('leaflet').PolylineOptions} */ ({
          ...look,
          className: 'ring ring-wide',
          lineCap: 'round',
          fill: /Polygon/.test(ring.geometry.type),
          fillOpacity: 1,
          noClip: true,
        }),
      });
      this.#ring.wideMetres = ring.metres;
      this.#ring.at = pointOf(ring.geometry);
    }
    this.#ring.addTo(this.#map);
    this.#fitRing();
  }

  #fitRing() {
    if (!this.#ring?.at) return;
    const metresAPixel = (40_075_017 * Math.cos(this.#ring.at[1] * (Math.PI / 180))) / 256 / 2 ** this.#map.getZoom();
    this.#ring.setStyle({ weight: Math.max(2, (2 * this.#ring.wideMetres) / metresAPixel) });
  }

  heat(key) {
    const before = this.#hot;
    this.#hot = key;
    this.#restyle(before);
    this.#restyle(key);
  }

  choose(key) {
    const before = this.#chosen;
    this.#chosen = key;
    this.#restyle(before);
    this.#restyle(key);
  }

  #restyle(key) {
    const drawn = this.#drawn.get(key);
    drawn?.shape.setStyle(this.#style(drawn.entry));
    if (key !== null && (key === this.#hot || key === this.#chosen)) drawn?.shape.bringToFront();
  }

  /** @returns {import('leaflet').PathOptions} */
  #style(entry) {
    const lit = entry.key === this.#hot || entry.key === this.#chosen;
    const area = /Polygon/.test(entry.geometry.type);
    return {
      color: entry.colour,
      weight: (area ? 2 : entry.dashed ? 4 : 2.5) + (lit ? 2.5 : 0),
      opacity: entry.primary || lit ? 0.95 : 0.6,
      dashArray: entry.dashed ? '2 9' : area ? '7 6' : undefined,
      lineCap: 'round',
      fill: area,
      fillOpacity: lit ? 0.28 : entry.primary ? 0.13 : 0.06,
    };
  }
}

/** The dongs, drawn so softly that the map has ground under it even without a base map. */
export class Ground {
  #map;
  #group = L.layerGroup();
  #counts = L.layerGroup();

  constructor(map) {
    this.#map = map;
    map.createPane('ground').classList.add('pane-ground');
    this.#group.addTo(map);
    this.#counts.addTo(map);
    map.on('zoomend', () => this.#fitLabels());
    this.#fitLabels();
  }

  #fitLabels() {
    const { classList } = this.#map.getContainer();
    for (const [name, below] of [
      ['is-out', 11],
      ['is-far', 13],
      ['is-mid', 15],
    ])
      classList.toggle(name, this.#map.getZoom() < below);
  }

  /** Places: { geometry, name, home }. */
  draw(places) {
    this.#group.clearLayers();
    for (const { geometry, name, home } of places) {
      this.#group.addLayer(
        L.geoJSON(geometry, {
          pane: 'ground',
          interactive: false,
          coordsToLatLng: latLngOf,
          style: {
            className: home ? 'dong dong-home' : 'dong',
            color: '#8f8266',
            weight: home ? 2.2 : 1.1,
            opacity: home ? 0.75 : 0.45,
            dashArray: '1 5',
            lineCap: 'round',
            fillColor: home ? '#fffaf0' : '#e6dcc3',
            fillOpacity: home ? 0.55 : 0.25,
          },
        }),
      );
      const at = pointOf(geometry);
      if (at)
        this.#group.addLayer(
          L.marker(toLatLng(at), {
            pane: 'ground',
            icon: label(`dong-name${home ? ' is-home' : ''}`, name),
            interactive: false,
            keyboard: false,
          }),
        );
    }
  }

  /** Counts: { at: [lon, lat], words, share: 0 to 1, colour, pick }. The words say the number; the size only helps. */
  count(counts) {
    this.#counts.clearLayers();
    this.#map.getContainer().classList.toggle('has-counts', counts.length > 0);
    for (const { at, words, share, colour, name, pick } of counts) {
      const size = Math.round(46 + 38 * Math.sqrt(share));
      const circle = h('span', { class: 'count-circle' }, h('small', {}, name), h('b', {}, words));
      circle.style.background = colour;
      const marker = L.marker(toLatLng(at), {
        icon: L.divIcon({ className: 'marker marker-count', html: circle, iconSize: [size, size] }),
        keyboard: false,
        zIndexOffset: -200,
      });
      if (pick) marker.on('click', pick);
      this.#counts.addLayer(marker);
    }
  }
}
