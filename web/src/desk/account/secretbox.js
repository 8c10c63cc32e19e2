/** Something that is shown this once: a link, a token. */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { newId, openDialog } from '../frame/dialogs.js';

/** Opens a dialog with it and a button that copies it. The escape key does nothing: it would be gone. */
export function showSecret({ title, label, secret, notes, say, closed }) {
  const id = newId('secret');
  const box = h('textarea', { id, readonly: true, rows: '3', spellcheck: 'false' });
  box.value = secret;
  const told = h('span', { role: 'status' });
  const copy = h(
    'button',
    {
      type: 'button',
      class: 'button button-main',
      autofocus: true,
      onclick: async () => {
        try {
          await navigator.clipboard.writeText(secret);
          told.textContent = t('desk.copy.done');
          say(t('desk.copy.done'));
        } catch {
          // no permission, or not over HTTPS
          box.focus();
          box.select();
          told.textContent = t('desk.copy.byHand');
        }
      },
    },
    t('desk.copy'),
  );
  const dialog = openDialog({
    title,
    mustAnswer: true,
    closed,
    body: [
      h('div', { class: 'secret' }, h('label', { for: id }, label), box, h('div', { class: 'button-row' }, copy, told)),
      notes.map((note) => h('p', {}, note)),
    ],
    actions: [h('button', { type: 'button', class: 'button', onclick: () => dialog.close() }, t('desk.secret.done'))],
  });
}
