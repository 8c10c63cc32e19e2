/** One photo that is on its way, or that did not arrive. */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';

export const WAITING_FAULTS = ['give.need.photoFailed', 'give.need.photoWaiting'];

/** What is to be said of photos that are not there yet: one of {@link WAITING_FAULTS}, or null. */
export function waitingFault(waiting) {
  if (waiting.some((one) => one.error)) return 'give.need.photoFailed';
  return waiting.length ? 'give.need.photoWaiting' : null;
}

/** `takeAway()` and `retry()` are called by its buttons. Its bar is left in `one.bar`. */
export function waitingCard(one, { takeAway, retry }) {
  one.bar = h('div', {
    class: 'progress',
    role: 'progressbar',
    'aria-valuemin': 0,
    'aria-valuemax': 100,
    'aria-valuenow': Math.round(one.share * 100),
    'aria-label': t('give.photo.sending', { name: one.file.name }),
  });
  one.bar.style.setProperty('--share', one.share);
  const away = h('button', { type: 'button', class: 'button', onclick: takeAway }, t('give.photo.leaveOut'));
  const again = h('button', { type: 'button', class: 'button button-main', onclick: retry }, t('action.retry'));
  return h(
    'li',
    { class: 'photo photo-waiting' },
    h('div', { class: 'photo-picture' }, h('img', { src: one.url, alt: '' })),
    one.error
      ? [
          h('p', { class: 'field-error is-own', role: 'alert' }, `${one.file.name}: ${one.error}`),
          h('div', { class: 'row-buttons' }, again, away),
        ]
      : [h('p', { class: 'hint' }, t('give.photo.sending', { name: one.file.name })), one.bar, away],
  );
}
