/** The map: base map or bare paper, points, shapes, and moving about. Speaks lon,lat to the rest of the page. */
import { L } from './leaflet.js';
import { Markers } from './markers.js';
import { Ground, Shapes } from './shapes.js';
import { boxOf, onWorld, pointOf, toBounds, toLatLng, toLonLat } from './places.js';
import { calm } from '../dom.js';

const TILE_FAILURES_BEFORE_NOTICE = 3;
const PAN_PIXELS = 140;
const PIN_PIXELS = 44;
/** The village and what is around it. Only a large layer that reaches further lets the reader go further out. */
const FARTHEST_ZOOM = 11;

export class StoryMap extends EventTarget {
  #map;
  #home;
  #markers;
  #shapes;
  #ground;
  #covered = () => ({ bottom: 0, left: 0, right: 0 });
  #travelling = false;
  #isMoving = false;
  #tooFar = null; // the place that was first asked for, where it lies further out than the map went then
  #tiles = null;
  #does = {
    pick: (key) => this.#say('pick', { key }),
    hover: (key) => this.#say('hover', { key }),
    crowd: () => this.#say('crowd'),
    gathered: (any) => this.#say('gathered', { any }),
  };

  /**
   * Says `moved` {place}, `view` after any move, `pick` {key}, `hover` {key}, `crowd` where points cannot be told
   * apart, `hold` {at} where the reader presses long or asks for a menu, `gathered` {any} once tiles are drawn, `bare`
   * when there is no base map, `based` when it has come. `covered` tells how many pixels of the map lie under the
   * panel.
   */
  constructor(element, { basemap, home }, place, covered) {
    super();
    this.#home = home;
    this.#covered = covered;
    this.#map = L.map(element, {
      zoomControl: false,
      attributionControl: false,
      preferCanvas: false,
      minZoom: FARTHEST_ZOOM,
      zoomSnap: 0.5,
      maxZoom: basemap?.maxZoom ?? 19,
      fadeAnimation: !calm(),
      zoomAnimation: !calm(),
      markerZoomAnimation: !calm(),
      inertia: !calm(),
      keyboardPanDelta: 100,
    });
    this.#ground = new Ground(this.#map.setView(toLatLng([home.lon, home.lat]), home.zoom, { animate: false }));
    this.#shapes = new Shapes(this.#map, this.#does);
    this.#markers = new Markers(this.#map, this.#does);
    L.control.scale({ imperial: false, position: 'bottomleft' }).addTo(this.#map);
    L.control.attribution({ position: 'bottomright', prefix: false }).addTo(this.#map);
    if (place) this.goTo(place);
    else this.goHome();
    if (place?.zoom < FARTHEST_ZOOM) this.#tooFar = place;
    this.#map.on('movestart', () => {
      this.#isMoving = true;
    });
    this.#map.on('moveend', () => {
      this.#isMoving = false;
      if (!this.#travelling) this.#tooFar = null;
      if (!this.#travelling) this.#say('moved', { place: this.place });
      this.#travelling = false;
      this.#say('view');
    });
    this.#map.on('contextmenu', (event) => this.#say('hold', { at: toLonLat(event.latlng) }));
    this.#baseMap(basemap);
  }

  /** Shows `node` at a place until the reader turns to something else. */
  offer({ lon, lat }, node) {
    L.popup({ className: 'hold', closeButton: false, autoPan: false })
      .setLatLng(toLatLng([lon, lat]))
      .setContent(node)
      .openOn(this.#map);
  }

  get place() {
    return { ...toLonLat(this.#map.getCenter()), zoom: this.#map.getZoom() };
  }

  /** True while a hand or an animation moves it: not the time to do anything else. */
  get isMoving() {
    return this.#isMoving;
  }

  /** Resolves once the map is still. */
  atRest() {
    return this.#isMoving ? new Promise((resolve) => this.#map.once('moveend', resolve)) : Promise.resolve();
  }

  #say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  #baseMap(basemap) {
    if (!basemap?.url) {
      queueMicrotask(() => this.#say('bare'));
      return;
    }
    let failures = 0;
    let loaded = 0;
    const tiles = L.tileLayer(basemap.url, {
      attribution: basemap.attribution,
      maxZoom: basemap.maxZoom ?? 19,
      className: 'tiles',
    });
    tiles.on('tileload', () => {
      if (++loaded === 1) this.#say('based');
    });
    tiles.on('tileerror', () => {
      failures += 1;
      if (loaded === 0 && failures === TILE_FAILURES_BEFORE_NOTICE) this.#say('bare');
    });
    this.retryTiles = () => {
      failures = 0;
      tiles.redraw();
    };
    tiles.addTo(this.#map);
  }

  /** Points and shapes: { key, geometry, title, shape, colour, dashed, primary, number }. */
  show(entries) {
    const points = [];
    const shapes = [];
    for (const entry of entries) {
      if (entry.geometry?.type === 'Point') points.push({ ...entry, at: entry.geometry.coordinates });
      else if (entry.geometry) shapes.push(entry);
    }
    this.#shapes.show(shapes);
    this.#markers.show(points);
  }

  /** Layers drawn from tiles: { info, schema, kinds }. What draws them is read when there is one. */
  large(layers, lang) {
    if (!layers.length && !this.#tiles) return;
    this.#tiles ??= import('./plot/clusters.js').then(
      ({ Clusters }) => new Clusters(this.#map, this.#does, () => this.#covered()),
    );
    this.#tiles
      .then((tiles) => tiles.show(layers, lang))
      .catch(() => {
        this.#tiles = null;
      });
    this.#reach(layers.map(({ info }) => info.box).filter(Boolean));
  }

  /** So far out that each of `boxes` can be seen whole, and never nearer than usual. */
  #reach(boxes) {
    const { x, y } = this.#map.getSize();
    const zooms = boxes.map(([west, south, east, north]) => {
      const [[left, top], [right, bottom]] = [onWorld([west, north]), onWorld([east, south])];
      return Math.floor(Math.log2(Math.min(x / (right - left), y / (bottom - top)) / 256));
    });
    const farthest = Math.max(0, Math.min(FARTHEST_ZOOM, ...zooms));
    if (farthest !== this.#map.getMinZoom()) this.#map.setMinZoom(farthest);
    if (this.#tooFar?.zoom < this.#map.getZoom()) this.goTo(this.#tooFar);
  }

  /** Tiles of these layers are no longer true. */
  renew(layerIds) {
    this.#tiles?.then((tiles) => tiles.renew(layerIds)).catch(() => {});
  }

  /** A distance around a geometry: { geometry, metres, here }, or null. */
  ring(ring) {
    this.#shapes.ring(ring);
  }

  /** [west, south, east, north] of what can be seen, without what lies under the panel. */
  get box() {
    const { bottom } = this.#covered();
    const size = this.#map.getSize();
    const northWest = toLonLat(this.#map.containerPointToLatLng([0, 0]));
    const southEast = toLonLat(this.#map.containerPointToLatLng([size.x, Math.max(1, size.y - bottom)]));
    return [Math.max(-180, northWest.lon), southEast.lat, Math.min(180, southEast.lon), northWest.lat];
  }

  ground(places) {
    this.#ground.draw(places);
  }

  count(counts) {
    this.#ground.count(counts);
  }

  heat(key) {
    this.#tiles?.then((tiles) => tiles.heat(key)).catch(() => {});
    this.#markers.heat(key);
    this.#shapes.heat(key);
  }

  choose(key) {
    this.#markers.choose(key);
    this.#shapes.choose(key);
  }

  /** Does not say `moved`: the page itself asked. */
  goTo({ lon, lat, zoom }) {
    this.#travelling = true;
    this.#map.setView(toLatLng([lon, lat]), zoom, { animate: false });
    this.#travelling = false;
  }

  goHome() {
    this.fit(this.#home.bbox, { animate: false });
  }

  fit(box, { animate = !calm(), maxZoom = 17 } = {}) {
    const { bottom, left, right } = this.#covered();
    const edge = 8;
    this.#map.fitBounds(toBounds(box), {
      paddingTopLeft: [left + edge, edge],
      paddingBottomRight: [right + edge, bottom + edge],
      maxZoom,
      animate,
    });
  }

  /** Brings a geometry into the part of the map that the panel leaves free. */
  lookAt(geometry) {
    const box = boxOf(geometry);
    if (!box) return;
    if (geometry.type !== 'Point') {
      this.fit(box);
      return;
    }
    const { bottom, left } = this.#covered();
    const zoom = Math.max(this.#map.getZoom(), 16);
    const target = this.#map.project(toLatLng(pointOf(geometry)), zoom).add([-left / 2, bottom / 2 - PIN_PIXELS / 2]);
    this.#map.setView(this.#map.unproject(target, zoom), zoom, { animate: !calm() });
  }

  /** True where some of `box` can be seen. */
  sees(box) {
    return this.#map.getBounds().intersects(toBounds(box));
  }

  zoom(steps) {
    this.#map.setZoom(this.#map.getZoom() + steps);
  }

  pan(right, down) {
    this.#map.panBy([right * PAN_PIXELS, down * PAN_PIXELS], { animate: !calm() });
  }

  /** After the room for the map has changed. */
  resize() {
    this.#map.invalidateSize({ animate: false, pan: false });
    this.#tiles?.then((tiles) => tiles.resize()).catch(() => {});
  }
}
