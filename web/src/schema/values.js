/** One value of a feature in words, a link or a choice with its symbol, by what /schema says of it. */
import { dateWords, t } from '../i18n.js';
import { h } from '../dom.js';
import { symbol } from '../symbols.js';
import { choiceWords, safeUrl, yearWords } from './format.js';

const PYEONG_SQUARE_METRES = 3.305785;
const UNITS = { m2: '㎡', km2: '㎢', m: 'm', '%': '%' };
const UNIT_KEYS = {
  KRW: 'unit.won',
  a: 'unit.years',
  mo: 'unit.months',
  min: 'unit.minutes',
  명: 'unit.people',
  호: 'unit.houses',
  억원: 'unit.hundredMillionWon',
};

function quantity(value, unit, lang) {
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 2 }).format(value);
  if (unit === 'm2') return t('unit.squareMetres', { n: number, pyeong: (value / PYEONG_SQUARE_METRES).toFixed(1) });
  if (UNITS[unit]) return `${number} ${UNITS[unit]}`.replace(' %', '%');
  if (UNIT_KEYS[unit]) return t(UNIT_KEYS[unit], { n: number });
  return unit ? `${number} ${unit}` : number;
}

/**
 * A string or a node for one value of a feature.
 *
 * @param {import('./schema.js').Schema} schema
 * @param {Pick<import('../features.js').Feature, 'properties'>} feature
 * @param {string} name
 * @param {string} lang
 * @returns {string | Node}
 */
export function valueOf(schema, feature, name, lang) {
  const property = schema.byName.get(name);
  const value = feature.properties[name];
  const roles = schema.layer.roles;
  if (Array.isArray(value)) return value.map((one) => choiceWords(schema, name, one)).join(', ');
  const choice = schema.choice(name, value);
  if (choice)
    return h(
      'span',
      { class: 'choice' },
      choice.shape ? symbol(choice.shape, choice.colour ?? '#57606a', 16) : null,
      choice.title,
    );
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
  if (typeof value === 'number') {
    return /year/i.test(name) && !property['x-ogc-unit']
      ? yearWords(value)
      : quantity(value, property['x-ogc-unit'], lang);
  }
  if (property.format === 'date' || property.format === 'date-time') return dateWords(value);
  if (name === roles.phone) return h('a', { href: `tel:${value.replace(/[^+\d]/g, '')}` }, value);
  const words = schema.text(feature, name, lang);
  const url = property.format?.startsWith('uri') ? safeUrl(words) : null;
  if (url)
    return h(
      'a',
      { href: url, rel: 'noopener', target: '_blank' },
      new URL(url).host,
      h('span', { class: 'sr-only' }, t('link.newWindow')),
    );
  return words;
}
