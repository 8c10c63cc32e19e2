/** Forms and their fields: a label above, a hint below it. What is wrong with them is said by faults.js. */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { newId } from './dialogs.js';
import { clearErrors, missing, showError, showFaults } from './faults.js';

/**
 * @typedef {import('./faults.js').Fault} Fault
 * @typedef {HTMLElement & { control: any }} Field its `control` is the input, select, textarea or map
 * @typedef {Field & { chosen(): string[] }} Choices
 * @typedef {{ value: any, title: string, note?: import('../../dom.js').Child, disabled?: boolean }} Choice
 */

/**
 * A field. `pointer` is where the API's errors point to (`/login`); the other attributes go to the control, which is an
 * input, a select or a textarea (`tag`).
 *
 * @param {{ label: string, hint?: string, pointer?: string, tag?: string, children?: import('../../dom.js').Child,
 *     [attribute: string]: any }} given
 * @returns {Field}
 */
export function field({ label, hint, pointer, tag = 'input', children = [], ...attributes }) {
  const id = newId('field');
  const control = h(tag, { id, ...(tag === 'input' ? { type: 'text' } : {}), ...attributes }, children);
  const node = h(
    'div',
    { class: 'field', dataset: { pointer: pointer ?? '' } },
    h(
      'label',
      { for: id },
      label,
      attributes.required
        ? null
        : attributes.disabled || attributes.readonly
          ? null
          : h('span', { class: 'field-optional' }, ` ${t('desk.optional')}`),
    ),
    hint ? h('p', { class: 'field-hint', id: `${id}-hint` }, hint) : null,
    control,
  );
  if (hint) control.setAttribute('aria-describedby', `${id}-hint`);
  return Object.assign(node, { control });
}

/**
 * A password with a button that shows it.
 *
 * @param {{ label: string, hint?: string, pointer?: string, name?: string, autocomplete?: string }} given
 */
export function passwordField({ label, hint, pointer, name, autocomplete }) {
  const node = field({
    label,
    hint,
    pointer,
    name,
    autocomplete,
    type: 'password',
    required: true,
    autocapitalize: 'off',
    spellcheck: 'false',
    maxlength: 200,
  });
  const { control } = node;
  const show = h(
    'button',
    {
      type: 'button',
      class: 'button field-show',
      'aria-pressed': 'false',
      'aria-label': t('desk.password.showLong'),
      onclick: () => {
        const shown = control.type === 'password';
        control.type = shown ? 'text' : 'password';
        show.setAttribute('aria-pressed', String(shown));
      },
    },
    t('desk.password.show'),
  );
  const row = h('div', { class: 'field-row' });
  control.replaceWith(row);
  row.append(control, show);
  return node;
}

/**
 * Boxes to choose several of, at least one where `required`: `choices` are `{ value, title, note, disabled }`.
 * `node.chosen()` answers the values.
 *
 * @param {{ label: string, hint?: string, pointer?: string, name?: string, choices: Choice[], chosen?: any[],
 *     type?: 'checkbox' | 'radio', required?: boolean }} given
 * @returns {Choices}
 */
export function choices({
  label,
  hint,
  pointer,
  name,
  choices: all,
  chosen = [],
  type = 'checkbox',
  required = false,
}) {
  const id = newId('choices');
  const node = h(
    'fieldset',
    { class: 'field choices', dataset: { pointer: pointer ?? '', ...(required ? { required } : {}) } },
    h('legend', {}, label),
    hint ? h('p', { class: 'field-hint', id }, hint) : null,
    all.map((one) =>
      h(
        'label',
        { class: 'choice' },
        h('input', { type, name, value: one.value, checked: chosen.includes(one.value), disabled: one.disabled }),
        h('span', { class: 'choice-words' }, h('strong', {}, one.title), one.note ? h('small', {}, one.note) : null),
      ),
    ),
  );
  return Object.assign(node, {
    chosen: () => [...node.querySelectorAll('input:checked')].map((box) => box.value),
    control: node.querySelector('input'),
  });
}

/**
 * A form that sends itself: `act()` is awaited with the button out of use, what it throws is said. `fields` are nodes,
 * `check()` may answer further faults.
 *
 * @param {{ fields: import('../../dom.js').Child, submit: string, act: () => Promise<unknown>, check?: () => Fault[],
 *     more?: import('../../dom.js').Child, className?: string }} given
 * @returns {HTMLFormElement & { button: HTMLButtonElement }}
 */
export function form({ fields, submit, act, check = () => [], more = [], className = 'fields' }) {
  const button = h('button', { type: 'submit', class: 'button button-main' }, submit);
  const node = h(
    'form',
    { class: className, novalidate: true },
    fields,
    h('div', { class: 'button-row' }, button, more),
  );
  node.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (button.getAttribute('aria-disabled') === 'true') return;
    clearErrors(node);
    const faults = [...missing(node), ...check()].filter(
      (one, index, all) => all.findIndex((other) => other.pointer === one.pointer) === index,
    );
    if (faults.length) {
      showFaults(node, faults);
      return;
    }
    button.setAttribute('aria-disabled', 'true'); // not `disabled`: that would lose the focus
    node.setAttribute('aria-busy', 'true');
    try {
      await act();
    } catch (error) {
      showError(node, error);
    } finally {
      button.removeAttribute('aria-disabled');
      node.removeAttribute('aria-busy');
    }
  });
  return Object.assign(node, { button });
}
