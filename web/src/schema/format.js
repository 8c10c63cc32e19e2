/** Titles, choices and years in words, by what /schema says of them. */
import { t } from '../i18n.js';

/**
 * Only web addresses become links, whatever the data say.
 *
 * @param {string} text
 * @returns {string | null}
 */
export function safeUrl(text) {
  try {
    const url = new URL(text, location.href);
    return ['http:', 'https:'].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/**
 * @param {import('./schema.js').Schema} schema
 * @param {string} name
 * @param {any} value
 * @returns {string}
 */
export function choiceWords(schema, name, value) {
  const choice = schema.choice(name, value);
  return choice ? choice.title : String(value);
}

/**
 * A year that a person would say.
 *
 * @param {number} year
 */
export function yearWords(year) {
  return year < 0 ? t('year.bce', { n: -year }) : t('year.plain', { n: year });
}

/** @param {[first: number, last: number] | null} years */
export function yearsWords(years) {
  if (!years) return '';
  const [first, last] = years;
  if (first === last) return yearWords(first);
  return first < 0 ? `${yearWords(first)}–${yearWords(last)}` : t('year.span', { from: first, until: last });
}

/**
 * @param {any} value
 * @returns {boolean}
 */
export function isEmpty(value) {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

const SLOT = /\{([^{}]*)\}/g;

/** Names of the properties of a slot: one, or `lot` and those of its kind and two numbers. */
const namesIn = (slot) => (slot.startsWith('lot ') ? slot.split(' ').slice(1) : [slot]);

/**
 * Names of the properties that a text of the layer file has slots for.
 *
 * @param {string} text
 * @returns {string[]}
 */
export const slotsOf = (text) => [...text.matchAll(SLOT)].flatMap(([, slot]) => namesIn(slot));

/** The number of a lot as people write it: 산 12-3, 225; empty without a main number. */
function lotWords(kind, main, sub) {
  const [number, second] = [main, sub].map((one) =>
    String(one ?? '')
      .trim()
      .replace(/^0+/, ''),
  );
  if (!number) return '';
  const hill = kind === '산' && !number.startsWith('산') ? '산 ' : '';
  return `${hill}${number}${second && !number.includes('-') ? `-${second}` : ''}`;
}

/** A text of the layer file with a feature's values, or null where one is missing. */
function filled(schema, { properties }, text) {
  let isWhole = true;
  const words = text.replace(SLOT, (_, slot) => {
    const values = namesIn(slot).map((name) =>
      isEmpty(properties[name]) ? '' : choiceWords(schema, name, properties[name]),
    );
    const said = slot.startsWith('lot ') ? lotWords(...values) : values[0];
    isWhole &&= said !== '';
    return said;
  });
  return isWhole ? words : null;
}

/**
 * What a feature is called, as the service itself does it: its title; else the first of what the layer calls features
 * without one whose values are all there; else its address, what kind of thing it is, what its layer is called. An id
 * is no name.
 *
 * @param {import('./schema.js').Schema} schema
 * @param {Pick<import('../features.js').Feature, 'properties'>} feature
 * @param {string} lang
 * @returns {string}
 */
export function titleOf(schema, feature, lang) {
  const { roles, unnamed } = schema.layer;
  const { properties } = feature;
  const english = lang === 'en' && properties[schema.layer.translations[roles.title]];
  if (roles.title && (english || !isEmpty(properties[roles.title]))) return schema.text(feature, roles.title, lang);
  for (const text of unnamed) {
    const words = filled(schema, feature, text[lang]);
    if (words !== null) return words;
  }
  const other = [roles.address, roles.category].find((name) => name && !isEmpty(properties[name]));
  return other ? choiceWords(schema, other, properties[other]) : schema.layer.title(lang);
}
