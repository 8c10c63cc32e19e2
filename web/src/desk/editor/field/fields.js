/**
 * One control for each property of a layer, chosen by what /schema says of it. The same code serves every layer.
 * A control is `{ name, node, get(), set(value) }`; `get()` answers null where nothing is filled in, and otherwise what
 * goes into `properties`. The nodes carry `data-pointer`, so that the API's errors find them.
 */
import { h } from '../../../dom.js';
import { t } from '../../../i18n.js';
import { isHalfTyped, watchField } from '../../frame/faults.js';
import { choices, field } from '../../frame/forms.js';
import { markdownField } from './markdown.js';
import { listReference, reference } from './reference.js';
import { clockToIso, isoToClock } from './times.js';
import { addressFault, numberFault, numberOf } from './typed.js';

const RADIOS_AT_MOST = 6;
const LONG_TEXT = 300;
const UNITS = { m2: '㎡', km2: '㎢' };
const UNIT_KEYS = { KRW: 'edit.unit.won', a: 'edit.unit.years', mo: 'edit.unit.months', min: 'edit.unit.minutes' };
const unitWords = (unit) => (UNIT_KEYS[unit] ? t(UNIT_KEYS[unit]) : (UNITS[unit] ?? unit));

export const pointerOf = (name) => `/properties/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** `context`: { api, catalog, media } where `media` makes the controls of photos and sound. */
export function controlFor(schema, property, context) {
  if (property['x-maeul-media']) return context.media(property);
  if (property['x-maeul-ref'])
    return property.type === 'array'
      ? listReference(property, context, base(schema, property))
      : reference(property, context, base(schema, property));
  const all = schema.choices(property.name);
  if (property.type === 'array') return all.length ? boxes(schema, property, all) : lines(schema, property);
  if (all.length) return all.length <= RADIOS_AT_MOST ? radios(schema, property, all) : select(schema, property, all);
  if (property.type === 'boolean') return yesOrNo(schema, property);
  if (property.type === 'integer' || property.type === 'number') return number(schema, property);
  if (property.format === 'date-time') return moment(schema, property);
  if (property.contentMediaType === 'text/markdown') return markdownField(property, context, base(schema, property));
  return text(schema, property);
}

/** What all fields have: label, hint, pointer, whether it must be filled in. */
function base(schema, property) {
  const hints = [property.description, property['x-maeul-audience'] ? t('edit.staffOnly') : null].filter(Boolean);
  return {
    label: property.title ?? property.name,
    hint: hints.join(' ') || undefined,
    pointer: pointerOf(property.name),
    required: schema.required.has(property.name) || undefined,
    name: property.name,
  };
}

/** Of what is half typed the value is what it was before: nothing is taken for empty that is not. */
function simple(name, node, read, write, fault = (/** @type {any} */ _control, /** @type {string} */ _label) => null) {
  let written = null;
  // What is stored is not blamed on who opens it.
  const isStored = () => JSON.stringify(read(node.control, written)) === JSON.stringify(written);
  node.control.wrong = (label) => (isStored() ? null : fault(node.control, label));
  watchField(node);
  return {
    name,
    node,
    get: () => (isHalfTyped(node.control) ? written : read(node.control, written)),
    set: (value) => {
      written = value ?? null;
      write(node.control, value);
    },
  };
}
const filled = (control) => (control.value.trim() === '' ? null : control.value);

function text(schema, property) {
  const isLong = (property.maxLength ?? 0) > LONG_TEXT && !property.format;
  const types = { date: 'date', email: 'email' };
  const node = field({
    ...base(schema, property),
    ...(isLong ? { tag: 'textarea', rows: 3 } : { type: types[property.format] ?? 'text' }),
    maxlength: property.maxLength,
    ...(property.format?.startsWith('uri') ? { inputmode: 'url', spellcheck: 'false' } : {}),
    autocomplete: 'off',
  });
  const fault = (control, label) => addressFault(property, control, label);
  return simple(
    property.name,
    node,
    filled,
    (control, value) => {
      control.value = value ?? '';
    },
    fault,
  );
}

function number(schema, property) {
  const unit = property['x-ogc-unit'];
  const more = base(schema, property);
  const node = field({
    ...more,
    label: unit ? `${more.label} (${unitWords(unit)})` : more.label,
    inputmode: property.minimum < 0 ? 'text' : 'decimal',
    autocomplete: 'off',
  });
  return simple(
    property.name,
    node,
    (control) => {
      const typed = control.value.trim();
      return typed === '' ? null : (numberOf(typed) ?? control.value); // kept in the draft as it stands; it is not sent
    },
    (control, value) => {
      control.value = value ?? '';
    },
    (control, label) => numberFault(property, control.value.trim(), label),
  );
}

function moment(schema, property) {
  const more = base(schema, property);
  const node = field({
    ...more,
    hint: [more.hint, t('edit.seoulTime')].filter(Boolean).join(' '),
    type: 'datetime-local',
  });
  return simple(
    property.name,
    node,
    (control, before) => (before && control.value === isoToClock(before) ? before : clockToIso(control.value)),
    (control, value) => {
      control.value = isoToClock(value);
    },
  );
}

function select(schema, property, all) {
  const node = field({
    ...base(schema, property),
    tag: 'select',
    children: [
      h('option', { value: '' }, t('edit.notChosen')),
      ...all.map((one) => h('option', { value: one.value }, one.title)),
    ],
  });
  return simple(property.name, node, filled, (control, value) => {
    control.value = value ?? '';
  });
}

function radioSet(schema, property, all, toValue) {
  const { label, hint, pointer, required } = base(schema, property);
  const node = choices({
    label: required ? label : h('span', {}, label, h('span', { class: 'field-optional' }, ` ${t('desk.optional')}`)),
    hint,
    pointer,
    required,
    type: 'radio',
    name: property.name,
    choices: [...all, ...(required ? [] : [{ value: '', title: t('edit.notChosen') }])],
  });
  node.classList.add('choices-row');
  return {
    name: property.name,
    node,
    get: () => {
      const [one] = node.chosen();
      return one ? toValue(one) : null;
    },
    set: (value) => {
      for (const box of node.querySelectorAll('input')) box.checked = box.value === String(value ?? '');
    },
  };
}

const radios = (schema, property, all) => radioSet(schema, property, all, (value) => value);
const yesOrNo = (schema, property) =>
  radioSet(
    schema,
    property,
    [
      { value: 'true', title: t('value.yes') },
      { value: 'false', title: t('value.no') },
    ],
    (value) => value === 'true',
  );

function boxes(schema, property, all) {
  const { label, hint, pointer, required } = base(schema, property);
  const node = choices({ label, hint, pointer, required, name: property.name, choices: all });
  node.classList.add('choices-row');
  return {
    name: property.name,
    node,
    get: () => (node.chosen().length ? node.chosen() : null),
    set: (value) => {
      for (const box of node.querySelectorAll('input')) box.checked = (value ?? []).includes(box.value);
    },
  };
}

/** A list of words, one a line. */
function lines(schema, property) {
  const more = base(schema, property);
  const node = field({
    ...more,
    hint: [more.hint, t('edit.onePerLine')].filter(Boolean).join(' '),
    tag: 'textarea',
    rows: 3,
  });
  return simple(
    property.name,
    node,
    (control) => {
      const all = control.value
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
      return all.length ? all : null;
    },
    (control, value) => {
      control.value = (value ?? []).join('\n');
    },
  );
}
