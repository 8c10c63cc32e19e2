/**
 * A map of what was ranked: a sign with its score for each house, and a small one where signs would cover each other:
 * the better ranked keeps its score. Outlines of groups, drawn areas and a way through houses. Speaks lon,lat.
 */
import { calm, h } from '../../dom.js';
import { dot, holder } from '../../symbols.js';
import { endMap, L, latLngOf } from '../leaflet.js';
import { boxOf, toBounds, toLatLng } from '../places.js';
import { Ground } from '../shapes.js';
import { Crowd } from './crowd.js';
import { drawAreas, drawGroups, drawWay } from './outlines.js';

const SIGN_PIXELS = 38;
const DOT_PIXELS = 20;
const CLOSE_ZOOM = 17;
const STREET_ZOOM = 18;

export class ScoreMap extends EventTarget {
  #map;
  #ground;
  #group = L.layerGroup();
  #groups = L.layerGroup();
  #areas = L.layerGroup();
  #way = L.layerGroup();
  #entries = [];
  #drawn = new Map(); // key → marker
  #rest = new Map(); // key → how far above others its marker is, while it is not lit
  #hot = null;
  #chosen = null;
  #marked = new Set();

  /** Says `pick` {key}, `hover` {key or null}, `group` {index}. */
  constructor(element, { basemap, home }) {
    super();
    this.#map = L.map(element, {
      zoomControl: false,
      attributionControl: false,
      minZoom: 9,
      maxZoom: basemap?.maxZoom ?? 19,
      zoomSnap: 0.5,
      fadeAnimation: !calm(),
      zoomAnimation: !calm(),
      markerZoomAnimation: !calm(),
      inertia: !calm(),
      keyboardPanDelta: 100,
    });
    if (home.bbox && element.offsetHeight) this.#map.fitBounds(toBounds(home.bbox), { animate: false });
    else this.#map.setView(toLatLng([home.lon, home.lat]), home.zoom, { animate: false });
    this.#ground = new Ground(this.#map);
    for (const [name, layer] of Object.entries({ areas: this.#areas, groups: this.#groups, way: this.#way })) {
      this.#map.createPane(name).classList.add(`pane-${name}`);
      layer.addTo(this.#map);
    }
    this.#group.addTo(this.#map);
    L.control.scale({ imperial: false, position: 'bottomleft' }).addTo(this.#map);
    L.control.attribution({ position: 'bottomright', prefix: false }).addTo(this.#map);
    if (basemap?.url) {
      const tiles = L.tileLayer(basemap.url, {
        attribution: basemap.attribution,
        maxZoom: basemap.maxZoom ?? 19,
        className: 'tiles',
      });
      tiles.once('tileload', () => element.classList.add('has-tiles'));
      tiles.addTo(this.#map);
    }
    this.#map.on('zoomend', () => this.#draw());
  }

  get centre() {
    const { lng, lat } = this.#map.getCenter();
    return [Number(lng.toFixed(6)), Number(lat.toFixed(6))];
  }

  /** Houses in the order of their rank: `{ key, at, title, shape, colour, words, hollow, warns }`. */
  show(entries) {
    this.#entries = entries.filter((one) => one.at);
    this.#draw();
  }

  /** Marks those that are chosen. */
  mark(keys) {
    this.#marked = new Set(keys);
    for (const [key, marker] of this.#drawn) marker.getElement()?.classList.toggle('is-marked', this.#marked.has(key));
  }

  heat(key) {
    const before = this.#hot;
    this.#hot = key;
    this.#renew(before);
    this.#renew(key);
  }

  choose(key) {
    const before = this.#chosen;
    this.#chosen = key;
    this.#renew(before);
    this.#renew(key);
  }

  #draw() {
    this.#group.clearLayers();
    this.#drawn.clear();
    this.#rest.clear();
    const taken = new Crowd();
    const zoom = this.#map.getZoom();
    for (const entry of this.#entries) {
      const point = this.#map.project(latLngOf(entry.at), zoom);
      entry.isSmall = zoom < STREET_ZOOM && taken.isNear(point);
      if (!entry.isSmall) taken.add(point);
    }
    [...this.#entries].reverse().forEach((entry, index) => this.#put(entry, index));
  }

  /** A house that is pointed at or open shows its score wherever it stands. */
  #renew(key) {
    const entry = this.#entries.find((one) => one.key === key);
    const marker = this.#drawn.get(key);
    if (!entry || !marker) return;
    marker.setIcon(this.#iconOf(entry));
    marker.setZIndexOffset(this.#isLit(key) ? 20_000 : this.#rest.get(key));
    this.#name(marker, entry);
  }

  #isLit(key) {
    return key === this.#hot || key === this.#chosen;
  }

  #iconOf(entry) {
    const lit = this.#isLit(entry.key);
    const small = entry.isSmall && !lit;
    const size = small ? DOT_PIXELS : SIGN_PIXELS + (lit ? 8 : 0);
    const sign = small
      ? dot(entry.shape, entry.colour)
      : holder(entry.shape, entry.colour, entry.words, { size, hollow: entry.hollow });
    const marks = [
      small ? 'is-small' : '',
      entry.key === this.#chosen ? 'is-open' : '',
      entry.key === this.#hot ? 'is-hot' : '',
      this.#marked.has(entry.key) ? 'is-marked' : '',
    ]
      .filter(Boolean)
      .join(' ');
    return L.divIcon({
      className: `marker score-marker ${marks}`,
      html: h(
        'span',
        {},
        sign,
        entry.warns && !small ? h('span', { class: 'score-warns', 'aria-hidden': 'true' }, '!') : null,
      ),
      iconSize: [size, size],
    });
  }

  // The list does for the keyboard what markers do for the pointer, so markers are no tab stops.
  #put(entry, index) {
    const rest = entry.isSmall ? index : 5000 + index;
    const marker = L.marker(latLngOf(entry.at), {
      icon: this.#iconOf(entry),
      keyboard: false,
      riseOnHover: true,
      zIndexOffset: this.#isLit(entry.key) ? 20_000 : rest,
    });
    marker.bindTooltip(h('span', {}, entry.title), { className: 'tip', direction: 'top', offset: [0, -18] });
    marker.on('click', () => this.#say('pick', { key: entry.key }));
    marker.on('mouseover', () => this.#say('hover', { key: entry.key }));
    marker.on('mouseout', () => this.#say('hover', { key: null }));
    marker.addTo(this.#group);
    this.#drawn.set(entry.key, marker);
    this.#rest.set(entry.key, rest);
    this.#name(marker, entry);
  }

  #name(marker, entry) {
    const node = marker.getElement();
    if (!node) return;
    node.dataset.marker = entry.key;
    node.dataset.score = entry.words;
  }

  /** Groups: `{ at: [positions of houses], centre, title, number }`. */
  groups(all) {
    drawGroups(this.#groups, all, (index) => this.#say('group', { index }));
  }

  /** Areas that are looked in and left out, and the one that was chosen by name. */
  areas(all) {
    drawAreas(this.#areas, all);
  }

  /** A way through places, in their order; none where there are none. */
  way(at) {
    drawWay(this.#way, at);
    if (at.length > 1) this.fitPlaces(at);
  }

  ground(places) {
    this.#ground.draw(places);
  }

  /** Brings all these places into view. */
  fitPlaces(at) {
    const box = boxOf({ type: 'MultiPoint', coordinates: at });
    if (box) this.#map.fitBounds(toBounds(box), { padding: [40, 40], maxZoom: CLOSE_ZOOM, animate: false });
  }

  fit() {
    if (this.#entries.length) this.fitPlaces(this.#entries.map((one) => one.at));
  }

  /** Brings a place into view, no nearer than the map is unless it is far out. */
  lookAt(at, { near = false } = {}) {
    if (near) this.#map.setView(latLngOf(at), Math.max(this.#map.getZoom(), CLOSE_ZOOM), { animate: false });
    else this.#map.panInside(latLngOf(at), { padding: [60, 60], animate: !calm() });
  }

  zoom(by) {
    this.#map.setZoom(this.#map.getZoom() + by);
  }
  resize() {
    this.#map.invalidateSize({ animate: false, pan: false });
  }
  remove() {
    endMap(this.#map);
  }
  #say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
