/**
 * What a planner has asked for: to and from the fragment of the address, and as the body of a request. Nothing in it is
 * personal: ids of houses, numbers, outlines. Words that somebody types never come here.
 */
import { cqlOf, partsOf } from './cql.js';

export const COMPARED_AT_MOST = 4;
export const CHOSEN_AT_MOST = 200;
export const PAGE = 50;
export const LIMIT_AT_MOST = 1000;
const DIGITS = 6; // a tenth of a metre
export const TABS = ['ranked', 'groups', 'insufficient', 'excluded'];
const PARTS = ['compare', 'shortlists'];
/** In which order ranked houses stand; the first is what is meant where none is named. */
export const ORDERS = ['score', 'worst-case'];

/**
 * @typedef {object} Question what is asked and looked at, as the address says it
 * @property {string} part
 * @property {string} shortlist id of the one that is open
 * @property {string} profile
 * @property {Record<string, number>} weights by criterion, those that are not the profile's
 * @property {Record<string, any>} filter
 * @property {boolean} unknown whether houses of which it is not known are kept
 * @property {any} raw
 * @property {string} within `layer/id`
 * @property {any} area a geometry
 * @property {any} exclude a geometry
 * @property {string} order
 * @property {boolean} examples
 * @property {number} limit
 * @property {string} tab
 * @property {string} house
 * @property {string[]} chosen
 */

/**
 * `filter`: by property `{ in: [values] }`, `{ from, to }` or `{ is: 'yes' | 'no' | 'unknown' }`. `raw`: CQL2 made
 * elsewhere.
 *
 * @type {Readonly<Question>}
 */
export const NOTHING = Object.freeze({
  part: '',
  shortlist: '',
  profile: '',
  weights: {},
  filter: {},
  unknown: false,
  raw: null,
  within: '',
  area: null,
  exclude: null,
  order: ORDERS[0],
  examples: false,
  limit: PAGE,
  tab: 'ranked',
  house: '',
  chosen: [],
});

const list = (text) => (text ?? '').split(',').filter(Boolean);
const encode = (text) => encodeURIComponent(text).replace(/%20/g, '+');
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The path of a route and its query, in which more question marks may stand.
 *
 * @param {string} route
 */
export const halves = (route) => [
  route.split('?', 1)[0],
  route.includes('?') ? route.slice(route.indexOf('?') + 1) : '',
];

/**
 * What a route such as `/finder/compare?p=…` says. What it says wrongly is left out.
 *
 * @param {string} route
 * @returns {Question}
 */
export function readRoute(route) {
  const [path, query] = halves(route);
  const [part = '', shortlist = ''] = path.split('/').slice(2).map(decode);
  const params = new URLSearchParams(query);
  const state = {
    ...NOTHING,
    part: PARTS.includes(part) ? part : '',
    shortlist: part === 'shortlists' ? shortlist : '',
  };
  state.profile = params.get('p') ?? '';
  state.weights = Object.fromEntries(
    list(params.get('w'))
      .map((pair) => pair.split(':'))
      .filter(([id, n]) => id && n !== '' && Number(n) >= 0)
      .map(([id, n]) => [id, Number(n)]),
  );
  state.filter = Object.fromEntries(
    [...params]
      .filter(([key]) => key.startsWith('f.'))
      .map(([key, value]) => [key.slice(2), readCondition(value)])
      .filter(([, one]) => one),
  );
  state.unknown = params.get('unknown') === '1';
  state.raw = jsonOf(params.get('cql'));
  state.within = /^[^/]+\/.+$/.test(params.get('in') ?? '') ? params.get('in') : '';
  state.area = readArea(params.get('area'));
  state.exclude = readArea(params.get('not'));
  state.order = ORDERS.includes(params.get('o')) ? params.get('o') : ORDERS[0];
  state.examples = params.get('ex') === '1';
  state.limit = Math.min(LIMIT_AT_MOST, Math.max(PAGE, Number.parseInt(params.get('n'), 10) || PAGE));
  state.tab = TABS.includes(params.get('tab')) ? params.get('tab') : 'ranked';
  state.house = params.get('house') ?? '';
  state.chosen = [...new Set(list(params.get('sel')))].slice(0, CHOSEN_AT_MOST);
  return state;
}

/**
 * The route that says the same.
 *
 * @param {Partial<Question>} state
 * @returns {string}
 */
export function routeOf(state) {
  const params = [];
  const put = (key, value) => {
    if (value) params.push(`${key}=${value}`);
  };
  put('p', encode(state.profile));
  put(
    'w',
    Object.entries(state.weights)
      .map(([id, n]) => `${encode(id)}:${n}`)
      .sort()
      .join(','),
  );
  for (const [name, condition] of Object.entries(state.filter).sort())
    put(`f.${encode(name)}`, writeCondition(condition));
  put('unknown', state.unknown ? '1' : '');
  put('cql', state.raw ? encode(JSON.stringify(state.raw)) : '');
  put('in', state.within.split('/').map(encode).join('/'));
  put('area', writeArea(state.area));
  put('not', writeArea(state.exclude));
  put('o', state.order === ORDERS[0] ? '' : state.order);
  put('ex', state.examples ? '1' : '');
  put('n', state.limit > PAGE ? String(state.limit) : '');
  put('tab', state.tab === 'ranked' ? '' : state.tab);
  put('house', encode(state.house));
  put('sel', state.chosen.map(encode).join(','));
  const path = ['', 'finder', state.part, state.part === 'shortlists' ? encode(state.shortlist) : '']
    .filter((one, index) => index === 0 || one)
    .join('/');
  return params.length ? `${path}?${params.join('&')}` : path;
}

function jsonOf(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

function readCondition(text) {
  const [kind, rest] = [text.slice(0, 1), text.slice(1)];
  if (kind === '=') return { in: list(rest) };
  if (kind === '?') return ['yes', 'no', 'unknown'].includes(rest) ? { is: rest } : null;
  const [from, to] = rest
    .split('..')
    .map((one) => (one === '' || one === undefined || Number.isNaN(Number(one)) ? null : Number(one)));
  return kind === '~' && (from !== null || to !== null) ? { from, to } : null;
}

function writeCondition(condition) {
  if (condition.in) return `=${condition.in.map(encode).join(',')}`;
  return condition.is ? `?${condition.is}` : `~${condition.from ?? ''}..${condition.to ?? ''}`;
}

/** Areas as short text: rings by `;`, areas by `_`; the closing corner is left out. */
function writeArea(geometry) {
  if (!geometry) return '';
  const areas = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const corner = (at) =>
    at
      .slice(0, 2)
      .map((n) => Number(n.toFixed(DIGITS)))
      .join(' ');
  return areas
    .map((rings) => rings.map((ring) => ring.slice(0, -1).map(corner).join(',')).join(';'))
    .join('_')
    .replace(/ /g, '+');
}

function readArea(text) {
  if (!text) return null;
  const areas = text.split('_').map((rings) =>
    rings.split(';').map((ring) => {
      const corners = ring.split(',').map((corner) => corner.trim().split(' ').map(Number));
      return [...corners, corners[0]];
    }),
  );
  const isWhole = (ring) =>
    ring.length >= 4 && ring.every((at) => at.length === 2 && Math.abs(at[0]) <= 180 && Math.abs(at[1]) <= 90);
  return areas.every((rings) => rings.every(isWhole)) ? { type: 'MultiPolygon', coordinates: areas } : null;
}

/** The body of a request: what is asked for, without what is only looked at. */
export function requestOf(state, schema) {
  const filter = cqlOf(state, schema);
  return {
    ...(Object.keys(state.weights).length ? { weights: state.weights } : {}),
    ...(filter ? { filter } : {}),
    ...(state.area ? { area: state.area } : {}),
    ...(state.exclude ? { exclude: state.exclude } : {}),
    ...(state.within ? { within: state.within } : {}),
    ...(state.order === ORDERS[0] ? {} : { order: state.order }),
    ...(state.examples ? { examples: true } : {}),
  };
}

/** The state that asks for the same as a saved request does. */
export function stateOf(profile, request = {}) {
  const known =
    typeof request.filter === 'string' ? { filter: {}, unknown: false, raw: request.filter } : partsOf(request.filter);
  return {
    ...NOTHING,
    profile,
    ...known,
    weights: request.weights ?? {},
    within: request.within ?? '',
    area: manyOf(request.area),
    exclude: manyOf(request.exclude),
    order: ORDERS.includes(request.order) ? request.order : ORDERS[0],
    examples: request.examples === true,
  };
}

const manyOf = (geometry) =>
  geometry?.type === 'Polygon' ? { type: 'MultiPolygon', coordinates: [geometry.coordinates] } : (geometry ?? null);
