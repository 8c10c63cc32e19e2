/**
 * Large layers on the map: circles that say how many, single points where there is room. A picture over the map, made
 * elsewhere (plotter.js): here it is laid where it belongs, moved along, and asked what stands under the pointer.
 */
import { L } from '../leaflet.js';
import { toLatLng } from '../places.js';
import { sharesOf } from './paint.js';
import { Plotter } from './plotter.js';
import { calm, h } from '../../dom.js';
import { count } from '../../i18n.js';
import { titleOf } from '../../schema/format.js';
import { dot, lookOf } from '../../symbols.js';

/** The picture is larger than the view by this much on each side, so that there is something to move into it. */
const EDGE_PIXELS = 160;
/** A new one is asked for once less than this is left. */
const LEFT_PIXELS = 48;
const FINEST_RATIO = 2;
const PIXELS_AT_MOST = 12e6;
const FINGER_PIXELS = 10;
const REST_BETWEEN_MILLIS = 120;

const rootScale = () => parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;

export class Clusters {
  #map;
  #does;
  #covered;
  #plotter = new Plotter((answer) => this.#hear(answer));
  /** @type {HTMLCanvasElement & { spots?: () => any[] }} */
  #canvas = h('canvas', { class: 'leaflet-zoom-animated plot', 'aria-hidden': 'true' });
  #layers = new Map(); // id → { info, schema, kinds }
  #lang = 'ko';
  #told = '';
  #scale = rootScale();
  #turn = 0;
  #heard = 0;
  #askedAt = 0;
  #asked = null; // the view that was last asked for
  #shown = null; // the view that the picture shows
  #held = null; // a picture that came while zooming
  #zooming = false;
  #spots = [];
  #unread = null;
  #over = null;
  #hot = null;
  #mark = null;
  #tip = L.tooltip({ className: 'tip', direction: 'top', opacity: 1 });

  constructor(map, does, covered) {
    this.#map = map;
    this.#does = does;
    this.#covered = covered;
    map.createPane('plot').classList.add('pane-plot');
    map.getPane('plot').append(this.#canvas);
    this.#canvas.spots = () => this.#read(); // what the picture shows, for those who cannot look at it: the tests
    map.on('zoomanim', ({ center, zoom }) => {
      this.#zooming = true;
      this.#lay(center, zoom);
    });
    map.on('zoom viewreset', () => this.#lay(map.getCenter(), map.getZoom()));
    map.on('zoomstart', () => this.#leave());
    map.on('zoomend', () => {
      this.#zooming = false;
      if (this.#held) this.#put(this.#held);
    });
    map.on('move', () => this.#moved());
    map.on('moveend', () => this.#ask());
    map.on('mousemove', (event) => this.#point(event));
    map.on('mouseout movestart', () => this.#leave());
    map.on('click', (event) => this.#pick(event));
  }

  /**
   * Layers: { info, schema, kinds }; `kinds` are the values of the category that are wanted, all where there are none.
   */
  show(layers, lang) {
    const told = JSON.stringify([lang, layers.map(({ info, kinds }) => [info.id, kinds])]);
    this.#layers = new Map(layers.map((layer) => [layer.info.id, layer]));
    if (told === this.#told) return; // nothing new: what is on its way goes on
    this.#told = told;
    this.#lang = lang;
    this.#ask({ layers: this.#looks });
  }

  renew(layerIds) {
    const renew = layerIds.filter((id) => this.#layers.has(id));
    if (renew.length) this.#ask({ renew, layers: this.#looks }); // they may reach further now
  }

  /** After letters or the room for the map have changed. */
  resize() {
    this.#scale = rootScale();
    this.#ask();
  }

  get #looks() {
    return [...this.#layers.values()].map(({ info, schema, kinds }) => ({
      id: info.id,
      box: info.box,
      kinds,
      category: schema.category,
      symbol: info.symbol,
      accent: info.accent,
      choices: schema.category ? schema.choices(schema.category) : [],
    }));
  }

  heat(key) {
    this.#hot = key;
    const spot = key && this.#read().find((one) => one.key === key);
    this.#pointOut(spot ?? null);
  }

  #view() {
    const size = this.#map.getSize();
    const { min } = this.#map.getPixelBounds();
    const [width, height] = [size.x + 2 * EDGE_PIXELS, size.y + 2 * EDGE_PIXELS];
    return {
      zoom: this.#map.getZoom(),
      left: Math.round(min.x) - EDGE_PIXELS,
      top: Math.round(min.y) - EDGE_PIXELS,
      width,
      height,
      lang: this.#lang,
      ratio: Math.min(FINEST_RATIO, globalThis.devicePixelRatio || 1, Math.sqrt(PIXELS_AT_MOST / (width * height))),
      scale: this.#scale,
    };
  }

  #ask(more = {}) {
    if (!this.#layers.size && !more.layers) return;
    this.#asked = this.#view();
    this.#askedAt = performance.now();
    this.#turn += 1;
    this.#map.getContainer().dataset.tiles = 'busy';
    this.#plotter.ask({ ...more, turn: this.#turn, view: this.#asked });
  }

  /** While the map is being moved: what comes into view is asked for before it is there. */
  #moved() {
    if (
      this.#zooming ||
      !this.#asked ||
      this.#heard < this.#turn ||
      performance.now() < this.#askedAt + REST_BETWEEN_MILLIS
    )
      return;
    const { min, max } = this.#map.getPixelBounds();
    const { zoom, left, top, width, height } = this.#asked;
    const least = Math.min(min.x - left, min.y - top, left + width - max.x, top + height - max.y);
    if (zoom === this.#map.getZoom() && least < LEFT_PIXELS) this.#ask();
  }

  #hear(answer) {
    this.#heard = Math.max(this.#heard, answer.turn);
    if (this.#zooming) this.#held = answer;
    else this.#put(answer);
    if (!answer.done || answer.turn !== this.#turn) return;
    this.#map.getContainer().dataset.tiles = 'ready';
    this.#does.gathered(answer.gathered);
  }

  #put({ view, picture, spots }) {
    this.#held = null;
    this.#shown = view;
    if (picture instanceof HTMLCanvasElement) this.#replace(picture);
    else {
      if (this.#canvas.width !== picture.width) this.#canvas.width = picture.width;
      if (this.#canvas.height !== picture.height) this.#canvas.height = picture.height;
      this.#canvas.getContext('bitmaprenderer').transferFromImageBitmap(picture);
    }
    this.#canvas.style.width = `${view.width}px`;
    this.#canvas.style.height = `${view.height}px`;
    this.#lay(this.#map.getCenter(), this.#map.getZoom());
    this.#unread = spots;
    if (this.#hot) this.heat(this.#hot);
  }

  #replace(canvas) {
    canvas.className = this.#canvas.className;
    canvas.setAttribute('aria-hidden', 'true');
    canvas.spots = this.#canvas.spots;
    this.#canvas.replaceWith(canvas);
    this.#canvas = canvas;
  }

  /** Lays the picture where it belongs once the map shows that centre and zoom, larger or smaller while zooming. */
  #lay(centre, zoom) {
    if (!this.#shown) return;
    const scale = this.#map.getZoomScale(zoom, this.#shown.zoom);
    const corner = this.#map
      .project(centre, zoom)
      .subtract(this.#map.getSize().divideBy(2))
      .add(L.DomUtil.getPosition(this.#map.getPane('mapPane')))
      .round();
    L.DomUtil.setTransform(
      this.#canvas,
      L.point(this.#shown.left, this.#shown.top).multiplyBy(scale).subtract(corner),
      scale,
    );
  }

  /** What the picture shows, read when somebody asks: { layer, key, at, left, top, radius, many, kinds, feature }. */
  #read() {
    if (this.#unread) this.#spots = JSON.parse(this.#unread);
    this.#unread = null;
    return this.#spots;
  }

  /** What stands at a point of the map's element. The last painted lies above. */
  #spotAt(point, reach = 0) {
    if (!this.#shown || this.#shown.zoom !== this.#map.getZoom()) return null;
    const { min } = this.#map.getPixelBounds();
    const [x, y] = [min.x + point.x - this.#shown.left, min.y + point.y - this.#shown.top];
    return this.#read().findLast((spot) => Math.hypot(spot.left - x, spot.top - y) <= spot.radius + reach) ?? null;
  }

  #point({ containerPoint, originalEvent }) {
    if (!this.#layers.size || this.#map.dragging.moving()) return;
    const spot = originalEvent.target.closest('.leaflet-interactive') ? null : this.#spotAt(containerPoint);
    if (spot === this.#over) return;
    this.#leave();
    if (!spot || !this.#layers.has(spot.layer)) return;
    this.#over = spot;
    this.#map.getContainer().classList.add('is-over');
    this.#pointOut(spot);
    if (spot.key) this.#does.hover(spot.key);
    if (!matchMedia('(hover: hover)').matches) return;
    this.#tip.setLatLng(toLatLng(spot.at)).setContent(h('span', {}, this.#wordsOf(spot)));
    this.#tip.options.offset = L.point(0, -spot.radius);
    this.#map.openTooltip(this.#tip);
  }

  #leave() {
    if (!this.#over) return;
    const { key } = this.#over;
    this.#over = null;
    this.#map.getContainer().classList.remove('is-over');
    this.#map.closeTooltip(this.#tip);
    this.#pointOut(null);
    if (key) this.#does.hover(null);
  }

  /** Marks one of the picture's circles or symbols. */
  #pointOut(spot) {
    this.#mark?.remove();
    this.#mark = null;
    if (!spot) return;
    const size = 2 * Math.round(spot.radius) + (spot.feature ? 8 : 6);
    const { schema } = this.#layers.get(spot.layer) ?? {};
    if (!schema) return;
    const look = spot.feature && lookOf(schema, spot.feature);
    const icon = L.divIcon({
      className: `marker ${look ? 'marker-small is-hot' : 'marker-halo'}`,
      html: look ? dot(look.shape, look.colour) : '',
      iconSize: [size, size],
    });
    this.#mark = L.marker(toLatLng(spot.at), { icon, interactive: false, keyboard: false }).addTo(this.#map);
  }

  #wordsOf({ layer, many, kinds, feature }) {
    const { info, schema } = this.#layers.get(layer);
    if (feature) return titleOf(schema, feature, this.#lang);
    const shares = schema.category ? sharesOf(kinds, schema.choices(schema.category)) : [];
    const whole = `${info.title(this.#lang)} ${count(many)}`;
    return shares.length ? `${whole} · ${shares.map(({ title, n }) => `${title} ${count(n)}`).join(', ')}` : whole;
  }

  // As with markers, the list does for the keyboard what these do for the pointer.
  #pick({ containerPoint }) {
    const spot =
      this.#layers.size && this.#spotAt(containerPoint, matchMedia('(pointer: coarse)').matches ? FINGER_PIXELS : 0);
    if (!spot) return;
    if (spot.key) this.#does.pick(spot.key);
    else this.#zoomTo(spot.at);
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
}
