/** One photo that has been sent: its picture, its place among the others, its words. */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { icon } from '../../symbols.js';
import { mediaUrl } from '../api.js';
import { idOf, textField, tickField } from '../fields.js';

const LONGEST_ALT = 500;

/**
 * `photo` is the one at `at` of `count`. `save()` is called after words were typed, `move(by)` and `takeAway()` by its
 * buttons.
 */
export function photoCard(photo, at, { count, held, save, move, takeAway }) {
  const picture = h('div', { class: 'photo-picture' });
  show(photo, picture, held);
  const step = (by, name, key) =>
    h(
      'button',
      {
        type: 'button',
        class: 'tool',
        dataset: { move: by },
        disabled: at + by < 0 || at + by >= count,
        'aria-label': t(key, { n: at + 1 }),
        onclick: () => move(by),
      },
      icon(name, 20),
    );
  return h(
    'li',
    { class: 'photo', dataset: { photo: photo.id } },
    picture,
    h(
      'div',
      { class: 'photo-bar' },
      h('span', { class: 'photo-number' }, t('give.photo.nth', { n: at + 1 })),
      step(-1, 'up', 'give.photo.earlier'),
      step(1, 'down', 'give.photo.later'),
      h(
        'button',
        {
          type: 'button',
          class: 'tool',
          dataset: { remove: '' },
          'aria-label': t('give.photo.remove', { n: at + 1 }),
          onclick: takeAway,
        },
        icon('close', 20),
      ),
    ),
    textField(`/media/${at}/alt`, {
      label: t('give.photo.alt'),
      hint: t('give.photo.altHint'),
      value: photo.alt,
      required: true,
      rows: 2,
      maxlength: LONGEST_ALT,
      changed: (words) => {
        photo.alt = words;
        save();
      },
    }),
    tickField(`/media/${at}/people`, {
      label: t('give.photo.people'),
      value: photo.people,
      changed: (on) => {
        photo.people = on;
        save();
      },
    }),
    h(
      'div',
      { class: 'give-field', dataset: { field: `/media/${at}` }, id: idOf(`/media/${at}`), tabindex: '-1' },
      h('p', { class: 'field-error', hidden: true }),
    ),
  );
}

/** Fills `picture` once the photo has come, or says that it is gone. */
async function show(photo, picture, held) {
  try {
    if (!held.urls.has(photo.id)) held.urls.set(photo.id, await mediaUrl(photo, 'thumbnail'));
    picture.replaceChildren(h('img', { src: held.urls.get(photo.id), alt: photo.alt }));
  } catch (error) {
    picture.replaceChildren(
      h('p', { class: 'field-error' }, t(error.status === 404 ? 'give.photo.gone' : 'give.photo.notShown')),
    );
  }
}
