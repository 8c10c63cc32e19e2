/** Chips for the categories of a layer and two selects for years. The chips are the legend at the same time. */
import { count, t } from '../i18n.js';
import { h } from '../dom.js';
import { symbol } from '../symbols.js';
import { yearWords } from './format.js';

/**
 * True for a range that ends before it begins: it says nothing of what is wanted.
 *
 * @param {number | string | null} from years, numbers, or days of ISO 8601
 * @param {number | string | null} until
 */
export const isReversed = (from, until) => from !== null && until !== null && from > until;

/**
 * True where a feature meets the reader's filters. A reversed range is told beside its fields and sifts nothing.
 *
 * @param {import('./schema.js').Schema} schema
 * @param {{ kinds: string[], from: number | null, until: number | null }} now
 * @returns {(feature: import('../features.js').Feature) => boolean}
 */
export function keeps(schema, { kinds, from, until }) {
  if (isReversed(from, until)) [from, until] = [null, null];
  return (feature) => {
    if (kinds.length && !kinds.includes(String(feature.properties[schema.category]))) return false;
    if (from === null && until === null) return true;
    const years = schema.years(feature);
    return years !== null && (from === null || years[1] >= from) && (until === null || years[0] <= until);
  };
}

/**
 * Of a layer that is not read whole, all choices are offered and none is counted.
 *
 * @param {any} section of the list
 * @param {{ kinds: string[] }} now
 * @param {(kinds: string[]) => void} onChange
 */
export function categoryChips({ schema, features, large }, { kinds }, onChange) {
  const choices = schema.category ? schema.choices(schema.category) : [];
  const numbers = new Map();
  for (const feature of features) {
    const value = feature.properties[schema.category];
    numbers.set(value, (numbers.get(value) ?? 0) + 1);
  }
  const present = large ? choices : choices.filter((choice) => numbers.has(choice.value));
  if (present.length < 2) return null;
  const chosen = new Set(kinds);
  const chips = present.map((choice) =>
    h(
      'button',
      {
        type: 'button',
        class: 'chip',
        'aria-pressed': String(chosen.has(choice.value)),
        dataset: { kind: choice.value },
        onclick: (event) => {
          if (!chosen.delete(choice.value)) chosen.add(choice.value);
          event.currentTarget.setAttribute('aria-pressed', String(chosen.has(choice.value)));
          onChange([...chosen]);
        },
      },
      symbol(choice.shape ?? schema.layer.symbol, choice.colour ?? schema.layer.accent, 18),
      choice.title,
      large ? null : h('span', { class: 'chip-count' }, count(numbers.get(choice.value))),
    ),
  );
  return h('div', { class: 'chips', role: 'group', 'aria-label': schema.title(schema.category) }, chips);
}

const LONG_AGO = 1900;

/**
 * Steps from the oldest year to the newest that leave a handful of choices: single years for a short span, else
 * decades, and centuries for what was long ago. `[first, last]` of each; there is no year 0.
 *
 * @param {number} oldest
 * @param {number} newest
 * @returns {[first: number, last: number][]}
 */
export function yearSteps(oldest, newest) {
  const sizeAt = (year) => (newest - oldest <= 15 ? 1 : newest - oldest <= 150 || year >= LONG_AGO ? 10 : 100);
  /** @type {[first: number, last: number][]} */
  const found = [];
  for (let year = Math.floor(oldest / sizeAt(oldest)) * sizeAt(oldest); year <= newest;) {
    const next = year + sizeAt(year);
    const [from, until] = [Math.max(year, oldest), Math.min(next - 1, newest)];
    if (until !== 0 || from !== 0) found.push([from || 1, until || -1]);
    year = next;
  }
  return found;
}

/**
 * @param {any} section of the list
 * @param {{ from: number | null, until: number | null }} now
 * @param {(patch: { from?: number | null, until?: number | null }) => void} onChange
 */
export function yearSelects({ schema, features, large }, { from, until }, onChange) {
  if (large) return null; // years are sifted here, and most of the layer is not
  const spans = features.map((feature) => schema.years(feature)).filter(Boolean);
  if (spans.length < 2) return null;
  const first = Math.min(...spans.map((span) => span[0]));
  const last = Math.max(...spans.map((span) => span[1]));
  if (first === last) return null;
  const found = yearSteps(first, last);
  const select = (label, chosen, values, choose) => {
    const options = [...new Set(chosen === null ? values : [...values, chosen])].sort((a, b) => a - b);
    return h(
      'label',
      { class: 'field' },
      h('span', {}, label),
      h(
        'select',
        { onchange: (event) => choose(event.currentTarget.value === '' ? null : Number(event.currentTarget.value)) },
        h('option', { value: '' }, t('filter.any')),
        options.map((year) => h('option', { value: year, selected: year === chosen }, yearWords(year))),
      ),
    );
  };
  const said = h('p', { class: 'field-error', role: 'alert' });
  const now = { from, until };
  const tell = () => {
    said.textContent = isReversed(now.from, now.until) ? t('filter.reversed') : '';
  };
  const take = (patch) => {
    Object.assign(now, patch);
    tell();
    onChange(patch);
  };
  tell();
  return h(
    'div',
    { class: 'years', role: 'group', 'aria-label': t('filter.years') },
    select(
      t('filter.from'),
      from,
      found.map(([year]) => year),
      (year) => take({ from: year }),
    ),
    select(
      t('filter.until'),
      until,
      found.map(([, year]) => year),
      (year) => take({ until: year }),
    ),
    said,
  );
}
