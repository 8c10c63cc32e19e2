/** Asks for the private link where the address has none, or none that is known. */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { showErrors, textField } from '../fields.js';

/** `error`: what is wrong with the link that was opened. The secret of the pasted one goes behind the #. */
export function askForLink(error) {
  let pasted = '';
  const form = h(
    'form',
    {
      class: 'give-fields',
      onsubmit: (event) => {
        event.preventDefault();
        const found = /([A-Za-z0-9_-]{43})\s*$/.exec(pasted.trim());
        if (found) location.hash = found[1];
        else showErrors(form, [{ pointer: '/link', words: t('mine.notALink') }]);
      },
    },
    textField('/link', {
      label: t('mine.paste'),
      hint: t('mine.pasteHint'),
      required: true,
      value: '',
      autocomplete: 'off',
      spellcheck: 'false',
      changed: (text) => {
        pasted = text;
      },
    }),
    h('button', { type: 'submit', class: 'button button-main' }, t('mine.open')),
  );
  return h(
    'div',
    { class: 'give-step' },
    h('h1', { class: 'give-title', tabindex: '-1' }, t('mine.title')),
    error ? h('p', { class: 'summary', role: 'alert' }, error) : null,
    form,
  );
}
