/** Fourth step: the name that is shown, how to be answered, and what is agreed to, word for word and in place. */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { choiceField, idOf, textField, tickField } from '../fields.js';

export const id = 'you';
export const owns = ['/name', '/contact', '/consents', '/portrait'];
export const titleOf = ({ isChange }) => t(isChange ? 'give.you.change' : 'give.you');

const showsPeople = (draft) => draft.photos.some((photo) => photo.people);

export function open(context) {
  const { draft, save, schema, isChange } = context;
  const { contact } = draft;
  const namesOne = schema.properties.some((one) => one['x-maeul-contribute'] === 'name');
  const put = (name) => (text) => {
    contact[name] = text;
    save();
  };
  const node = h(
    'div',
    { class: 'give-fields' },
    draft.kind === 'new' && namesOne
      ? textField('/name', {
          label: t('give.name'),
          hint: t('give.nameHint'),
          value: draft.name,
          maxlength: 60,
          autocomplete: 'off',
          changed: (text) => {
            draft.name = text;
            save();
          },
        })
      : null,
    h(
      'section',
      { class: 'give-part' },
      h('h3', {}, t('give.contact')),
      h('p', { class: 'hint' }, t(isChange ? 'give.contactKept' : 'give.contactHint')),
      textField('/contact/telephone', {
        label: t('give.telephone'),
        type: 'tel',
        value: contact.telephone,
        maxlength: 24,
        autocomplete: 'tel',
        inputmode: 'tel',
        changed: put('telephone'),
      }),
      textField('/contact/email', {
        label: t('give.email'),
        type: 'email',
        value: contact.email,
        maxlength: 254,
        autocomplete: 'email',
        inputmode: 'email',
        changed: put('email'),
      }),
    ),
    isChange
      ? showsPeople(draft)
        ? h('section', { class: 'give-part' }, h('h3', {}, t('give.consents')), consent(context, 'portrait'))
        : null
      : consents(context),
  );
  return { node, check: () => check(context) };
}

/** One consent: a line to tick, and under it all that it means. */
function consent({ draft, save, consents: texts }, name, key = name) {
  const item = texts.items.find((one) => one.id === name);
  return tickField(`/consents/${key}`, {
    label: item?.title ?? name,
    value: draft.consents[key] === true,
    changed: (on) => {
      draft.consents[key] = on;
      save();
    },
    more: h('details', { class: 'consent-text' }, h('summary', {}, t('give.readAll')), h('p', {}, item?.text)),
  });
}

function consents(context) {
  const { draft, save } = context;
  const guardian = h('div', { class: 'guardian' });
  const drawGuardian = () =>
    guardian.replaceChildren(
      ...(draft.consents.age === 'guardian'
        ? [
            consent(context, 'guardian', 'guardianAgrees'),
            textField('/consents/guardian', {
              label: t('give.guardian'),
              hint: t('give.guardianHint'),
              value: draft.consents.guardian,
              required: true,
              maxlength: 100,
              autocomplete: 'off',
              changed: (text) => {
                draft.consents.guardian = text;
                save();
              },
            }),
          ]
        : []),
    );
  drawGuardian();
  return h(
    'section',
    { class: 'give-part consents' },
    h('h3', { id: idOf('/consents'), tabindex: '-1' }, t('give.consents')),
    h('p', { class: 'hint' }, t('give.consentsHint')),
    consent(context, 'collection'),
    draft.kind === 'new' ? consent(context, 'publication') : null,
    showsPeople(draft) ? consent(context, 'portrait') : null,
    choiceField('/consents/age', {
      label: t('give.age'),
      value: draft.consents.age,
      className: 'choices-row',
      choices: [
        { value: 'over-14', title: t('give.over14') },
        { value: 'guardian', title: t('give.under14') },
      ],
      changed: (age) => {
        draft.consents.age = age;
        save();
        drawGuardian();
      },
    }),
    guardian,
  );
}

export function check({ draft, isChange }) {
  if (isChange) return [];
  const errors = [];
  const say = (pointer, key) => errors.push({ pointer, words: t(key) });
  const { consents: given, contact } = draft;
  if (contact.telephone.trim() && !/^\+?[0-9][0-9 ()-]{5,22}[0-9]$/.test(contact.telephone.trim()))
    say('/contact/telephone', 'give.need.telephone');
  if (contact.email.trim() && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(contact.email.trim()))
    say('/contact/email', 'give.need.email');
  if (!given.collection) say('/consents/collection', 'give.need.collection');
  if (draft.kind === 'new' && !given.publication) say('/consents/publication', 'give.need.publication');
  if (showsPeople(draft) && !given.portrait) say('/consents/portrait', 'give.need.portrait');
  if (!given.age) say('/consents/age', 'give.need.age');
  if (given.age === 'guardian') {
    if (!given.guardianAgrees) say('/consents/guardianAgrees', 'give.need.guardianAgrees');
    if (!given.guardian.trim()) say('/consents/guardian', 'give.need.guardian');
  }
  return errors;
}
