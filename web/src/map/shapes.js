/** Lines and areas on the map, the soft outlines of the dongs, and counts that stand on them. */
import * as L from '/vendor/leaflet/leaflet-src.esm.js';
import { pointOf, toLatLng } from './places.js';
import { h } from '../dom.js';

const swap = (position) => L.latLng(...toLatLng(position));
const label = (className, ...content) => L.divIcon({ className, html: h('span', {}, ...content), iconSize: null });

export class Shapes {
  #group = L.layerGroup();
  #drawn = new Map();
  #hot = null;
  #chosen = null;
  #does;

  constructor(map, does) {
    this.#does = does;
    this.#group.addTo(map);
  }

  /** Entries: { key, geometry, title, colour, dashed, primary }. */
  show(entries) {
    this.#group.clearLayers();
    this.#drawn.clear();
    for (const entry of entries) {
      const shape = L.geoJSON(entry.geometry, { coordsToLatLng: swap, style: this.#style(entry), pointToLayer: (_, at) => L.circleMarker(at, { radius: 8 }) });
      shape.on('click', (event) => { L.DomEvent.stop(event); this.#does.pick(entry.key); });
      shape.on('mouseover', () => this.#does.hover(entry.key));
      shape.on('mouseout', () => this.#does.hover(null));
      shape.bindTooltip(entry.title, { sticky: true, className: 'tip' });
      this.#drawn.set(entry.key, { shape, entry });
      this.#group.addLayer(shape);
    }
    this.heat(this.#hot);
    this.choose(this.#chosen);
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

  #style(entry) {
    const lit = entry.key === this.#hot || entry.key === this.#chosen;
    const area = /Polygon/.test(entry.geometry.type);
    return {
      color: entry.colour, weight: (area ? 2 : entry.dashed ? 4 : 2.5) + (lit ? 2.5 : 0), opacity: entry.primary || lit ? 0.95 : 0.6,
      dashArray: entry.dashed ? '2 9' : area ? '7 6' : undefined, lineCap: 'round',
      fill: area, fillOpacity: lit ? 0.28 : entry.primary ? 0.13 : 0.06,
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
    this.#map.getContainer().classList.toggle('is-far', this.#map.getZoom() < 13);
    this.#map.getContainer().classList.toggle('is-mid', this.#map.getZoom() < 15);
  }

  /** Places: { geometry, name, home }. */
  draw(places) {
    this.#group.clearLayers();
    for (const { geometry, name, home } of places) {
      this.#group.addLayer(L.geoJSON(geometry, {
        pane: 'ground', interactive: false, coordsToLatLng: swap,
        style: { className: home ? 'dong dong-home' : 'dong', color: '#8f8266', weight: home ? 2.2 : 1.1, opacity: home ? 0.75 : 0.45,
          dashArray: '1 5', lineCap: 'round', fillColor: home ? '#fffaf0' : '#e6dcc3', fillOpacity: home ? 0.55 : 0.25 },
      }));
      const at = pointOf(geometry);
      if (at) this.#group.addLayer(L.marker(toLatLng(at), { pane: 'ground', icon: label(`dong-name${home ? ' is-home' : ''}`, name), interactive: false, keyboard: false }));
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
        icon: L.divIcon({ className: 'marker marker-count', html: circle, iconSize: [size, size] }), keyboard: false, zIndexOffset: -200,
      });
      if (pick) marker.on('click', pick);
      this.#counts.addLayer(marker);
    }
  }
}
