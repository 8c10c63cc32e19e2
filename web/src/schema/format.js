/** Titles, choices and years in words, by what /schema says of them. */
import { t } from '../i18n.js';

/** Only web addresses become links, whatever the data say. */
export function safeUrl(text) {
  try {
    const url = new URL(text, location.href);
    return ['http:', 'https:'].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

export function choiceWords(schema, name, value) {
  const choice = schema.choice(name, value);
  return choice ? choice.title : String(value);
}

/** A year that a person would say. */
export function yearWords(year) {
  return year < 0 ? t('year.bce', { n: -year }) : t('year.plain', { n: year });
}

export function yearsWords(years) {
  if (!years) return '';
  const [first, last] = years;
  if (first === last) return yearWords(first);
  return first < 0 ? `${yearWords(first)}–${yearWords(last)}` : t('year.span', { from: first, until: last });
}

export function isEmpty(value) {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Names of the properties that a text of the layer file has slots for. */
export const slotsOf = (text) => [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name);

/**
 * What a feature is called, as the service itself does it: its title; else the first of what the layer calls features without
 * one whose values are all there; else its address, what kind of thing it is, what its layer is called. An id is no name.
 */
export function titleOf(schema, feature, lang) {
  const { roles, unnamed } = schema.layer;
  const { properties } = feature;
  const english = lang === 'en' && properties[schema.layer.translations[roles.title]];
  if (roles.title && (english || !isEmpty(properties[roles.title]))) return schema.text(feature, roles.title, lang);
  const fitting = unnamed.find((text) => slotsOf(text[lang]).every((name) => !isEmpty(properties[name])));
  if (fitting) {
    return fitting[lang].replace(/\{([^{}]*)\}/g, (_, name) => choiceWords(schema, name, properties[name]));
  }
  const other = [roles.address, roles.category].find((name) => name && !isEmpty(properties[name]));
  return other ? choiceWords(schema, other, properties[other]) : schema.layer.title(lang);
}
