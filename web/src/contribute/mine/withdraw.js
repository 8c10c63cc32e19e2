/** Taking back what was sent: says what becomes of it, and asks. */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { errorWords } from '../../views/states.js';
import { withdraw } from '../api.js';

/** The dialog; `withdrawn()` is called once it has been taken back. */
export function sureDialog(secret, withdrawn) {
  const said = h('div', { role: 'status' });
  const no = h('button', { type: 'button', class: 'button', onclick: () => dialog.close() }, t('mine.keepIt'));
  const yes = h(
    'button',
    {
      type: 'button',
      class: 'button button-danger',
      id: 'withdraw-sure',
      onclick: async () => {
        yes.disabled = true;
        said.replaceChildren(h('p', {}, t('give.sending')));
        try {
          await withdraw(secret);
          dialog.close();
          await withdrawn();
        } catch (error) {
          yes.disabled = false;
          said.replaceChildren(h('p', { class: 'field-error', role: 'alert' }, errorWords(error)));
        }
      },
    },
    t('mine.withdrawSure'),
  );
  const dialog = h(
    'dialog',
    { class: 'sure', 'aria-labelledby': 'sure-title', onclose: () => dialog.remove() },
    h('h2', { id: 'sure-title' }, t('mine.withdrawTitle')),
    h(
      'ul',
      {},
      ['map', 'media', 'contact', 'copies', 'final'].map((one) => h('li', {}, t(`mine.withdraw.${one}`))),
    ),
    said,
    h('div', { class: 'row-buttons' }, no, yes),
  );
  document.body.append(dialog);
  return dialog;
}
