/** What the reader is looking at, kept in the address so that back, share and reload work. */
import { VIEW_NAMES } from './views/views.js';

/** 0 is a number: the equator and the meridian are places. */
const number = (text) => (text?.trim() && Number.isFinite(Number(text)) ? Number(text) : null);
/** @param {(number | null)[]} parts */
const placeOf = ([zoom, lat, lon]) =>
  [zoom, lat, lon].every((n) => typeof n === 'number') && zoom >= 0 && Math.abs(lat) <= 85 && Math.abs(lon) <= 180
    ? { zoom, lat, lon }
    : null;
/** Distances that "around" offers, in metres. */
export const DISTANCES = [200, 500, 1000];

function aroundOf(text, item) {
  if (text === 'me') return item ? null : text;
  return item && (text === 'inside' || DISTANCES.includes(number(text))) ? (number(text) ?? text) : null;
}

/** What leaves out some of what a view has. */
export const FILTERS = ['kinds', 'from', 'until'];
export const isFiltered = (now) => FILTERS.some((key) => now[key] !== null && now[key].length !== 0);

const words = (text) => (text ? text.split(',').filter(Boolean) : []);

/**
 * @typedef {object} Shown what the reader looks at
 * @property {string} view one of VIEW_NAMES
 * @property {'ko' | 'en'} lang
 * @property {string[] | null} layers ids turned on by hand
 * @property {string[]} kinds categories kept
 * @property {number | null} from year
 * @property {number | null} until year
 * @property {string | null} item "layer/id"
 * @property {'inside' | 'me' | number | null} around what lies around the item within so many metres, inside it, or
 *     around the reader (never where that is)
 * @property {{ lon: number, lat: number, zoom: number } | null} place of the map
 */

/**
 * @param {string} href
 * @param {string | null} rememberedLang
 * @returns {Shown}
 */
export function readAddress(href, rememberedLang) {
  const q = new URL(href).searchParams;
  const view = VIEW_NAMES.includes(q.get('view')) ? q.get('view') : 'stories';
  const item = q.get('item')?.includes('/') ? q.get('item') : null;
  const asked = q.get('lang') ?? rememberedLang;
  return {
    view,
    lang: asked === 'en' ? 'en' : 'ko',
    layers: q.has('layers') ? words(q.get('layers')) : null,
    kinds: words(q.get('kind')),
    from: number(q.get('from')),
    until: number(q.get('until')),
    item,
    around: aroundOf(q.get('around'), item),
    place: placeOf((q.get('map') ?? '').split('/').map(number)),
  };
}

/** @param {Shown} state */
export function writeAddress(state) {
  const q = [];
  const say = (name, value) =>
    q.push(`${name}=${encodeURIComponent(value).replaceAll('%2F', '/').replaceAll('%2C', ',')}`);
  if (state.view !== 'stories') say('view', state.view);
  if (state.item) say('item', state.item);
  if (state.around) say('around', state.around);
  if (state.layers) say('layers', state.layers.join(','));
  if (state.kinds.length) say('kind', state.kinds.join(','));
  if (state.from !== null) say('from', state.from);
  if (state.until !== null) say('until', state.until);
  if (state.place) say('map', `${state.place.zoom}/${state.place.lat.toFixed(5)}/${state.place.lon.toFixed(5)}`);
  if (state.lang !== 'ko') say('lang', state.lang);
  return `${location.pathname}${q.length ? `?${q.join('&')}` : ''}`;
}

/** Says `change` with the names of what changed; going back says it too. */
export class State extends EventTarget {
  /** @type {Shown} */
  #now;
  /** Awaited before a change of language is said, so that whoever draws finds the words. */
  prepareLanguage = async (/** @type {string} */ _lang) => {};

  constructor(first) {
    super();
    this.#now = first;
    addEventListener('popstate', () => this.#become(readAddress(location.href, this.#now.lang), true));
  }

  get now() {
    return this.#now;
  }

  /**
   * Takes `patch` over. With `step` the change is a new entry of the history, else it replaces the last one.
   *
   * @param {Partial<Shown>} patch
   * @param {{ step?: boolean }} [how]
   */
  set(patch, { step = false } = {}) {
    const next = { ...this.#now, ...patch };
    if ('item' in patch && !('around' in patch)) next.around = null;
    const address = writeAddress(next);
    if (address !== location.pathname + location.search)
      history[step ? 'pushState' : 'replaceState'](null, '', address);
    this.#become(next, false);
  }

  async #become(next, travelled) {
    const changed = new Set(
      Object.keys(next).filter((key) => JSON.stringify(next[key]) !== JSON.stringify(this.#now[key])),
    );
    this.#now = next;
    if (changed.has('lang')) await this.prepareLanguage(next.lang);
    if (changed.size) this.dispatchEvent(new CustomEvent('change', { detail: { changed, travelled } }));
  }
}
