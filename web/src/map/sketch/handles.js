/**
 * The corners of what is drawn, to be dragged, moved by arrow keys and taken away; between them, where others can be
 * added.
 */
import { h } from '../../dom.js';
import { pin } from '../../symbols.js';
import { L } from '../leaflet.js';
import { toLatLng, toLonLat } from '../places.js';

const HANDLES_AT_MOST = 250;
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const ADDS_BETWEEN = { LineString: 2, Polygon: 3 };

/** A position that was pointed at, to about a centimetre. */
export function rounded(latLng) {
  const { lon, lat } = toLonLat(latLng.wrap());
  return [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];
}

export class Handles {
  #map;
  #drawn;
  #does;
  #group = L.layerGroup();

  /**
   * `does`: `choose(place)`, `hold(place)` once it is dragged, `move(place, to)`, `add(place, at)`, `remove(place)`,
   * `words(key, values)` and `colour`.
   */
  constructor(map, drawn, does) {
    this.#map = map;
    this.#drawn = drawn;
    this.#does = does;
    this.#group.addTo(map);
  }

  /** Draws all that fit and are in view; `selected` is the place of the one that is chosen. */
  draw(selected) {
    const hadFocus =
      document.activeElement?.closest?.('.leaflet-marker-icon') &&
      this.#map.getContainer().contains(document.activeElement);
    this.#group.clearLayers();
    const view = this.#map.getBounds().pad(0.1);
    let left = HANDLES_AT_MOST;
    for (const place of this.#drawn.places()) {
      const isChosen = String(place) === String(selected);
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
          html: pin('circle', this.#does.colour),
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
      this.#does.choose(place);
    });
    marker.on('dragstart', () => this.#does.hold(place));
    marker.on('dragend', () => this.#does.move(place, rounded(marker.getLatLng())));
    marker.addTo(this.#group);
    const node = marker.getElement();
    node.setAttribute(
      'aria-label',
      this.#does.words(isPin ? 'pin' : place[1] > 0 ? 'holeCorner' : 'corner', { n: this.#drawn.number(place) }),
    );
    node.addEventListener('keydown', (event) => this.#key(event, place));
    return marker;
  }

  #middle(place, at) {
    const icon = L.divIcon({ className: 'sketch-middle', html: h('span'), iconSize: [24, 24], iconAnchor: [12, 12] });
    const marker = L.marker(toLatLng(at), { icon, draggable: true, keyboard: false });
    marker.on('click', () => this.#does.add(place, at));
    marker.on('dragend', () => this.#does.add(place, rounded(marker.getLatLng())));
    marker.addTo(this.#group);
    marker.getElement().setAttribute('aria-hidden', 'true');
    marker.getElement().removeAttribute('role'); // the buttons below the map do the same for those who do not see it
  }

  #key(event, place) {
    const step = KEYS[event.key];
    if (step) {
      event.preventDefault();
      event.stopPropagation();
      const pixels = event.shiftKey ? 20 : 2;
      const from = this.#map.latLngToContainerPoint(toLatLng(this.#drawn.at(place)));
      const to = from.add([step[0] * pixels, step[1] * pixels]);
      this.#does.move(place, rounded(this.#map.containerPointToLatLng(to)));
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      event.stopPropagation();
      this.#does.remove(place);
    }
  }
}
