/** Fields with their label above, what they are for, and what is wrong with them beside them. */
import { h } from '../dom.js';
import { t } from '../i18n.js';

/** Fields are named by the JSON pointers of what is sent, so that the server's words find them. */
export const idOf = (pointer) => `f${pointer.replace(/[^A-Za-z0-9]+/g, '-')}`;

const errorNode = (pointer) => h('p', { class: 'field-error', id: `${idOf(pointer)}-error`, hidden: true });

const described = (pointer, hint) => `${hint ? `${idOf(pointer)}-hint ` : ''}${idOf(pointer)}-error`;

/**
 * A line or, with `rows`, a box of text.
 *
 * @param {string} pointer
 * @param {{ label: string, hint?: string, value: any, changed: (text: string) => void, rows?: number,
 *     required?: boolean, type?: string, [attribute: string]: any }} given
 */
export function textField(pointer, { label, hint, value, changed, rows, required, type = 'text', ...more }) {
  const control = h(rows ? 'textarea' : 'input', {
    id: idOf(pointer),
    class: 'control',
    rows,
    type: rows ? undefined : type,
    'aria-describedby': described(pointer, hint),
    'aria-required': required ? 'true' : undefined,
    ...more,
    oninput: (event) => changed(event.target.value),
  });
  control.value = value ?? '';
  return h(
    'div',
    { class: 'give-field', dataset: { field: pointer } },
    h('label', { for: idOf(pointer) }, label, required ? null : h('span', { class: 'optional' }, t('give.optional'))),
    hint ? h('p', { class: 'hint', id: `${idOf(pointer)}-hint` }, hint) : null,
    control,
    errorNode(pointer),
  );
}

/**
 * Large choices, of which one may be taken.
 *
 * @param {string} pointer
 * @param {{ label: string, hint?: string, choices: { value: any, title: string, mark?: Node }[], value: any,
 *     changed: (value: any) => void, optional?: boolean, className?: string }} given
 */
export function choiceField(pointer, { label, hint, choices, value, changed, optional = false, className = '' }) {
  const name = idOf(pointer);
  return h(
    'fieldset',
    {
      class: `give-field ${className}`,
      id: name,
      tabindex: '-1',
      dataset: { field: pointer },
      'aria-describedby': described(pointer, hint),
    },
    h('legend', {}, label, optional ? h('span', { class: 'optional' }, t('give.optional')) : null),
    hint ? h('p', { class: 'hint', id: `${name}-hint` }, hint) : null,
    h(
      'div',
      { class: 'choices' },
      choices.map((choice) =>
        h(
          'label',
          { class: 'tile' },
          h('input', {
            type: 'radio',
            name,
            value: choice.value,
            checked: String(choice.value) === String(value ?? ''),
            onchange: () => changed(choice.value),
          }),
          choice.mark ?? null,
          h('span', {}, choice.title),
        ),
      ),
    ),
    errorNode(pointer),
  );
}

/**
 * One thing to tick.
 *
 * @param {string} pointer
 * @param {{ label: import('../dom.js').Child, value: boolean, changed: (isTicked: boolean) => void,
 *     more?: import('../dom.js').Child }} given
 */
export function tickField(pointer, { label, value, changed, more }) {
  return h(
    'div',
    { class: 'give-field give-tick', dataset: { field: pointer } },
    h(
      'label',
      { class: 'tick' },
      h('input', {
        type: 'checkbox',
        id: idOf(pointer),
        checked: value,
        'aria-describedby': `${idOf(pointer)}-error`,
        onchange: (event) => changed(event.target.checked),
      }),
      h('span', {}, label),
    ),
    more,
    errorNode(pointer),
  );
}

const within = (pointer, field) => pointer === field || pointer.startsWith(`${field}/`);

/** The field that a pointer is about, or about the part of which it is. */
export function fieldOf(root, pointer) {
  return (
    [...root.querySelectorAll('[data-field]')]
      .filter((node) => within(pointer, node.dataset.field))
      .sort((a, b) => b.dataset.field.length - a.dataset.field.length)[0] ?? null
  );
}

/** Takes back `words` of one field, where they are said. */
export function takeBack(root, pointer, words) {
  const said = fieldOf(root, pointer)?.querySelector('.field-error');
  if (said?.textContent === words) said.hidden = true;
  const summary = root.querySelector('.summary');
  for (const line of summary?.querySelectorAll('li') ?? []) if (line.textContent === words) line.remove();
  if (summary && !summary.querySelector('li')) summary.remove();
}

export function clearErrors(root) {
  // `is-own` stays until its card goes
  for (const node of root.querySelectorAll('.field-error:not(.is-own)')) node.hidden = true;
  for (const node of root.querySelectorAll('[aria-invalid]')) node.removeAttribute('aria-invalid');
  root.querySelector('.summary')?.remove();
}

/**
 * Says what is wrong beside each field and in one list at the top, which takes the focus.
 *
 * @param {HTMLElement} root
 * @param {{ pointer: string, words: string }[]} errors
 */
export function showErrors(root, errors) {
  clearErrors(root);
  const items = errors.map(({ pointer, words }) => {
    const field = fieldOf(root, pointer);
    if (!field) return h('li', {}, words);
    const own = field.dataset.field;
    const said = field.querySelector('.field-error');
    if (said) {
      said.textContent = words;
      said.hidden = false;
    }
    const control = document.getElementById(idOf(own));
    if (control?.matches('input, textarea')) control.setAttribute('aria-invalid', 'true');
    return h(
      'li',
      {},
      h(
        'a',
        {
          href: `#${idOf(own)}`,
          onclick: (event) => {
            event.preventDefault();
            (control ?? field).focus();
            field.scrollIntoView({ block: 'center' });
          },
        },
        words,
      ),
    );
  });
  const summary = h(
    'div',
    { class: 'summary', role: 'alert', tabindex: '-1' },
    h('p', { class: 'summary-title' }, t('give.wrong')),
    h('ul', {}, items),
  );
  root.prepend(summary);
  summary.focus({ preventScroll: true });
  summary.scrollIntoView({ block: 'start' });
}
