/** Values of properties in words and links, by what /schema says of them. */
import { count, dateWords, t } from '../i18n.js';
import { h } from '../dom.js';
import { symbol } from '../symbols.js';

const PYEONG_SQUARE_METRES = 3.305785;
const UNITS = { m2: '㎡', km2: '㎢', m: 'm', '%': '%' };
const UNIT_KEYS = { KRW: 'unit.won', a: 'unit.years', mo: 'unit.months', min: 'unit.minutes', 명: 'unit.people', 호: 'unit.houses', 억원: 'unit.hundredMillionWon' };

function quantity(value, unit, lang) {
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 2 }).format(value);
  if (unit === 'm2') return t('unit.squareMetres', { n: number, pyeong: (value / PYEONG_SQUARE_METRES).toFixed(1) });
  if (UNITS[unit]) return `${number} ${UNITS[unit]}`.replace(' %', '%');
  if (UNIT_KEYS[unit]) return t(UNIT_KEYS[unit], { n: number });
  return unit ? `${number} ${unit}` : number;
}

/** Only web addresses become links, whatever the data say. */
export function safeUrl(text) {
  try {
    const url = new URL(text, location.href);
    return ['http:', 'https:'].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

export function choiceWords(schema, name, value, lang) {
  const choice = schema.choice(name, value);
  return choice ? choice[lang] : String(value);
}

/** A year that a person would say. */
export function yearWords(year) {
  return year < 0 ? t('year.bce', { n: -year }) : t('year.plain', { n: year });
}

export function yearsWords(years) {
  if (!years) return '';
  const [first, last] = years;
  return first === last ? yearWords(first) : t('year.span', { from: first, until: last });
}

/** A string or a node for one value of a feature. */
export function valueOf(schema, feature, name, lang) {
  const property = schema.byName.get(name);
  const value = feature.properties[name];
  const roles = schema.layer.roles;
  if (Array.isArray(value)) return value.map((one) => choiceWords(schema, name, one, lang)).join(', ');
  const choice = schema.choice(name, value);
  if (choice) return h('span', { class: 'choice' }, choice.shape ? symbol(choice.shape, choice.colour ?? '#57606a', 16) : null, choice[lang]);
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
  if (typeof value === 'number') {
    return /year/i.test(name) && !property['x-ogc-unit'] ? yearWords(value) : quantity(value, property['x-ogc-unit'], lang);
  }
  if (property.format === 'date' || property.format === 'date-time') return dateWords(value);
  if (name === roles.phone) return h('a', { href: `tel:${value.replace(/[^+\d]/g, '')}` }, value);
  const words = schema.text(feature, name, lang);
  const url = property.format?.startsWith('uri') ? safeUrl(words) : null;
  if (url) return h('a', { href: url, rel: 'noopener', target: '_blank' }, new URL(url).host, h('span', { class: 'sr-only' }, t('link.newWindow')));
  return words;
}

export function isEmpty(value) {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** The name of a feature: its title, else what kind of thing it is. */
export function titleOf(schema, feature, lang) {
  const { title, category } = schema.layer.roles;
  if (title && !isEmpty(feature.properties[title])) return schema.text(feature, title, lang);
  if (category && !isEmpty(feature.properties[category])) return choiceWords(schema, category, feature.properties[category], lang);
  return t('item.nameless', { layer: schema.layer.title(lang) });
}
