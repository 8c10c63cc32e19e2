/** Asks of one photo whether the place is where it was taken. */
import { h } from '../../../dom.js';
import { t } from '../../../i18n.js';

/** `take()` and `refuse()` are called by the answer; the question has gone by then where it is refused. */
export function photoOffer({ name, thumbnail }, { take, refuse }) {
  const box = h(
    'div',
    { class: 'notice place-photo' },
    h('img', { src: thumbnail, alt: '', width: 72 }),
    h('p', {}, t('edit.place.photo', { name })),
    h(
      'div',
      { class: 'button-row' },
      h(
        'button',
        { type: 'button', class: 'button button-main', dataset: { do: 'photo' }, onclick: take },
        t('edit.place.photoYes'),
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'button',
          onclick: () => {
            box.remove();
            refuse();
          },
        },
        t('edit.place.photoNo'),
      ),
    ),
  );
  return box;
}
