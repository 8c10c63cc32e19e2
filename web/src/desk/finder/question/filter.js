/** The filter panel, made from the layer's schema: choices, yes or no, from and to. Knows no property by name. */
import { debounce, h } from '../../../dom.js';
import { count, t } from '../../../i18n.js';
import { isReversed } from '../../../schema/filter.js';
import { symbol } from '../../../symbols.js';
import { newId } from '../../frame/dialogs.js';
import { isHalfTyped } from '../../frame/faults.js';

const TYPING_MILLIS = 400;
const UNITS = {
  m2: '㎡',
  m: 'm',
  km: 'km',
  '%': '%',
  KRW: 'find.unit.won',
  a: 'find.unit.years',
  mo: 'find.unit.months',
};
const unitWords = (unit) => (UNITS[unit]?.startsWith('find.') ? t(UNITS[unit]) : (UNITS[unit] ?? unit ?? ''));

/**
 * What kind of condition a property takes, or null: `choice`, `flag`, `number`. Words that people type are not asked
 * for: they would stand in the address.
 */
export function kindOf(schema, property) {
  if (property.name === schema.id || property.name === schema.geometry || property['x-maeul-media']) return null;
  if (schema.choices(property.name).length > 1) return 'choice';
  if (property.type === 'boolean') return 'flag';
  return property.type === 'number' || property.type === 'integer' ? 'number' : null;
}

export class Filters {
  node = h('section', { class: 'find-part find-filters' });
  #finding;
  #drawn = null;
  #groups = [];
  #told;
  #back;
  #unknown;
  #raw;

  constructor(finding) {
    this.#finding = finding;
    finding.addEventListener('state', () => this.#show());
  }

  #show() {
    const { schema, state } = this.#finding;
    if (this.#drawn !== schema) this.#draw(schema);
    for (const group of this.#groups) group.show(state.filter[group.name]);
    const set = Object.keys(state.filter).filter((name) => schema.has(name)).length + (state.raw ? 1 : 0);
    this.#told.textContent = set ? t('find.filters.set', { n: set }) : t('find.filters.none');
    this.#told.classList.toggle('is-changed', set > 0);
    this.#back.disabled = !set && !state.unknown;
    this.#unknown.checked = state.unknown;
    this.#raw.hidden = !state.raw;
  }

  #draw(schema) {
    this.#drawn = schema;
    this.#told = h('p', { class: 'find-weights-told', role: 'status' });
    this.#back = h(
      'button',
      {
        type: 'button',
        class: 'button button-small',
        dataset: { do: 'filters-back' },
        onclick: () => this.#finding.set({ filter: {}, unknown: false, raw: null }),
      },
      t('find.filters.back'),
    );
    this.#unknown = h('input', {
      type: 'checkbox',
      onchange: () => this.#finding.set({ unknown: this.#unknown.checked }),
    });
    this.#raw = h(
      'p',
      { class: 'notice', hidden: true },
      t('find.filters.raw'),
      ' ',
      h(
        'button',
        { type: 'button', class: 'link', onclick: () => this.#finding.set({ raw: null }) },
        t('find.filters.rawAway'),
      ),
    );
    const order = { choice: 0, number: 1, flag: 2 };
    const asked = schema.properties
      .map((property) => ({ property, kind: kindOf(schema, property) }))
      .filter((one) => one.kind);
    asked.sort(
      (a, b) =>
        Number(b.property.name === schema.category) - Number(a.property.name === schema.category) ||
        order[a.kind] - order[b.kind],
    );
    const make = { choice: choiceGroup, flag: flagGroup, number: numberGroup };
    this.#groups = asked.map(({ property, kind }) =>
      make[kind](schema, property, (condition, soon) => this.#change(property.name, condition, soon)),
    );
    this.node.replaceChildren(
      h('div', { class: 'find-part-head' }, h('h2', {}, t('find.filters')), this.#back),
      this.#told,
      this.#raw,
      ...this.#groups.map((group, index) => group.node(index === 0)),
      h(
        'label',
        { class: 'choice find-unknown' },
        this.#unknown,
        h(
          'span',
          { class: 'choice-words' },
          h('strong', {}, t('find.filters.unknown')),
          h('small', {}, t('find.filters.unknownNote')),
        ),
      ),
    );
  }

  #change(name, condition, soon) {
    const filter = { ...this.#finding.state.filter };
    if (condition) filter[name] = condition;
    else delete filter[name];
    this.#finding.set({ filter }, { soon });
  }
}

/** A group that folds: its summary says what is chosen. */
function folding(title, content) {
  const told = h('span', { class: 'find-fold-told' });
  const node = h(
    'details',
    { class: 'find-fold' },
    h('summary', {}, h('span', { class: 'find-fold-title' }, title), told),
    h('div', { class: 'find-fold-body' }, content),
  );
  return {
    node,
    tell: (words) => {
      told.textContent = words;
      node.classList.toggle('is-changed', Boolean(words));
    },
  };
}

function choiceGroup(schema, property, change) {
  const boxes = schema.choices(property.name).map((choice) => ({
    choice,
    box: h('input', {
      type: 'checkbox',
      value: choice.value,
      dataset: { filter: property.name },
      onchange: () => {
        const values = boxes.filter((one) => one.box.checked).map((one) => one.choice.value);
        change(values.length ? { in: values } : null);
      },
    }),
  }));
  const fold = folding(
    schema.title(property.name),
    h(
      'div',
      { class: 'find-choices', role: 'group', 'aria-label': schema.title(property.name) },
      boxes.map(({ choice, box }) =>
        h(
          'label',
          { class: 'find-choice' },
          box,
          choice.shape ? symbol(choice.shape, choice.colour ?? schema.layer.accent, 16) : null,
          choice.title,
        ),
      ),
    ),
  );
  return {
    name: property.name,
    node: (first) => {
      if (first) fold.node.open = true;
      return fold.node;
    },
    show: (condition) => {
      const values = new Set((condition?.in ?? []).map(String));
      for (const { choice, box } of boxes) box.checked = values.has(String(choice.value));
      fold.tell(
        boxes
          .filter(({ box }) => box.checked)
          .map(({ choice }) => choice.title)
          .join(', '),
      );
      if (values.size) fold.node.open = true;
    },
  };
}

function numberGroup(schema, property, change) {
  const unit = unitWords(property['x-ogc-unit']);
  const title = schema.title(property.name);
  const said = h('p', { class: 'field-error', role: 'alert' });
  const tell = debounce(() => {
    const isHalf = [low, high].some(isHalfTyped); // a condition that is half typed is no condition less
    said.textContent = isHalf ? t('desk.form.halfTyped.number', { label: title }) : '';
    if (isHalf) return;
    const [from, to] = [low, high].map((one) =>
      one.value.trim() === '' || Number.isNaN(Number(one.value)) ? null : Number(one.value),
    );
    const reversed = isReversed(from, to);
    said.textContent = reversed ? t('filter.reversed.number', { label: title }) : '';
    if (!reversed) change(from === null && to === null ? null : { from, to });
  }, TYPING_MILLIS);
  const input = (key) =>
    h('input', {
      type: 'number',
      step: 'any',
      inputmode: 'decimal',
      min: property.minimum,
      'aria-label': t(key, { title }),
      dataset: { filter: property.name },
      oninput: tell,
    });
  const [low, high] = [input('find.filter.from'), input('find.filter.to')];
  const fold = folding(unit ? `${title} (${unit})` : title, [
    h('div', { class: 'find-range' }, low, h('span', { 'aria-hidden': 'true' }, '~'), high),
    said,
  ]);
  return {
    name: property.name,
    node: () => fold.node,
    show: (condition) => {
      const put = (node, value) => {
        if (document.activeElement !== node) node.value = value === null || value === undefined ? '' : String(value);
      };
      put(low, condition?.from);
      put(high, condition?.to);
      const words = (n) => (/year/i.test(property.name) ? String(n) : count(n));
      const [from, to] = [condition?.from ?? null, condition?.to ?? null];
      // of an address or a saved search
      if (isReversed(from, to)) said.textContent = t('filter.reversed.number', { label: title });
      fold.tell(
        from === null && to === null
          ? ''
          : [from === null ? '' : words(from), '~', to === null ? '' : words(to)].filter(Boolean).join(' '),
      );
      if (from !== null || to !== null) fold.node.open = true;
    },
  };
}

function flagGroup(schema, property, change) {
  const id = newId('flag');
  const select = h(
    'select',
    { id, dataset: { filter: property.name }, onchange: () => change(select.value ? { is: select.value } : null) },
    ['', 'yes', 'no', 'unknown'].map((value) => h('option', { value }, t(`find.flag.${value || 'any'}`))),
  );
  const node = h('div', { class: 'find-flag' }, h('label', { for: id }, schema.title(property.name)), select);
  return {
    name: property.name,
    node: () => node,
    show: (condition) => {
      select.value = condition?.is ?? '';
      node.classList.toggle('is-changed', Boolean(condition?.is));
    },
  };
}
