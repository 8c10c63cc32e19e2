/** One item in the table of its layer; simple values change in place. */
import { itemPath } from '../../api.js';
import { h } from '../../dom.js';
import { language, t } from '../../i18n.js';
import { isEmpty, titleOf } from '../../schema/format.js';
import { valueOf } from '../../schema/values.js';
import { editCell, isSimple } from '../editor/field/cell.js';
import { stateBadge } from '../editor/publish.js';

/** `table`: `{ schema, info, columns, context, isChosen, choose(isChosen) }`. */
export function itemRow(feature, table) {
  const { schema, info, columns, isChosen, choose } = table;
  const lang = language();
  const title = titleOf(schema, feature, lang);
  const box = h('input', {
    type: 'checkbox',
    'aria-label': t('edit.choose', { title }),
    onchange: () => choose(box.checked),
  });
  box.checked = isChosen;
  const row = h(
    'tr',
    { dataset: { item: feature.id } },
    h(
      'td',
      { class: 'choose' },
      h(
        'label',
        { class: 'choose-label' },
        box,
        h('span', { class: 'choose-words', 'aria-hidden': 'true' }, t('edit.chooseShort')),
      ),
    ),
  );
  const link = h('a', { href: `#/items/${info.id}/${encodeURIComponent(feature.id)}` }, title);
  columns.forEach((name, index) =>
    row.append(index === 0 ? h('th', { scope: 'row' }, link) : cellOf(feature, name, title, table)),
  );
  return row;
}

function cellOf(feature, name, title, table) {
  const { schema, info, context } = table;
  const { status } = schema;
  const property = schema.byName.get(name);
  const cell = h('td', { dataset: { label: schema.title(name), property: name } });
  const words =
    status?.property === name
      ? stateBadge(schema, feature.properties)
      : isEmpty(feature.properties[name])
        ? h('span', { class: 'nothing' }, '–')
        : valueOf(schema, feature, name, language());
  if (!isSimple(schema, property) || status?.property === name) {
    cell.append(words);
    return cell;
  }
  const button = h(
    'button',
    {
      type: 'button',
      class: 'cell-button',
      'aria-label': t('edit.cell', { property: schema.title(name), title }),
      onclick: () => edit(),
    },
    h('span', {}, words),
    h('span', { class: 'cell-pen', 'aria-hidden': 'true' }, '✎'),
  );
  cell.append(button);
  const edit = () =>
    editCell({
      cell,
      schema,
      property,
      context,
      address: itemPath(info.id, feature.id),
      done: (properties) => {
        if (properties)
          feature.properties = {
            ...feature.properties,
            ...properties,
            ...(properties[name] === undefined ? { [name]: undefined } : {}),
          };
        const fresh = cellOf(feature, name, title, table);
        cell.replaceWith(fresh);
        fresh.querySelector('button').focus();
      },
    });
  return cell;
}
