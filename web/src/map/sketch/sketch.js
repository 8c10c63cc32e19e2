/**
 * A place that is being drawn: a pin, lines or areas. Nothing snaps to anything. Each step can be undone and done
 * again. Speaks lon,lat. Says `change` after every step and `select` when another corner is chosen.
 */
import { L, endMap } from '../leaflet.js';
import { boxOf, toBounds, toLatLng, toLonLat } from '../places.js';
import { pin } from '../../symbols.js';
import { h } from '../../dom.js';
import { Drawn } from './drawn.js';

const HANDLES_AT_MOST = 250;
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const ADDS_BETWEEN = { LineString: 2, Polygon: 3 };

export class Sketch extends EventTarget {
  #map;
  #drawn;
  #words;
  #shape = L.layerGroup();
  #handles = L.layerGroup();
  #fault = L.layerGroup();
  #selected = null; // place of a corner: [part, ring, corner]
  #colour;

  /** `type`: word of the layer's geometry (`point`, `multipolygon`, …). `words(key, values)` names what is focused. */
  constructor(element, { basemap, home }, { type, colour, words }) {
    super();
    this.#colour = colour;
    this.#words = words;
    this.#drawn = new Drawn(type);
    this.#map = L.map(element, {
      attributionControl: false,
      zoomControl: false,
      minZoom: 8,
      maxZoom: basemap?.maxZoom ?? 19,
      doubleClickZoom: false,
      fadeAnimation: false,
      zoomAnimation: false,
      markerZoomAnimation: false,
    });
    this.#map.setView(toLatLng([home.lon, home.lat]), home.zoom, { animate: false });
    if (basemap?.url)
      L.tileLayer(basemap.url, {
        attribution: basemap.attribution,
        maxZoom: basemap.maxZoom ?? 19,
        className: 'tiles',
      }).addTo(this.#map);
    L.control.attribution({ position: 'bottomright', prefix: false }).addTo(this.#map);
    L.control.scale({ imperial: false }).addTo(this.#map);
    this.#shape.addTo(this.#map);
    this.#handles.addTo(this.#map);
    this.#fault.addTo(this.#map);
    this.#map.on('click', (event) => this.put(this.#at(event.latlng)));
    this.#map.on('moveend', () => this.#drawHandles());
  }

  #at(latLng) {
    const { lon, lat } = toLonLat(latLng.wrap());
    return [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];
  }

  get geometry() {
    return this.#drawn.geometry;
  }
  get kind() {
    return this.#drawn.kind;
  }
  get isMany() {
    return this.#drawn.isMany;
  }
  get canUndo() {
    return this.#drawn.canUndo;
  }
  get canRedo() {
    return this.#drawn.canRedo;
  }
  get corners() {
    return this.#drawn.corners;
  }
  get holes() {
    return this.#drawn.holes;
  }
  get isUnfinished() {
    return this.#drawn.isUnfinished;
  }
  get canBeginHole() {
    return this.#drawn.holeIn(this.#selected) !== null;
  }
  get selected() {
    return this.#selected && this.#drawn.at(this.#selected);
  }

  /** Shows another geometry; there is nothing to undo then. */
  set(geometry) {
    this.#drawn.set(geometry);
    this.#selected = this.#drawn.kind === 'Point' && geometry ? [0, 0, 0] : null;
    this.#draw();
    if (geometry) this.lookAt();
  }

  /** Brings what is drawn, or a place, into view. */
  lookAt(at = null) {
    const geometry = at ? { type: 'Point', coordinates: at } : this.geometry;
    const box = boxOf(geometry);
    if (!box) return;
    if (box[0] === box[2] && box[1] === box[3])
      this.#map.setView(toLatLng(box), Math.max(this.#map.getZoom(), 16), { animate: false });
    else this.#map.fitBounds(toBounds(box), { padding: [30, 30], maxZoom: 18, animate: false });
  }

  /** Draws what is there already, softly and not to be touched; brings it into view where nothing is drawn yet. */
  behind(geometries, colour) {
    const style = { color: colour, weight: 1, opacity: 0.7, fillColor: colour, fillOpacity: 0.08, interactive: false };
    const group = L.featureGroup(
      geometries.map((geometry) =>
        L.geoJSON(geometry, {
          interactive: false,
          coordsToLatLng: (at) => L.latLng(...toLatLng(at)),
          style,
          pointToLayer: (_, at) => L.circleMarker(at, { ...style, radius: 4, fillOpacity: 0.7 }),
        }),
      ),
    );
    group.addTo(this.#map);
    if (!this.geometry && geometries.length)
      this.#map.fitBounds(group.getBounds(), { padding: [20, 20], maxZoom: 17, animate: false });
  }

  get centre() {
    return this.#at(this.#map.getCenter());
  }

  zoom(by) {
    this.#map.setZoom(this.#map.getZoom() + by, { animate: false });
  }

  /** Sets the pin, or adds a corner after the chosen one or at the end. */
  put(at) {
    this.#selected = this.#drawn.put(at, this.#selected);
    this.#changed();
  }

  /** Moves the chosen corner. */
  moveTo(at) {
    if (!this.#selected) return this.put(at);
    this.#drawn.move(this.#selected, at);
    return this.#changed();
  }

  /** Takes the chosen corner away, else the last one. */
  remove() {
    this.#selected = this.#drawn.remove(this.#selected);
    this.#changed();
  }

  /** What is put next begins another line or area. */
  begin() {
    this.#drawn.begin();
    this.#selected = null;
    this.#changed();
  }

  /** What is put next begins a hole in the area of the chosen corner, or in the last one. */
  beginHole() {
    this.#drawn.beginHole(this.#drawn.holeIn(this.#selected));
    this.#selected = null;
    this.#draw();
    this.dispatchEvent(new Event('select'));
  }

  /** Shows where something is wrong until the shape changes; null takes the sign away. */
  mark(at, words) {
    this.#fault.clearLayers();
    if (!at) return;
    const icon = L.divIcon({
      className: 'sketch-fault',
      html: h('span', { role: 'img', 'aria-label': words }, '!'),
      iconSize: [36, 36],
      iconAnchor: [18, 18],
    });
    L.marker(toLatLng(at), { icon, interactive: false, keyboard: false, zIndexOffset: 2000 }).addTo(this.#fault);
    this.#map.setView(toLatLng(at), Math.max(this.#map.getZoom(), 16), { animate: false });
  }

  clear() {
    this.#drawn.clear();
    this.#selected = null;
    this.#changed();
  }

  undo() {
    this.#step(this.#drawn.undo());
  }
  redo() {
    this.#step(this.#drawn.redo());
  }

  #step(done) {
    if (!done) return;
    this.#selected = this.#drawn.last();
    this.#changed();
  }

  /** Chooses the next corner, or the one before. */
  walk(by) {
    this.#selected = this.#drawn.next(this.#selected, by);
    this.#draw();
    if (this.selected) this.#map.panInside(toLatLng(this.selected), { padding: [40, 40], animate: false });
    this.dispatchEvent(new Event('select'));
  }

  #changed() {
    this.#fault.clearLayers();
    this.#draw();
    this.dispatchEvent(new Event('change'));
    this.dispatchEvent(new Event('select'));
  }

  #draw() {
    this.#shape.clearLayers();
    const look = { color: this.#colour, weight: 4, fillOpacity: 0.18, interactive: false, bubblingMouseEvents: false };
    for (const rings of this.#drawn.parts) {
      const latLngs = rings.map((ring) => ring.map(toLatLng));
      if (this.#drawn.kind === 'Polygon') L.polygon(latLngs, look).addTo(this.#shape);
      else if (this.#drawn.kind === 'LineString') L.polyline(latLngs[0], look).addTo(this.#shape);
    }
    this.#drawHandles();
  }

  #drawHandles() {
    const hadFocus =
      document.activeElement?.closest?.('.leaflet-marker-icon') &&
      this.#map.getContainer().contains(document.activeElement);
    this.#handles.clearLayers();
    const view = this.#map.getBounds().pad(0.1);
    let left = HANDLES_AT_MOST;
    for (const place of this.#drawn.places()) {
      const isChosen = String(place) === String(this.#selected);
      const at = this.#drawn.at(place);
      if (!isChosen && (left <= 0 || !view.contains(toLatLng(at)))) continue;
      left -= 1;
      const marker = this.#handle(place, at, isChosen);
      if (isChosen && hadFocus) marker.getElement()?.focus({ preventScroll: true });
    }
    if (left > 0)
      for (const { place, at } of this.#drawn.middles(ADDS_BETWEEN))
        if (view.contains(toLatLng(at))) this.#middle(place, at);
  }

  #handle(place, at, isChosen) {
    const isPin = this.#drawn.kind === 'Point';
    const icon = isPin
      ? L.divIcon({
          className: `marker sketch-pin${isChosen ? ' is-chosen' : ''}`,
          html: pin('circle', this.#colour),
          iconSize: [44, 48],
          iconAnchor: [22, 46],
        })
      : L.divIcon({
          className: `sketch-corner${isChosen ? ' is-chosen' : ''}`,
          html: h('span'),
          iconSize: [30, 30],
          iconAnchor: [15, 15],
        });
    const marker = L.marker(toLatLng(at), {
      icon,
      draggable: true,
      keyboard: true,
      autoPan: true,
      zIndexOffset: isChosen ? 1000 : 100,
    });
    marker.on('click', () => {
      this.#selected = place;
      this.#draw();
      this.dispatchEvent(new Event('select'));
    });
    marker.on('dragstart', () => {
      this.#selected = place;
    });
    marker.on('dragend', () => this.moveTo(this.#at(marker.getLatLng())));
    marker.addTo(this.#handles);
    const node = marker.getElement();
    node.setAttribute(
      'aria-label',
      this.#words(isPin ? 'pin' : place[1] > 0 ? 'holeCorner' : 'corner', { n: this.#drawn.number(place) }),
    );
    node.addEventListener('keydown', (event) => this.#key(event, place));
    return marker;
  }

  #middle(place, at) {
    const icon = L.divIcon({ className: 'sketch-middle', html: h('span'), iconSize: [24, 24], iconAnchor: [12, 12] });
    const marker = L.marker(toLatLng(at), { icon, draggable: true, keyboard: false });
    const add = (where) => {
      this.#selected = this.#drawn.insert(place, where);
      this.#changed();
    };
    marker.on('click', () => add(at));
    marker.on('dragend', () => add(this.#at(marker.getLatLng())));
    marker.addTo(this.#handles);
    marker.getElement().setAttribute('aria-hidden', 'true');
    marker.getElement().removeAttribute('role'); // the buttons below the map do the same for those who do not see it
  }

  #key(event, place) {
    const step = KEYS[event.key];
    if (step) {
      event.preventDefault();
      event.stopPropagation();
      this.#selected = place;
      const pixels = event.shiftKey ? 20 : 2;
      const from = this.#map.latLngToContainerPoint(toLatLng(this.#drawn.at(place)));
      this.moveTo(this.#at(this.#map.containerPointToLatLng(from.add([step[0] * pixels, step[1] * pixels]))));
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      event.stopPropagation();
      this.#selected = place;
      this.remove();
    }
  }

  resize() {
    this.#map.invalidateSize({ animate: false, pan: false });
  }
  close() {
    endMap(this.#map);
  }
}
