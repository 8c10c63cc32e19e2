/** Values of a layer in words, and what two texts differ in. No property is known by name. */
import { h } from '../../dom.js';
import { language, t } from '../../i18n.js';
import { isEmpty } from '../../schema/format.js';
import { valueOf } from '../../schema/values.js';

/** Above this many words two texts are shown whole: finding the difference would take too long. */
const MOST_WORDS = 1500;

/** One value as a string or a node; what the schema does not know is written as it is. */
export function wordsOf(schema, name, value) {
  if (isEmpty(value)) return h('span', { class: 'review-none' }, t('review.none'));
  if (schema?.byName.has(name)) return valueOf(schema, { properties: { [name]: value } }, name, language());
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The layer and its schema, or nulls where the reader is not offered it. */
export async function layerOf(catalog, id) {
  const info = catalog.get(id) ?? null;
  try {
    return { info, schema: info ? await info.schema() : null };
  } catch {
    return { info, schema: null };
  }
}

/** `[{ text, kind }]` by words, kind being `same`, `out` or `in`; null where the texts are too long. */
export function compare(before, after) {
  const [a, b] = [pieces(before), pieces(after)];
  if (a.length > MOST_WORDS || b.length > MOST_WORDS) return null;
  const longest = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--)
      longest[i][j] = a[i] === b[j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
  }
  const parts = [];
  const add = (text, kind) => {
    if (parts.at(-1)?.kind === kind) parts.at(-1).text += text;
    else parts.push({ text, kind });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add(a[i], 'same');
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && longest[i + 1][j] >= longest[i][j + 1])) add(a[i++], 'out');
    else add(b[j++], 'in');
  }
  return parts;
}

const pieces = (text) => text.match(/\s+|[^\s]+/g) ?? [];

/** One side of a comparison: what only it has is struck out or underlined, and said to those who listen. */
function side(parts, kind) {
  const tag = kind === 'out' ? 'del' : 'ins';
  return parts
    .filter((part) => part.kind === 'same' || part.kind === kind)
    .map((part) => {
      if (part.kind === 'same' || !part.text.trim()) return part.text;
      return h(
        tag,
        {},
        h('span', { class: 'sr-only' }, t(`review.diff.${kind}`)),
        part.text,
        h('span', { class: 'sr-only' }, t('review.diff.end')),
      );
    });
}

/**
 * What would change, property by property: a table of before and after. `shown(name, value)` may show a value itself.
 */
export function differenceTable(
  differences,
  schema,
  shown = (/** @type {string} */ _name, /** @type {any} */ _value) => null,
) {
  const row = ({ property, title, before, after }) => {
    const texts =
      typeof before === 'string' && typeof after === 'string' && !schema?.choice(property, before)
        ? compare(before, after)
        : null;
    const cell = (value, kind) =>
      shown(property, value) ?? (texts ? side(texts, kind) : wordsOf(schema, property, value));
    const what = isEmpty(before) ? 'added' : isEmpty(after) ? 'removed' : 'changed';
    return h(
      'tr',
      { dataset: { property } },
      h('th', { scope: 'row' }, title, h('small', {}, t(`review.diff.${what}`))),
      h(
        'td',
        { class: 'review-before', 'data-label': t('review.diff.before') },
        h('div', { class: 'review-text' }, cell(before, 'out')),
      ),
      h(
        'td',
        { class: 'review-after', 'data-label': t('review.diff.after') },
        h('div', { class: 'review-text' }, cell(after, 'in')),
      ),
    );
  };
  return h(
    'div',
    { class: 'table-wrap' },
    h(
      'table',
      { class: 'grid review-diff' },
      h('caption', { class: 'sr-only' }, t('review.diff.title')),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ['property', 'before', 'after'].map((name) => h('th', { scope: 'col' }, t(`review.diff.${name}`))),
        ),
      ),
      h('tbody', {}, differences.map(row)),
    ),
  );
}
