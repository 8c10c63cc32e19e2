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
  return first === last ? yearWords(first) : t('year.span', { from: first, until: last });
}

export function isEmpty(value) {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** The name of a feature: its title, else what kind of thing it is. */
export function titleOf(schema, feature, lang) {
  const { title, category } = schema.layer.roles;
  if (title && !isEmpty(feature.properties[title])) return schema.text(feature, title, lang);
  if (category && !isEmpty(feature.properties[category])) return choiceWords(schema, category, feature.properties[category]);
  return t('item.nameless', { layer: schema.layer.title(lang) });
}
