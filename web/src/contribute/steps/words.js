/** First step: what it is. A story's words, what is wrong with an item, or what is known of an empty house. */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { symbol } from '../../symbols.js';
import { rolesOf } from '../body.js';
import { choiceField, idOf, textField } from '../fields.js';
import { whenField } from './when.js';

export const id = 'words';
export const owns = ['/properties', '/text', '/website', '/item'];
export const titleOf = ({ draft }) => t(`give.words.${draft.kind}`);

const LONGEST_TEXT = 5000;
const YEARS_EMPTY = [
  { months: 12, key: 'give.vacant.one' },
  { months: 36, key: 'give.vacant.three' },
  { months: 60, key: 'give.vacant.five' },
  { months: 120, key: 'give.vacant.ten' },
];

/** The properties that are asked for on the page of the place. */
export const isOfPlace = (name, roles) => name === roles.address || name === 'place';

export function open(context) {
  const { draft } = context;
  const parts = { new: story, correction, vacancy }[draft.kind](context);
  const node = h('div', { class: 'give-fields' }, parts, trap(context));
  return { node, check: () => check(context) };
}

/** What is missing. */
export function check({ draft, schema }) {
  const errors = [];
  const say = (pointer, key) => errors.push({ pointer, words: t(key) });
  if (draft.kind === 'correction' && !draft.text.trim()) say('/text', 'give.need.correction');
  const { title, year } = rolesOf(schema);
  if (draft.kind !== 'new') return errors;
  if (title && !draft.values[title]?.trim()) say(`/properties/${title}`, 'give.need.title');
  const isYear = /^[1-9]\d{3}$/.test(String(draft.when.year).trim());
  if (draft.when.way === 'year' && !isYear) say(`/properties/${year}`, 'give.need.year');
  return errors;
}

function story(context) {
  const { draft, schema, save } = context;
  const roles = rolesOf(schema);
  const shown = schema.properties.filter(
    (one) =>
      one['x-maeul-contribute'] === true && !isOfPlace(one.name, roles) && ![roles.start, roles.end].includes(one.name),
  );
  return [
    ...shown.map((property) => {
      if (property.name === roles.year) return whenField(context, roles);
      return propertyField(property, context, property.name === roles.title, roles);
    }),
    h(
      'details',
      { class: 'more', open: Boolean(draft.text) },
      h('summary', {}, t('give.centreOnly')),
      textField('/text', {
        label: t('give.note'),
        hint: t('give.noteHint'),
        rows: 3,
        maxlength: LONGEST_TEXT,
        value: draft.text,
        changed: (text) => {
          draft.text = text;
          save();
        },
      }),
    ),
  ];
}

/** A field for a property by its type: choices as tiles, prose as a box, anything else as a line. */
export function propertyField(property, { draft, schema, save }, required, roles = {}) {
  const { name } = property;
  const pointer = `/properties/${name}`;
  const changed = (value) => {
    draft.values[name] = value;
    save();
  };
  const choices = schema.choices(name);
  if (choices.length) {
    return choiceField(pointer, {
      label: name === roles.category ? t('give.theme') : property.title,
      value: draft.values[name] ?? '',
      optional: true,
      changed,
      choices: [
        ...choices.map((choice) => ({
          value: choice.value,
          title: choice.title,
          mark: choice.shape ? symbol(choice.shape, choice.colour ?? '#57606a', 22) : null,
        })),
        { value: '', title: t('give.dontKnow') },
      ],
    });
  }
  const own = name === roles.title ? 'title' : name === roles.text ? 'text' : null;
  const isLong = property.contentMediaType === 'text/markdown' || (property.maxLength ?? 0) > 600;
  return textField(pointer, {
    label: own ? t(`give.${own}`) : property.title,
    hint: own ? t(`give.${own}Hint`) : property.description,
    rows: isLong ? 9 : undefined,
    required: required || own === 'text',
    maxlength: property.maxLength,
    value: draft.values[name],
    changed,
    inputmode: property.type === 'integer' ? 'numeric' : undefined,
  });
}

function correction({ draft, save, about }) {
  return [
    h(
      'div',
      { class: 'about' },
      h('p', { class: 'about-kind' }, about.layerTitle),
      h('p', { class: 'about-title' }, about.title),
    ),
    textField('/text', {
      label: t('give.correction'),
      hint: t('give.correctionHint'),
      rows: 7,
      required: true,
      maxlength: LONGEST_TEXT,
      value: draft.text,
      changed: (text) => {
        draft.text = text;
        save();
      },
    }),
  ];
}

function vacancy(context) {
  const { draft, schema, save, consents } = context;
  const roles = rolesOf(schema);
  const never = consents.items.find((item) => item.id === 'vacancy');
  const fields = schema.properties
    .filter((one) => one['x-maeul-contribute'] === true && !isOfPlace(one.name, roles))
    .map((property) => {
      if (property['x-ogc-unit'] !== 'mo') return propertyField(property, context, false, roles);
      return choiceField(`/properties/${property.name}`, {
        label: t('give.vacantSince'),
        optional: true,
        value: draft.values[property.name] ?? '',
        changed: (value) => {
          draft.values[property.name] = value === '' ? '' : String(value);
          save();
        },
        choices: [
          ...YEARS_EMPTY.map(({ months, key }) => ({ value: months, title: t(key) })),
          { value: '', title: t('give.dontKnow') },
        ],
      });
    });
  return [
    h('div', { class: 'promise' }, h('p', {}, h('strong', {}, never?.title)), h('p', {}, never?.text)),
    ...fields,
    textField('/text', {
      label: t('give.vacancyText'),
      hint: t('give.vacancyTextHint'),
      rows: 4,
      maxlength: LONGEST_TEXT,
      value: draft.text,
      changed: (text) => {
        draft.text = text;
        save();
      },
    }),
  ];
}

/** A field that people neither see nor reach; machines fill it. */
function trap({ draft, save }) {
  const input = h('input', {
    id: idOf('/website'),
    name: 'website',
    type: 'text',
    tabindex: '-1',
    autocomplete: 'off',
    oninput: (event) => {
      draft.website = event.target.value;
      save();
    },
  });
  return h(
    'div',
    { class: 'trap', 'aria-hidden': 'true' },
    h('label', { for: idOf('/website') }, t('give.trap')),
    input,
  );
}
