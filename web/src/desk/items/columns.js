/** Which columns the table of a layer has, and by which of them it is sorted. */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';

const COLUMNS_AT_MOST = 6;

/** The status first, then the category. */
export const weight = (schema, one) =>
  one.name === schema.status?.property ? 2 : one.name === schema.category ? 1 : 0;

/** Title, category, status, then what else tells rows apart; the title (or the id) is the first. */
export function columnsOf(schema) {
  const { roles, translations } = schema.layer;
  const texts = new Set(Object.values(translations));
  const isShort = (one) =>
    schema.choices(one.name).length ||
    ['integer', 'number', 'boolean'].includes(one.type) ||
    one.format === 'date' ||
    one.name === roles.address;
  const wanted = [
    roles.title ?? schema.id,
    roles.category,
    schema.status?.property,
    roles.year,
    roles.asOf,
    ...schema.properties
      .filter((one) => isShort(one) && !texts.has(one.name) && one.name !== schema.status?.publishAt)
      .map((one) => one.name),
  ];
  return [...new Set(wanted)]
    .filter((name) => name && schema.has(name) && name !== schema.geometry)
    .slice(0, COLUMNS_AT_MOST);
}

/** The head of a column; `ask(sort)` where it is pressed to sort by it. `sort`: what the rows are sorted by now. */
export function sortHeader(schema, name, sort, ask) {
  const title = schema.title(name);
  if (schema.byName.get(name).type === 'array') return h('th', { scope: 'col' }, title);
  const now = sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : null;
  return h(
    'th',
    { scope: 'col', 'aria-sort': now },
    h(
      'button',
      {
        type: 'button',
        class: 'link sort',
        dataset: { sort: name },
        onclick: () => ask(now === 'ascending' ? `-${name}` : name),
      },
      title,
      h('span', { 'aria-hidden': 'true' }, now === 'ascending' ? ' ▲' : now === 'descending' ? ' ▼' : ' ↕'),
    ),
  );
}

/** On a phone the rows are cards without a head: there one sorts by this. */
export function sortSelect(schema, columns, sort, ask) {
  const select = h(
    'select',
    { onchange: () => ask(select.value) },
    h('option', { value: '' }, t('edit.sort.none')),
    columns
      .filter((name) => schema.byName.get(name).type !== 'array')
      .flatMap((name) => [
        h('option', { value: name, selected: sort === name }, `${schema.title(name)} ▲`),
        h('option', { value: `-${name}`, selected: sort === `-${name}` }, `${schema.title(name)} ▼`),
      ]),
  );
  return h('label', { class: 'field sort-phone' }, h('span', {}, t('edit.sort')), select);
}
