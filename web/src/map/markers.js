/** Points on the map: pins, small symbols, and bunches where there are too many to tell apart. */
import { L } from './leaflet.js';
import { toLatLng } from './places.js';
import { dot, pin } from '../symbols.js';
import { h } from '../dom.js';

/** Above this many points in view, all points that would overlap are bunched. */
const MARKERS_AT_MOST = 300;
const CELL_PIXELS = 72;
/** Of the small symbols so many may stand in a cell of this size; more would be a heap. */
const SMALL_AT_MOST = 4;
const SMALL_CELL_PIXELS = 44;
const NAMES_AT_MOST = 8;
/** So far out the whole village is one place. */
const BUNCHED_BELOW_ZOOM = 11;

function iconOf(entry) {
  if (entry.primary) {
    return L.divIcon({
      className: 'marker',
      html: pin(entry.shape, entry.colour, entry.number),
      iconSize: [34, 44],
      iconAnchor: [17, 42],
    });
  }
  return L.divIcon({
    className: 'marker marker-small',
    html: dot(entry.shape, entry.colour),
    iconSize: [32, 32],
    iconAnchor: [16, 16],
  });
}

function bunchIcon(many) {
  const size = many < 10 ? 34 : many < 100 ? 40 : 48;
  const words = h('span', { class: 'bunch' }, String(many));
  return L.divIcon({ className: 'marker marker-bunch', html: words, iconSize: [size, size] });
}

export class Markers {
  #map;
  #group = L.layerGroup();
  #entries = [];
  #drawn = new Map();
  #bunched = new Map(); // key of an entry → the name under which its bunch is drawn
  #hot = null;
  #chosen = null;
  #does;

  /** `does`: { pick(key), hover(key or null), crowd() }. */
  constructor(map, does) {
    this.#map = map;
    this.#does = does;
    this.#group.addTo(map);
    map.on('moveend', () => this.#draw());
  }

  /** Entries: { key, at: [lon, lat], title, shape, colour, primary, number }. */
  show(entries) {
    this.#entries = entries;
    this.#group.clearLayers();
    this.#drawn.clear();
    this.#draw();
  }

  heat(key) {
    this.#mark(this.#hot, 'is-hot', false);
    this.#hot = key;
    this.#mark(key, 'is-hot', true);
  }

  choose(key) {
    this.#mark(this.#chosen, 'is-chosen', false);
    this.#chosen = key;
    this.#mark(key, 'is-chosen', true);
  }

  #mark(key, name, on) {
    const marker = this.#drawn.get(this.#bunched.get(key) ?? key);
    marker?.getElement()?.classList.toggle(name, on);
    marker?.setZIndexOffset(on ? 2000 : 0);
  }

  #draw() {
    const view = this.#map.getBounds().pad(0.3);
    const inView = this.#entries.filter((entry) => view.contains(toLatLng(entry.at)));
    const wanted = new Map();
    this.#bunched.clear();
    if (inView.length > MARKERS_AT_MOST || this.#map.getZoom() < BUNCHED_BELOW_ZOOM)
      this.#bunch(inView, wanted, CELL_PIXELS, 1);
    else {
      for (const entry of inView) if (entry.primary) wanted.set(entry.key, [entry]);
      this.#bunch(
        inView.filter((entry) => !entry.primary),
        wanted,
        SMALL_CELL_PIXELS,
        SMALL_AT_MOST,
      );
    }

    for (const [key, marker] of this.#drawn) {
      if (wanted.has(key)) continue;
      this.#group.removeLayer(marker);
      this.#drawn.delete(key);
    }
    for (const [key, entries] of wanted) {
      if (this.#drawn.has(key)) continue;
      const marker = entries.length === 1 ? this.#single(entries[0]) : this.#several(entries);
      this.#drawn.set(key, marker);
      this.#group.addLayer(marker);
    }
    this.#mark(this.#hot, 'is-hot', true);
    this.#mark(this.#chosen, 'is-chosen', true);
  }

  /** Bunches the entries of a cell where there are more than `alone`. */
  #bunch(entries, wanted, cellPixels, alone) {
    const zoom = this.#map.getZoom();
    const cells = new Map();
    for (const entry of entries) {
      const { x, y } = this.#map.project(toLatLng(entry.at), zoom);
      const cell = `${Math.floor(x / cellPixels)}:${Math.floor(y / cellPixels)}`;
      if (!cells.has(cell)) cells.set(cell, []);
      cells.get(cell).push(entry);
    }
    for (const [cell, members] of cells) {
      if (members.length <= alone) for (const entry of members) wanted.set(entry.key, [entry]);
      else {
        const name = `bunch ${zoom} ${cell} ${members.length}`;
        wanted.set(name, members);
        for (const { key } of members) this.#bunched.set(key, name);
      }
    }
  }

  // The list does for the keyboard what markers do for the pointer, so markers are no tab stops.
  #single(entry) {
    const marker = L.marker(toLatLng(entry.at), {
      icon: iconOf(entry),
      keyboard: false,
      title: entry.title,
      riseOnHover: true,
      zIndexOffset: entry.primary ? 500 : 0,
    });
    marker.on('click', () => this.#does.pick(entry.key));
    marker.on('mouseover', () => this.#does.hover(entry.key));
    marker.on('mouseout', () => this.#does.hover(null));
    marker.on('add', () => {
      marker.getElement().dataset.marker = entry.key;
    });
    return marker;
  }

  #several(entries) {
    const middle = [0, 1].map((axis) => entries.reduce((sum, entry) => sum + entry.at[axis], 0) / entries.length);
    const names = entries
      .slice(0, NAMES_AT_MOST)
      .map((entry) => entry.title)
      .join(', ');
    const marker = L.marker(toLatLng(middle), {
      icon: bunchIcon(entries.length),
      keyboard: false,
      title: `${names}${entries.length > NAMES_AT_MOST ? ' …' : ''}`,
    });
    marker.on('click', () => {
      if (this.#map.getZoom() >= this.#map.getMaxZoom()) {
        this.#does.crowd();
        return;
      }
      const box = L.latLngBounds(entries.map((entry) => toLatLng(entry.at)));
      this.#map.fitBounds(box, { padding: [40, 40], maxZoom: this.#map.getZoom() + 3 });
    });
    return marker;
  }
}
