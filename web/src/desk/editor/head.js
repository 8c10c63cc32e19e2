/** What stands above the form of an item: where it belongs, what it is called, and a draft that was kept. */
import { h } from '../../dom.js';
import { dateWords, language, t } from '../../i18n.js';
import { ask } from '../frame/dialogs.js';

/** The nodes above the form. `id` of the item is null for a new one. */
export function itemHead(name, info, id) {
  return [
    h('p', { class: 'crumbs' }, h('a', { href: `#/items/${info.id}` }, `← ${info.title(language())}`)),
    h(
      'div',
      { class: 'view-head' },
      h('h1', { tabindex: '-1' }, name),
      id === null
        ? null
        : h(
            'div',
            { class: 'button-row' },
            h(
              'a',
              { class: 'button button-small', href: `#/items/${info.id}/${encodeURIComponent(id)}/history` },
              t('edit.history'),
            ),
            h(
              'a',
              { class: 'button button-small', href: `/?item=${info.id}/${encodeURIComponent(id)}` },
              t('edit.onMap'),
            ),
          ),
    ),
  ];
}

/**
 * Offers the draft that was `kept`: `take()` goes on with it, `drop()` once the reader is sure. `isOutdated`: somebody
 * saved since.
 */
export function draftOffer(kept, { isOutdated, take, drop }) {
  const box = h(
    'div',
    { class: 'notice draft-offer', role: 'status' },
    h('p', {}, h('strong', {}, t('edit.draft.there')), ` ${t('edit.draft.when', { when: dateWords(kept.at) })}`),
    isOutdated ? h('p', {}, t('edit.draft.changed')) : null,
    h(
      'div',
      { class: 'button-row' },
      h(
        'button',
        {
          type: 'button',
          class: 'button button-main',
          dataset: { draft: 'take' },
          onclick: () => {
            box.remove();
            take();
          },
        },
        t('edit.draft.take'),
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'button',
          dataset: { draft: 'drop' },
          onclick: async () => {
            if (
              !(await ask({
                title: t('edit.draft.dropTitle'),
                text: t('edit.draft.dropText'),
                yes: t('edit.draft.drop'),
                danger: true,
              }))
            )
              return;
            box.remove();
            drop();
          },
        },
        t('edit.draft.drop'),
      ),
    ),
  );
  return box;
}
