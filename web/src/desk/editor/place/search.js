/** Finds a place by its name or address. */
import { h } from '../../../dom.js';
import { t } from '../../../i18n.js';
import { errorWords } from '../../../views/states.js';
import { newId } from '../../frame/dialogs.js';

const FOUND = 8;

/** Looks for words in all layers by `api`; `chosen(feature)` for the one that is meant. */
export function searchBox(api, chosen) {
  const input = h('input', { type: 'search', id: newId('find'), autocomplete: 'off' });
  const found = h('ul', { class: 'place-found' });
  const look = async () => {
    const words = input.value.trim();
    if (!words) return;
    try {
      const { features } = await api.get(`/api/search?${new URLSearchParams({ q: words, limit: '30' })}`);
      const placed = features.filter((feature) => feature.geometry).slice(0, FOUND);
      found.replaceChildren(
        ...placed.map((feature) =>
          h(
            'li',
            {},
            h(
              'button',
              {
                type: 'button',
                class: 'button button-small',
                onclick: () => {
                  found.replaceChildren();
                  chosen(feature);
                },
              },
              feature.properties.title,
              h('small', {}, feature.properties.address ?? feature.properties.layerTitle),
            ),
          ),
        ),
      );
      if (!placed.length) found.replaceChildren(h('li', { class: 'note' }, t('edit.place.notFound', { words })));
    } catch (error) {
      found.replaceChildren(h('li', { class: 'field-error' }, errorWords(error)));
    }
  };
  input.addEventListener('input', (event) => event.stopPropagation());
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      look();
    }
  });
  return h(
    'div',
    { class: 'place-search' },
    h('label', { for: input.id }, t('edit.place.search')),
    h(
      'div',
      { class: 'field-row' },
      input,
      h('button', { type: 'button', class: 'button', onclick: look }, t('edit.place.find')),
    ),
    found,
  );
}
