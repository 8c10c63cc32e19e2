/** The keys of the review desk. They rest while somebody types or a dialog is open, and can be put out of use. */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { openDialog } from '../frame/dialogs.js';

const KEYS = {
  j: 'next',
  k: 'previous',
  a: 'approve',
  c: 'ask',
  r: 'refuse',
  m: 'mine',
  n: 'comment',
  l: 'list',
  '/': 'words',
  '?': 'help',
};
const SETTING = 'maeul.review.keys';

const areOn = () => {
  try {
    return localStorage.getItem(SETTING) !== 'off';
  } catch {
    return true;
  }
};
const isTyping = (node) => node?.closest?.('input, textarea, select, [contenteditable], audio') ?? null;

/**
 * Calls `act(action)` for each key until `signal` ends. The place of a key counts too, so that a Korean keyboard works.
 */
export function watchKeys(act, signal) {
  document.addEventListener(
    'keydown',
    (event) => {
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        event.isComposing ||
        event.repeat ||
        isTyping(event.target) ||
        document.querySelector('dialog[open]')
      )
        return;
      const byPlace = /^Key([A-Z])$/.exec(event.code)?.[1].toLowerCase();
      const isKorean = /^[ㄱ-ㅎㅏ-ㅣ]$/.test(event.key) || event.key === 'Process';
      const action = KEYS[event.key] ?? (isKorean ? KEYS[byPlace] : undefined);
      if (!action || (action !== 'help' && !areOn())) return;
      event.preventDefault();
      act(action);
    },
    { signal },
  );
}

export function openHelp() {
  const row = ([key, action]) =>
    h('tr', {}, h('th', { scope: 'row' }, h('kbd', {}, key)), h('td', {}, t(`review.key.${action}`)));
  const box = h('input', {
    type: 'checkbox',
    checked: areOn(),
    onchange: () => {
      try {
        localStorage.setItem(SETTING, box.checked ? 'on' : 'off');
      } catch {
        /* stays for this page */
      }
    },
  });
  const dialog = openDialog({
    title: t('review.keys'),
    body: [
      h('p', {}, t('review.keys.text')),
      h(
        'table',
        { class: 'review-keys' },
        h('caption', { class: 'sr-only' }, t('review.keys')),
        h(
          'thead',
          { class: 'sr-only' },
          h(
            'tr',
            {},
            h('th', { scope: 'col' }, t('review.keys.key')),
            h('th', { scope: 'col' }, t('review.keys.what')),
          ),
        ),
        h('tbody', {}, Object.entries(KEYS).map(row)),
      ),
      h(
        'label',
        { class: 'choice' },
        box,
        h(
          'span',
          { class: 'choice-words' },
          h('strong', {}, t('review.keys.on')),
          h('small', {}, t('review.keys.on.note')),
        ),
      ),
    ],
    actions: [h('button', { type: 'button', class: 'button', onclick: () => dialog.close() }, t('desk.close'))],
  });
}
