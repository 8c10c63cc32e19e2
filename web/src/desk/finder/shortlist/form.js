/** The form of a shortlist: its name, its note, and its houses, each with a note. */
import { h } from '../../../dom.js';
import { t } from '../../../i18n.js';
import { empty } from '../../../views/states.js';
import { field } from '../../frame/forms.js';

export const NAME_AT_MOST = 100;
const TEXT_AT_MOST = 4000;

/**
 * `house(one, index)` makes the entry of a house, `changed()` says what is to be told of what was typed, `save()`
 * sends. Answers `{ node, told, save, read() }`: `told` is where it is said how saving went, `save` the button.
 */
export function listForm(list, { house, changed, save: submit }) {
  const name = field({
    label: t('find.list.name'),
    name: 'name',
    required: true,
    maxlength: NAME_AT_MOST,
    value: list.name,
  });
  const note = field({
    label: t('find.list.note'),
    name: 'note',
    tag: 'textarea',
    maxlength: TEXT_AT_MOST,
    children: [list.note ?? ''],
  });
  const told = h('p', { class: 'find-list-told', role: 'status' });
  const save = h(
    'button',
    { type: 'submit', class: 'button button-main', dataset: { do: 'list-save' } },
    t('desk.save'),
  );
  const node = h(
    'form',
    {
      class: 'find-list-form',
      novalidate: true,
      oninput: () => {
        told.textContent = changed();
      },
      onsubmit: (event) => {
        event.preventDefault();
        submit();
      },
    },
    h('div', { class: 'fields find-list-fields' }, name, note),
    h('h3', {}, t('find.list.houses', { n: list.houses.length })),
    list.houses.length ? h('ol', { class: 'find-list-houses' }, list.houses.map(house)) : empty(t('find.list.none')),
    h('div', { class: 'find-list-save' }, save, told),
  );
  const read = () => ({
    name: node.querySelector('[name=name]').value.trim(),
    note: node.querySelector('[name=note]').value.trim(),
    houses: [...node.querySelectorAll('[data-note]')].map((one) => ({ id: one.dataset.note, note: one.value.trim() })),
  });
  return { node, told, save, read };
}
