/** Large layers on the map: circles that say how many, single points where there is room. Only the tiles in view. */
import { L } from './leaflet.js';
import { toLatLng } from './places.js';
import { gathered, ringOf } from './gather.js';
import { ancestor, GATHERED_ZOOM, nameOf, Tiles, tilesIn } from './tiles.js';
import { calm, h } from '../dom.js';
import { keyOf } from '../features.js';
import { count, shortCount } from '../i18n.js';
import { titleOf } from '../schema/format.js';
import { dot, lookOf, symbol } from '../symbols.js';

/** Tiles that would hold more single points than this are not asked for: their clusters stay. */
const POINTS_A_TILE = 800;
const DRAWING_MILLIS = 8;
const EDGE_PIXELS = 48;

export class Clusters {
  #map;
  #does;
  #covered;
  #layers = new Map(); // id → { info, schema, kinds, tiles, drawn: Map of tile name → group, turn }
  #lang = 'ko';
  #told = '';
  #singles = new Map(); // key → marker
  #queue = [];
  #hot = null;
  #busy = new Set();

  constructor(map, does, covered) {
    this.#map = map;
    this.#does = does;
    this.#covered = covered;
    map.on('moveend', () => this.#update());
  }

  /** Layers: { info, schema, kinds }; `kinds` are the values of the category that are wanted, all where there are none. */
  show(layers, lang) {
    const wanted = new Map(layers.map((layer) => [layer.info.id, layer]));
    const told = JSON.stringify([lang, layers.map(({ info, kinds }) => [info.id, kinds])]);
    if (told === this.#told) return; // nothing new: what is on its way goes on
    this.#told = told;
    for (const [id, layer] of this.#layers) if (!wanted.has(id)) this.#remove(id, layer);
    for (const [id, layer] of wanted) {
      const had = this.#layers.get(id);
      if (!had) this.#layers.set(id, { ...layer, tiles: new Tiles(id), drawn: new Map(), turn: 0 });
      else {
        if (String(had.kinds) !== String(layer.kinds) || lang !== this.#lang) this.#clear(had);
        Object.assign(had, layer);
      }
    }
    this.#lang = lang;
    this.#update();
  }

  renew(layerIds) {
    for (const id of layerIds) {
      const layer = this.#layers.get(id);
      if (!layer) continue;
      layer.tiles.forget();
      layer.stale = true;
    }
    this.#update();
  }

  heat(key) {
    this.#singles.get(this.#hot)?.getElement()?.classList.remove('is-hot');
    this.#hot = key;
    this.#singles.get(key)?.getElement()?.classList.add('is-hot');
  }

  #remove(id, layer) {
    layer.turn += 1;
    this.#tell(layer, false);
    layer.tiles.forget();
    this.#clear(layer);
    this.#layers.delete(id);
  }

  #clear(layer) {
    for (const name of [...layer.drawn.keys()]) this.#erase(layer, name);
  }

  #erase(layer, name) {
    const group = layer.drawn.get(name);
    layer.drawn.delete(name);
    for (const key of group.keys ?? []) this.#singles.delete(key);
    group.remove();
  }

  get #box() {
    const { x, y } = this.#map.getSize();
    const northWest = this.#map.containerPointToLatLng([-EDGE_PIXELS, -EDGE_PIXELS]);
    const southEast = this.#map.containerPointToLatLng([x + EDGE_PIXELS, y + EDGE_PIXELS]);
    return [northWest.lng, southEast.lat, southEast.lng, northWest.lat];
  }

  #update() {
    for (const layer of this.#layers.values()) this.#follow(layer);
  }

  async #follow(layer) {
    const turn = ++layer.turn;
    this.#tell(layer, true);
    const zoom = Math.floor(this.#map.getZoom());
    const tiles = tilesIn(this.#box, layer.info.box, zoom);
    const near = zoom > GATHERED_ZOOM;
    const above = near ? [...new Map(tiles.map((tile) => ancestor(tile, GATHERED_ZOOM)).map((tile) => [nameOf(tile), tile])).values()] : [];
    layer.tiles.onlyWant(new Set([...tiles, ...above].map(nameOf)));
    const crowded = new Set();
    await Promise.all(above.map(async (tile) => {
      const features = await layer.tiles.read(tile).catch(() => []);
      if (features.reduce((sum, one) => sum + (one.properties.count ?? 1), 0) / 4 ** (zoom - GATHERED_ZOOM) > POINTS_A_TILE) crowded.add(nameOf(tile));
    }));
    if (turn !== layer.turn) return;
    const wanted = new Map(above.filter((tile) => crowded.has(nameOf(tile))).map((tile) => [nameOf(tile), tile]));
    for (const tile of tiles) if (!near || !crowded.has(nameOf(ancestor(tile, GATHERED_ZOOM)))) wanted.set(nameOf(tile), tile);

    const { stale } = layer;
    layer.stale = false;
    const old = [...layer.drawn.keys()].filter((name) => stale || !wanted.has(name));
    for (const name of old) if (!stale && name.startsWith(`${zoom}/`)) this.#erase(layer, name);
    // Circles of another zoom stay until those of this one are there.
    await Promise.allSettled([...wanted].filter(([name]) => stale || !layer.drawn.has(name)).map(async ([name, tile]) => {
      const features = await layer.tiles.read(tile);
      if (turn !== layer.turn) return;
      await this.#soon(() => {
        if (turn !== layer.turn) return;
        if (layer.drawn.has(name)) this.#erase(layer, name);
        this.#draw(layer, name, tile, features);
      });
    }));
    if (turn !== layer.turn) return;
    for (const name of old) if (layer.drawn.has(name) && !wanted.has(name)) this.#erase(layer, name);
    this.#tell(layer, false);
  }

  /** Says on the map's element whether all circles are there. */
  #tell(layer, busy) {
    this.#busy[busy ? 'add' : 'delete'](layer);
    const map = this.#map.getContainer();
    map.dataset.tiles = this.#busy.size ? 'busy' : 'ready';
    if (!this.#busy.size) this.#does.gathered(map.querySelector('.marker-cluster') !== null);
  }

  /** Draws tile after tile, a few milliseconds a frame, so that moving the map stays smooth. */
  #soon(draw) {
    return new Promise((resolve) => {
      this.#queue.push(() => { draw(); resolve(); });
      if (this.#queue.length === 1) requestAnimationFrame(() => this.#work());
    });
  }

  #work() {
    const end = performance.now() + DRAWING_MILLIS;
    while (this.#queue.length && performance.now() < end) {
      this.#queue[0]();
      this.#queue.shift();
    }
    if (this.#queue.length) requestAnimationFrame(() => this.#work());
  }

  #draw(layer, name, tile, features) {
    const group = L.layerGroup();
    group.keys = [];
    for (const one of gathered(layer, tile, features)) {
      const { count: many } = one;
      if (many > 1) group.addLayer(this.#circle(layer, one));
      else if (many === 1 && one.feature) {
        const marker = this.#single(layer, one.feature);
        group.keys.push(marker.key);
        this.#singles.set(marker.key, marker);
        group.addLayer(marker);
      } else if (many === 1) group.addLayer(this.#circle(layer, one));
    }
    layer.drawn.set(name, group.addTo(this.#map));
    if (this.#hot) this.heat(this.#hot);
  }

  // As with markers, the list does for the keyboard what these do for the pointer.
  #circle(layer, { at, count: many, kinds }) {
    const { schema, info } = layer;
    const choices = kinds.map(([value, n]) => ({ n, ...schema.choice(schema.category, value) })).filter((choice) => choice.title && choice.n).sort((a, b) => b.n - a.n);
    const most = choices[0];
    const size = Math.round(40 + 5 * Math.min(4, Math.log10(many)));
    const face = h('span', { class: 'cluster', dataset: { count: many } }, symbol(most?.shape ?? info.symbol, most?.colour ?? info.accent, 14), h('b', {}, shortCount(many)));
    face.style.background = ringOf(choices, many, info.accent);
    const words = `${info.title(this.#lang)} ${count(many)}${choices.length ? ` · ${choices.map((choice) => `${choice.title} ${count(choice.n)}`).join(', ')}` : ''}`;
    const marker = L.marker(toLatLng(at), { icon: L.divIcon({ className: 'marker marker-cluster', html: face, iconSize: [size, size] }), keyboard: false, title: words });
    marker.on('click', () => this.#zoomTo(at));
    return marker;
  }

  #zoomTo(at) {
    const before = this.#map.getZoom();
    const zoom = Math.min(before + 2, this.#map.getMaxZoom());
    if (zoom === before) {
      this.#does.crowd();
      return;
    }
    const { bottom, left } = this.#covered();
    const middle = this.#map.project(toLatLng(at), zoom).add([-left / 2, bottom / 2]);
    this.#map.setView(this.#map.unproject(middle, zoom), zoom, { animate: !calm() });
  }

  #single({ info, schema }, feature) {
    const key = keyOf(info.id, feature.id);
    const { shape, colour } = lookOf(schema, feature);
    const marker = L.marker(toLatLng(feature.geometry.coordinates), {
      icon: L.divIcon({ className: 'marker marker-small', html: dot(shape, colour), iconSize: [32, 32] }), keyboard: false, title: titleOf(schema, feature, this.#lang), riseOnHover: true,
    });
    marker.key = key;
    marker.on('click', () => this.#does.pick(key));
    marker.on('mouseover', () => this.#does.hover(key));
    marker.on('mouseout', () => this.#does.hover(null));
    marker.on('add', () => { marker.getElement().dataset.marker = key; });
    return marker;
  }
}
