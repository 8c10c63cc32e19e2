/** A map on which one place is chosen: by a tap, by dragging the pin, or by its arrow keys. Speaks lon,lat. */
import { L, endMap } from './leaflet.js';
import { Ground } from './shapes.js';
import { toBounds, toLatLng, toLonLat } from './places.js';
import { calm } from '../dom.js';
import { pin } from '../symbols.js';

const STEP_PIXELS = 6;
const WIDE_STEP_PIXELS = 40;
const NEAR_ZOOM = 17;
const DIGITS = 6; // a tenth of a metre
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const COLOUR = '#a4452c';

export class PinMap extends EventTarget {
  #map;
  #marker = null;
  #ground;
  #here = L.layerGroup();
  #label;

  /** Says `placed` {at} whenever the reader has moved the pin. `label` is what the pin is called. */
  constructor(element, { basemap, home }, { at, label }) {
    super();
    this.#label = label;
    this.#map = L.map(element, {
      zoomControl: false,
      attributionControl: false,
      minZoom: 11,
      maxZoom: basemap?.maxZoom ?? 19,
      zoomSnap: 0.5,
      doubleClickZoom: false,
      fadeAnimation: !calm(),
      zoomAnimation: !calm(),
      markerZoomAnimation: !calm(),
      inertia: !calm(),
    });
    if (at) this.#map.setView(toLatLng(at), NEAR_ZOOM, { animate: false });
    else if (home.bbox) this.#map.fitBounds(toBounds(home.bbox), { animate: false });
    else this.#map.setView(toLatLng([home.lon, home.lat]), home.zoom, { animate: false });
    this.#ground = new Ground(this.#map);
    this.#here.addTo(this.#map);
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
    this.#map.on('click', (event) => this.#put(event.latlng));
    if (at) this.set(at, { look: false });
  }

  get at() {
    if (!this.#marker) return null;
    const { lon, lat } = toLonLat(this.#marker.getLatLng());
    return [Number(lon.toFixed(DIGITS)), Number(lat.toFixed(DIGITS))];
  }

  /** Puts the pin there without saying so; null takes it away. */
  set(at, { look = true } = {}) {
    if (!at) {
      this.#marker?.remove();
      this.#marker = null;
      return;
    }
    this.#stand(toLatLng(at));
    if (look) this.look(at);
  }

  look(at) {
    this.#map.setView(toLatLng(at), Math.max(this.#map.getZoom(), NEAR_ZOOM), { animate: false });
  }

  /** The pin comes to the middle of what is seen. */
  putInMiddle() {
    this.#put(this.#map.getCenter());
  }

  /** A dot where the reader is; it stays in the device. */
  here(at, accuracyMetres) {
    this.#here.clearLayers();
    this.#here.addLayer(
      L.circle(toLatLng(at), {
        radius: Math.min(accuracyMetres, 500),
        color: '#1f5c63',
        weight: 1,
        fillOpacity: 0.1,
        interactive: false,
      }),
    );
    this.#here.addLayer(
      L.circleMarker(toLatLng(at), {
        radius: 8,
        color: '#fffdf6',
        weight: 3,
        fillColor: '#1f5c63',
        fillOpacity: 1,
        interactive: false,
      }),
    );
    this.look(at);
  }

  ground(places) {
    this.#ground.draw(places);
  }

  zoom(steps) {
    this.#map.setZoom(this.#map.getZoom() + steps);
  }

  focusPin() {
    this.#marker?.getElement().focus({ preventScroll: true });
  }

  remove() {
    endMap(this.#map);
  }

  #put(latLng) {
    this.#stand(latLng);
    this.dispatchEvent(new CustomEvent('placed', { detail: { at: this.at } }));
  }

  #stand(latLng) {
    if (this.#marker) {
      this.#marker.setLatLng(latLng);
      return;
    }
    const icon = L.divIcon({
      className: 'marker marker-own',
      html: pin('circle', COLOUR),
      iconSize: [44, 56],
      iconAnchor: [22, 53],
    });
    this.#marker = L.marker(latLng, { icon, draggable: true, autoPan: true, keyboard: true, zIndexOffset: 1000 });
    this.#marker.on('dragend', () => this.#put(this.#marker.getLatLng()));
    this.#marker.addTo(this.#map);
    const node = this.#marker.getElement();
    node.setAttribute('role', 'button');
    node.setAttribute('aria-label', this.#label);
    node.addEventListener('keydown', (event) => this.#nudge(event));
  }

  #nudge(event) {
    const way = ARROWS[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation(); // the map would move as well
    const pixels = event.shiftKey ? WIDE_STEP_PIXELS : STEP_PIXELS;
    const at = this.#map.latLngToContainerPoint(this.#marker.getLatLng()).add([way[0] * pixels, way[1] * pixels]);
    const latLng = this.#map.containerPointToLatLng(at);
    this.#put(latLng);
    this.#map.panInside(latLng, { padding: [60, 70], animate: false });
  }
}
