/**
 * A place that is being drawn: a pin, lines or areas. Nothing snaps to anything. Each step can be undone and done
 * again. Speaks lon,lat. Says `change` after every step and `select` when another corner is chosen.
 */
import { endMap, L, latLngOf } from '../leaflet.js';
import { boxOf, toBounds, toLatLng } from '../places.js';
import { h } from '../../dom.js';
import { Drawn } from './drawn.js';
import { Handles, rounded } from './handles.js';

export class Sketch extends EventTarget {
  #map;
  #drawn;
  #shape = L.layerGroup();
  #handles;
  #fault = L.layerGroup();
  #selected = null; // place of a corner: [part, ring, corner]
  #colour;

  /** `type`: word of the layer's geometry, such as `point`. `words(key, values)` names what is focused. */
  constructor(element, { basemap, home }, { type, colour, words }) {
    super();
    this.#colour = colour;
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
    this.#handles = new Handles(this.#map, this.#drawn, {
      words,
      colour,
      choose: (place) => {
        this.#selected = place;
        this.#draw();
        this.dispatchEvent(new Event('select'));
      },
      hold: (place) => {
        this.#selected = place;
      },
      move: (place, to) => {
        this.#selected = place;
        this.moveTo(to);
      },
      add: (place, to) => {
        this.#selected = this.#drawn.insert(place, to);
        this.#changed();
      },
      remove: (place) => {
        this.#selected = place;
        this.remove();
      },
    });
    this.#fault.addTo(this.#map);
    this.#map.on('click', (event) => this.put(rounded(event.latlng)));
    this.#map.on('moveend', () => this.#handles.draw(this.#selected));
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
          coordsToLatLng: latLngOf,
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
    return rounded(this.#map.getCenter());
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
    this.#handles.draw(this.#selected);
  }

  resize() {
    this.#map.invalidateSize({ animate: false, pan: false });
  }
  close() {
    endMap(this.#map);
  }
}
