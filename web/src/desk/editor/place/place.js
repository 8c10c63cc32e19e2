/** The place of an item: on the map, by typing, by search, by the position that a photo carries. */
import { getConfig } from '../../../api.js';
import { h, loadStyle } from '../../../dom.js';
import { t } from '../../../i18n.js';
import { errorWords } from '../../../views/states.js';
import { metresBetween, pointOf } from '../../../map/places.js';
import { ask as askSure, newId } from '../../frame/dialogs.js';
import { clearField, watchField } from '../../frame/faults.js';
import { field } from '../../frame/forms.js';
import { numberOf } from '../field/typed.js';
import { photoOffer } from './offer.js';
import { searchBox } from './search.js';
import { drawingTools, mayHaveHoles } from './tools.js';

const GEOMETRY = '/geometry';
const FAR_METRES = 50_000;

/** `{ node, get(), set(geometry), offer(position), close() }`. The map comes when it has been read. */
export function placeControl({ schema, info, api, say, required }) {
  let geometry = null;
  let sketch = null;
  let before = null; // where it was when it was opened
  let asking = false; // whether so far a place is meant
  const isPoint = info.geometry === 'point';
  const id = newId('map');
  const map = h('div', { class: 'sketch', id, 'aria-label': t('edit.place.map'), role: 'application', tabindex: '0' });
  const offers = h('div', { class: 'place-offer', 'aria-live': 'polite' });
  const status = h('p', { class: 'note', role: 'status' });
  const degrees = { inputmode: 'decimal', autocomplete: 'off', required: true };
  const lat = field({ pointer: `${GEOMETRY}#lat`, label: t('edit.place.lat'), ...degrees });
  const lon = field({ pointer: `${GEOMETRY}#lon`, label: t('edit.place.lon'), ...degrees });
  const node = h(
    'fieldset',
    { class: 'field place', dataset: { pointer: GEOMETRY } },
    h(
      'legend',
      {},
      schema.title(schema.geometry),
      required ? null : h('span', { class: 'field-optional' }, ` ${t('desk.optional')}`),
    ),
    h(
      'p',
      { class: 'field-hint' },
      [
        t(isPoint ? 'edit.place.pinHint' : 'edit.place.shapeHint'),
        mayHaveHoles(info.geometry) ? t('edit.place.holeHint') : '',
      ].join(' '),
    ),
    offers,
    searchBox(api, found),
    h('div', { class: 'sketch-frame' }, map, h('div', { class: 'sketch-cross', 'aria-hidden': 'true' })),
    drawingTools(info.geometry, {
      sketch: () => sketch,
      holeBegun: () => {
        status.textContent = t('edit.place.holeBegun');
      },
    }),
    h('div', { class: 'place-numbers' }, lat, lon),
    status,
  );
  Object.assign(node, { control: map });
  for (const one of [lat, lon]) {
    one.control.addEventListener('input', (event) => event.stopPropagation());
    one.control.addEventListener('change', typed);
    one.control.required = false; // the place may be, the numbers alone are not: the map sets it too
    one.control.wrong = () => wrong(one);
    watchField(one);
  }
  const buttons = new Map([...node.querySelectorAll('[data-do]')].map((button) => [button.dataset.do, button]));

  const loaded = Promise.all([
    getConfig(),
    import('../../../map/sketch/sketch.js'),
    loadStyle('vendor/leaflet/leaflet.css'),
  ])
    .then(([config, { Sketch }]) => {
      if (!node.isConnected) return;
      sketch = new Sketch(map, config, {
        type: info.geometry,
        colour: info.accent,
        words: (key, values) => t(`edit.place.${key}`, values),
      });
      sketch.set(geometry);
      sketch.addEventListener('change', () => {
        geometry = sketch.geometry;
        clearField(node);
        node.dispatchEvent(new Event('input', { bubbles: true }));
      });
      sketch.addEventListener('select', show);
      map.dataset.ready = 'true';
      show();
    })
    .catch((error) => {
      status.textContent = t('edit.place.noMap', { why: errorWords(error) });
    });

  function found(feature) {
    const at = pointOf(feature.geometry);
    if (isPoint) put(at);
    sketch?.lookAt(at);
    say(t(isPoint ? 'edit.place.moved' : 'edit.place.shown', { title: feature.properties.title }));
  }

  function put(given) {
    const at = given.slice(0, 2).map((degrees) => Math.round(degrees * 1e7) / 1e7); // a centimetre
    if (sketch) sketch.moveTo(at);
    else {
      geometry = { type: 'Point', coordinates: at };
      node.dispatchEvent(new Event('input', { bubbles: true }));
      show();
    }
  }

  const chosen = () => (sketch ? sketch.selected : isPoint ? geometry?.coordinates : null);

  /** Both numbers belong together: one alone is as wrong as none where there is a place. */
  function wrong(one) {
    const typedIn = one.control.value.trim();
    const degrees = numberOf(typedIn);
    const words = t(one === lat ? 'edit.place.badLat' : 'edit.place.badLon');
    if (degrees !== null) return Math.abs(degrees) <= (one === lat ? 90 : 180) ? null : words;
    const isNone = !typedIn && !chosen() && !lat.control.value.trim() && !lon.control.value.trim();
    return isNone ? null : words;
  }

  async function typed() {
    if (wrong(lat) || wrong(lon) || !lat.control.value.trim()) return;
    const at = [lon, lat].map((one) => numberOf(one.control.value.trim()));
    const from = pointOf(before);
    const metres = from ? metresBetween(from, at) : 0;
    if (metres > FAR_METRES) {
      asking = true;
      const isMeant = await askSure({
        title: t('edit.place.far', { km: Math.round(metres / 1000) }),
        text: t('edit.place.far.text'),
        yes: t('edit.place.far.yes'),
      });
      asking = false;
      clearField(node);
      if (!isMeant) {
        show();
        return;
      }
    }
    put(at);
    sketch?.lookAt(at);
  }

  /** Says what is chosen, and which buttons do something now. */
  function show() {
    const at = chosen();
    lat.control.value = at ? String(at[1]) : '';
    lon.control.value = at ? String(at[0]) : '';
    clearField(lat);
    clearField(lon);
    if (!sketch) return;
    buttons.get('undo').disabled = !sketch.canUndo;
    buttons.get('redo').disabled = !sketch.canRedo;
    for (const name of ['clear', 'look', 'removeCorner', 'before', 'next', 'another'])
      if (buttons.has(name)) buttons.get(name).disabled = sketch.corners === 0;
    if (buttons.has('hole')) buttons.get('hole').disabled = !sketch.canBeginHole;
    map.dataset.corners = String(sketch.corners);
    map.dataset.holes = String(sketch.holes);
    status.textContent = words();
  }

  function words() {
    if (sketch.corners === 0) return t('edit.noPlace');
    if (isPoint) return t('edit.place.set');
    const n = sketch.corners;
    if (!geometry) return t('edit.place.tooFew', { n });
    const drawn = sketch.holes
      ? t('edit.place.cornersHoles', { n, holes: sketch.holes })
      : t('edit.place.corners', { n });
    return sketch.isUnfinished ? `${drawn} ${t('edit.place.unfinished')}` : drawn;
  }

  const offered = new Set(); // positions that are being asked about

  return {
    node,
    loaded,
    get: () => geometry,
    set: (given) => {
      geometry = given;
      before = given;
      if (sketch) sketch.set(given);
      show();
    },
    /**
     * A photo says where it was taken: asks whether that is the place, once for each place.
     * `photo`: { name, thumbnail }.
     */
    offer: (position, photo) => {
      const key = `${position.lon} ${position.lat}`;
      if (!isPoint || offered.has(key)) return;
      offered.add(key);
      offers.append(
        photoOffer(photo, {
          take: () => {
            offers.replaceChildren();
            offered.clear();
            put([position.lon, position.lat]);
            sketch?.lookAt([position.lon, position.lat]);
            say(t('edit.place.photoDone'));
            lat.control.focus({ preventScroll: true });
          },
          refuse: () => offered.delete(key),
        }),
      );
    },
    /** Shows where the service found something wrong; null takes the sign away. */
    mark: (at) => sketch?.mark(at, t('edit.place.fault')),
    /** What was begun to be drawn and would be lost by saving, in words, or null. */
    fault: () => {
      if (asking) return { pointer: GEOMETRY, detail: t('edit.place.far.first') };
      return sketch?.isUnfinished ? { pointer: GEOMETRY, detail: t('edit.place.notWhole') } : null;
    },
    close: () => {
      sketch?.close();
      sketch = null;
    },
  };
}
