/** Dialogs over the page. Each gives back the focus to where it was. */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';

let last = 0;
/** An id that nothing else has. */
export const newId = (prefix = 'id') => `${prefix}-${++last}`;

/**
 * Opens a dialog and answers `{ node, close }`. `closed(value)` is called once, with what `close` was given, or null
 * where the reader put it away. With `mustAnswer` the escape key does nothing.
 *
 * @param {{ title: string, body: import('../../dom.js').Child, actions?: import('../../dom.js').Leaf[],
 *     closed?: (value: any) => void, mustAnswer?: boolean, wide?: boolean }} given
 */
export function openDialog({ title, body, actions = [], closed = () => {}, mustAnswer = false, wide = false }) {
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  const id = newId('dialog');
  let value = null;
  const node = h(
    'dialog',
    { class: `dialog${wide ? ' dialog-wide' : ''}`, 'aria-labelledby': id },
    h('h2', { id, tabindex: '-1' }, title),
    h('div', { class: 'dialog-body' }, body),
    actions.length ? h('div', { class: 'dialog-actions' }, actions) : null,
  );
  if (mustAnswer) node.addEventListener('cancel', (event) => event.preventDefault());
  node.addEventListener('close', () => {
    // The browser has given it back when it closed the dialog; this event may come after the reader has gone on.
    const isLost = document.activeElement === document.body || node.contains(document.activeElement);
    node.remove();
    if (isLost && before?.isConnected) before.focus({ preventScroll: true });
    closed(value);
  });
  document.body.append(node);
  node.showModal();
  (node.querySelector('[autofocus]') ?? node.querySelector('h2')).focus();
  return {
    node,
    close: (given = null) => {
      value = given;
      node.close();
    },
  };
}

/**
 * Asks yes or no: `await ask({ title, text, yes, no, danger })`. Putting it away is a no.
 *
 * @param {{ title: string, text?: string | Node | (string | Node)[], yes?: string, no?: string,
 *     danger?: boolean }} given
 * @returns {Promise<boolean>}
 */
export function ask({ title, text, yes = t('desk.yes'), no = t('desk.cancel'), danger = false }) {
  return new Promise((resolve) => {
    const dialog = openDialog({
      title,
      body: [].concat(text ?? []).map((one) => (typeof one === 'string' ? h('p', {}, one) : one)),
      actions: [
        h('button', { type: 'button', class: 'button', autofocus: true, onclick: () => dialog.close(false) }, no),
        h(
          'button',
          {
            type: 'button',
            class: `button ${danger ? 'button-danger' : 'button-main'}`,
            dataset: { answer: 'yes' },
            onclick: () => dialog.close(true),
          },
          yes,
        ),
      ],
      closed: (value) => resolve(value === true),
    });
  });
}
