/**
 * What is wrong with a form: beside each field, and all of it above the form.
 *
 * @typedef {{ pointer: string, detail: string, at?: number[] }} Fault `pointer` as the API has it; `at`: a place on the
 *     map
 */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { errorWords } from '../../views/states.js';
import { newId } from './dialogs.js';

/**
 * Takes away what is said to be wrong.
 *
 * @param {HTMLElement} form
 */
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

/**
 * Takes away what is said of one field: beside it and in the list above the form.
 *
 * @param {any} node
 */
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
function markField(node, words, role = undefined) {
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
 * One whose pointer has no field of its own stands above alone.
 *
 * @param {HTMLElement} form
 * @param {Fault[]} faults
 * @param {string} [title]
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

/**
 * The same for what the API answered.
 *
 * @param {HTMLElement} form
 * @param {any} error
 */
export function showError(form, error) {
  if (error.errors?.length) showFaults(form, error.errors);
  else showFaults(form, [], errorWords(error));
}

/**
 * True for what was begun and is not finished, such as a date of which only the year is there. Its value is empty then,
 * so that taking it would erase what is stored.
 *
 * @param {any} control
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

/**
 * What was begun and is not finished, or cannot be meant, in words; nothing may be sent as long as there is any.
 *
 * @param {HTMLElement} form
 * @returns {Fault[]}
 */
export function halfTyped(form) {
  return [...form.querySelectorAll('input, textarea')]
    .map((control) => ({ control, detail: wrongWords(control) }))
    .filter((one) => one.detail)
    .map(({ control, detail }) => ({ pointer: control.closest('.field').dataset.pointer, detail }));
}

/**
 * Says beside one field that something is wrong with it; null takes that away.
 *
 * @param {any} node
 * @param {string | null} words
 */
export function sayField(node, words) {
  clearField(node);
  if (words) markField(node, words, 'alert');
}

/**
 * The same of what stands in it. Answers whether something is wrong.
 *
 * @param {any} node
 * @returns {boolean}
 */
export function tellField(node) {
  const words = node.control ? wrongWords(node.control) : null;
  sayField(node, words);
  return words !== null;
}

/**
 * A field that says what is wrong as soon as it is left. Not on the way to a button: that says so itself, and would
 * move away below the finger.
 *
 * @param {import('./forms.js').Field} node
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
 *
 * @param {HTMLElement} form
 * @returns {Fault[]}
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
