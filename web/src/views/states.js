/** Loading, empty, failed: said in words, with a way on. */
import { h } from '../dom.js';
import { t } from '../i18n.js';

export function loading() {
  return h(
    'div',
    { class: 'state state-loading' },
    h('p', {}, t('state.loading')),
    h(
      'div',
      { class: 'skeletons', 'aria-hidden': 'true' },
      [1, 2, 3, 4].map(() => h('div', { class: 'skeleton' })),
    ),
  );
}

/**
 * @param {string} [words]
 * @param {Node} [action] what can be done about it
 */
export function empty(words = t('state.empty'), action) {
  return h('div', { class: 'state state-empty' }, h('p', {}, words), action);
}

/**
 * What an error means for the reader. The server's own words come first.
 *
 * @param {any} error
 * @returns {string}
 */
export function errorWords(error) {
  if (error?.kind === 'offline' || !navigator.onLine)
    return t(navigator.onLine ? 'error.unreachable' : 'error.offline');
  if (error?.detail) return error.detail;
  if (error?.errorId) return t('error.numbered', { id: error.errorId });
  return t('error.unknown');
}

/**
 * @param {any} error
 * @param {() => void} retry
 */
export function failed(error, retry) {
  return h(
    'div',
    { class: 'state state-failed', role: 'alert' },
    h('p', {}, t('error.title')),
    h('p', { class: 'detail' }, errorWords(error)),
    h('button', { type: 'button', class: 'button', onclick: retry }, t('action.retry')),
  );
}
