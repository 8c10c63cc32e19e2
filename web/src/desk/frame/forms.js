/** Forms: a label above, a hint below it, what is wrong beside the field and all of it above the form. */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { errorWords } from '../../views/states.js';
import { newId } from './dialogs.js';

/**
 * A field. `pointer` is where the API's errors point to (`/login`); the other attributes go to the control.
 * Answers the node; `node.control` is the input, select or textarea (`tag`).
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
  node.control = control;
  return node;
}

/** A password with a button that shows it. */
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
  node.chosen = () => [...node.querySelectorAll('input:checked')].map((box) => box.value);
  node.control = node.querySelector('input');
  return node;
}

/** Takes away what is said to be wrong. */
export function clearErrors(form) {
  for (const node of form.querySelectorAll('.error-summary, .field-error')) node.remove();
  for (const node of form.querySelectorAll('.has-error')) {
    node.classList.remove('has-error');
    const control = node.querySelector('[aria-invalid]');
    if (control) makeValid(control);
  }
}

function makeValid(control) {
  control.removeAttribute('aria-invalid');
  const rest = (control.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id && !id.endsWith('-error'));
  if (rest.length) control.setAttribute('aria-describedby', rest.join(' '));
  else control.removeAttribute('aria-describedby');
}

const controlIn = (node) => node.control ?? node.querySelector('input, select, textarea, [tabindex]');

/** Takes away what is said of one field: beside it and in the list above the form. */
export function clearField(node) {
  if (!node.classList.contains('has-error')) return;
  node.classList.remove('has-error');
  const control = controlIn(node);
  node.querySelector(`[id="${control.id}-error"]`)?.remove();
  makeValid(control);
  const summary = node.closest('form')?.querySelector(':scope > .error-summary');
  summary?.querySelector(`a[href="#${control.id}"]`)?.closest('li').remove();
  if (summary?.querySelector('ul') && !summary.querySelector('li')) summary.remove();
}

/** Says what is wrong beside one field, and opens what would hide it. Answers its control. */
function markField(node, words, role) {
  const control = controlIn(node);
  const id = `${control.id || (control.id = newId('field'))}-error`;
  const fold = node.closest('details');
  if (fold) fold.open = true;
  node.classList.add('has-error');
  control.setAttribute('aria-invalid', 'true');
  control.setAttribute('aria-describedby', [id, control.getAttribute('aria-describedby')].filter(Boolean).join(' '));
  const said = h('p', { class: 'field-error', id, role }, words);
  if (node.matches('fieldset')) node.append(said);
  else (node.querySelector('.field-row') ?? control).after(said);
  return control;
}

/**
 * Says what is wrong: beside the fields that are meant, and above the form, where the focus goes.
 * `faults`: `[{ pointer, detail }]`; one whose pointer has no field of its own stands above alone.
 */
export function showFaults(form, faults, title = t('desk.form.faults')) {
  clearErrors(form);
  const lines = faults.map(({ pointer, detail, at }) => {
    const place = fieldOf(form, pointer);
    if (!place) return h('li', {}, detail);
    const control = markField(place, at ? t('desk.form.onMap') : detail); // the sign on the map says the rest
    return h(
      'li',
      {},
      h(
        'a',
        {
          href: `#${control.id}`,
          onclick: (event) => {
            event.preventDefault();
            control.focus();
          },
        },
        detail,
      ),
    );
  });
  const summary = h(
    'div',
    { class: 'error-summary', role: 'alert', tabindex: '-1' },
    h('p', {}, h('strong', {}, title)),
    lines.length ? h('ul', {}, lines) : null,
  );
  form.prepend(summary);
  summary.focus();
}

function fieldOf(form, pointer) {
  const all = [...form.querySelectorAll('[data-pointer]')].filter((node) => node.dataset.pointer);
  return (
    all.find((node) => node.dataset.pointer === pointer) ??
    all.find((node) => pointer.startsWith(`${node.dataset.pointer}/`))
  );
}

/** The same for what the API answered. */
export function showError(form, error) {
  if (error.errors?.length) showFaults(form, error.errors);
  else showFaults(form, [], errorWords(error));
}

/**
 * True for what was begun and is not finished, such as a date of which only the year is there. Its value is empty then,
 * so that taking it would erase what is stored.
 */
export const isHalfTyped = (control) => control.validity?.badInput === true;

const labelOf = (node) => (node.querySelector(':scope > legend, label')?.firstChild?.textContent ?? '').trim();

const KINDS = { date: 'date', month: 'date', week: 'date', 'datetime-local': 'moment', time: 'moment' };
const WITH_YEAR = new Set(['date', 'month', 'datetime-local']);
const ODD_YEAR = /^(0\d{3}|\d{5,})-/; // somebody who typed the year 9, or 20260

/**
 * What is wrong with what stands in a control, in words, or null. A control may know more of what it takes:
 * `control.wrong(label)` answers words or null.
 */
function wrongWords(control) {
  const node = control.closest('.field');
  if (!node || control.matches(':disabled')) return null;
  const label = labelOf(node);
  if (isHalfTyped(control)) return t(`desk.form.halfTyped.${KINDS[control.type] ?? 'number'}`, { label });
  if (WITH_YEAR.has(control.type) && ODD_YEAR.test(control.value)) return t('desk.form.wrong.year', { label });
  return control.wrong?.(label) ?? null;
}

/** What was begun and is not finished, or cannot be meant, in words; nothing may be sent as long as there is any. */
export function halfTyped(form) {
  return [...form.querySelectorAll('input, textarea')]
    .map((control) => ({ control, detail: wrongWords(control) }))
    .filter((one) => one.detail)
    .map(({ control, detail }) => ({ pointer: control.closest('.field').dataset.pointer, detail }));
}

/** Says beside one field that something is wrong with it; null takes that away. */
export function sayField(node, words) {
  clearField(node);
  if (words) markField(node, words, 'alert');
}

/** The same of what stands in it. Answers whether something is wrong. */
export function tellField(node) {
  const words = node.control ? wrongWords(node.control) : null;
  sayField(node, words);
  return words !== null;
}

/**
 * A field that says what is wrong as soon as it is left. Not on the way to a button: that says so itself, and would
 * move away below the finger.
 */
export function watchField(node) {
  node.control.addEventListener('blur', (event) => {
    if (!event.relatedTarget?.closest('button') && node.isConnected && wrongWords(node.control)) tellField(node);
  });
  node.control.addEventListener('input', () => {
    if (!wrongWords(node.control)) clearField(node);
  });
  return node;
}

/**
 * What is required and empty, or begun and not finished, in words; the browser's own bubbles vanish before an old
 * reader has read them.
 */
export function missing(form) {
  const half = halfTyped(form);
  const empty = [...form.querySelectorAll('.field')]
    .filter((node) => {
      if (node.dataset.required) return !node.chosen().length;
      const control = node.querySelector('input, select, textarea');
      return control?.required && !isHalfTyped(control) && !control.value.trim();
    })
    .map((node) => ({ pointer: node.dataset.pointer, detail: t('desk.form.required', { label: labelOf(node) }) }));
  return [...half, ...empty];
}

/**
 * A form that sends itself: `act()` is awaited with the button out of use, what it throws is said. `fields` are nodes,
 * `check()` may answer further faults.
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
  node.button = button;
  return node;
}
