/** Words in the reader's language; the files of both languages have the same keys. */
import { particle, SLOT } from './particles.js';

/** @type {Record<string, string>} */
let table = {};
/** @type {'ko' | 'en'} */
let lang = 'ko';
/** Parts of the site whose words are loaded beside those that all share: folders of i18n/. */
const areas = new Set();

const read = async (name) => {
  const response = await fetch(new URL(`../i18n/${name}.json`, import.meta.url));
  if (!response.ok) throw new Error(`i18n/${name}.json: ${response.status}`);
  return response.json();
};

/** One reading after another: words of an area that come before the language would be lost with it. */
let reading = Promise.resolve();
function inTurn(read) {
  const mine = reading.then(read);
  reading = mine.catch(() => {});
  return mine;
}

/** @type {(wanted: 'ko' | 'en') => Promise<void>} */
export const loadWords = (wanted) =>
  inTurn(async () => {
    const tables = await Promise.all([wanted, ...[...areas].map((area) => `${area}/${wanted}`)].map(read));
    table = Object.assign({}, ...tables);
    lang = wanted;
  });

/**
 * Loads the words of a part of the site, now and with every change of language.
 *
 * @type {(area: string) => Promise<void>}
 */
export const addWords = (area) =>
  inTurn(async () => {
    if (areas.has(area)) return;
    Object.assign(table, await read(`${area}/${lang}`));
    areas.add(area);
  });

/**
 * The words under `key`, with `{name}` filled in and the Korean particle after it that fits.
 *
 * @param {string} key
 * @param {Record<string, any>} [values]
 * @returns {string}
 */
export function t(key, values = {}) {
  return (table[key] ?? key).replace(SLOT, (whole, name, closing = '', both = '') => {
    const value = values[name];
    return value === undefined || value === null ? whole : `${value}${closing}${both && particle(value, both)}`;
  });
}

export const language = () => lang;
// making one takes longer than all that it formats
const numbers = { ko: new Intl.NumberFormat('ko'), en: new Intl.NumberFormat('en') };
/** @type {(n: number) => string} */
export const count = (n) => numbers[lang].format(n);

/** Writes the words of elements that stand in index.html (`data-i18n`). */
export function translatePage(root = document) {
  for (const node of root.querySelectorAll('[data-i18n]')) node.textContent = t(node.dataset.i18n);
}

const WALK_METRES_A_MINUTE = 67;

/** @type {Record<string, Intl.NumberFormat>} */
const compact = {};
/**
 * 12,345 · 1.2만 where there is little room.
 *
 * @param {number} n
 * @param {string} [inLang]
 */
export function shortCount(n, inLang = lang) {
  if (n < 1000) return numbers[inLang].format(n);
  compact[inLang] ??= new Intl.NumberFormat(inLang, { notation: 'compact', maximumFractionDigits: 1 });
  return compact[inLang].format(n);
}

/**
 * 320 m · 1.2 km.
 *
 * @param {number} metres
 */
export const farWords = (metres) =>
  metres < 995
    ? `${Math.max(10, Math.round(metres / 10) * 10)} m`
    : `${(metres / 1000).toFixed(1).replace('.0', '')} km`;

/**
 * Minutes of a walk.
 *
 * @param {number} metres
 */
export const walkWords = (metres) =>
  t('near.walk', { minutes: Math.max(1, Math.round(metres / WALK_METRES_A_MINUTE)) });

/** What happens in the village happens by its clock, wherever the reader is. */
const ZONE = 'Asia/Seoul';

/**
 * The village's day of a moment, as the API takes it: 2026-03-04.
 *
 * @param {Date | number} moment
 */
export const dayOf = (moment) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    moment,
  );

/**
 * 2026.03.04 (수), and the time of day where the value has one.
 *
 * @param {string} value a date, or a moment with its zone
 * @param {{ weekday?: boolean }} [how]
 */
export function dateWords(value, { weekday = false } = {}) {
  const hasTime = /T/.test(value);
  const moment = new Date(hasTime ? value : `${value}T12:00:00+09:00`);
  if (Number.isNaN(moment.getTime())) return String(value);
  const part = (options) => new Intl.DateTimeFormat(lang, { timeZone: ZONE, ...options }).format(moment);
  const day = dayOf(moment).replaceAll('-', '.');
  const clock = hasTime ? ` ${part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}` : '';
  return `${day}${weekday ? ` (${part({ weekday: 'short' })})` : ''}${clock}`;
}
