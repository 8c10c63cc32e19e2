/**
 * The owner of a house and who has talked with them. Nothing of it is read before somebody presses the button, for each
 * reading is on the access log. What is typed stays in the form until it is saved, and nowhere else.
 */
import { h } from '../../../dom.js';
import { dateWords, dayOf, t } from '../../../i18n.js';
import { errorWords, loading } from '../../../views/states.js';
import { field, form } from '../../frame/forms.js';

const TEXT_AT_MOST = 2000;

/** `{ node, unsaved() }`. `told()` is called where the owner turns out to want no contact. */
export function ownerPart({ api, say }, id, told) {
  const path = `/api/houses/${encodeURIComponent(id)}`;
  const body = h('div', { class: 'find-owner-body' });
  const open = h(
    'button',
    { type: 'button', class: 'button', dataset: { do: 'owner' }, onclick: () => show() },
    t('find.owner.open'),
  );
  const node = h(
    'section',
    { class: 'find-why-part find-owner' },
    h('h3', {}, t('find.owner')),
    h('p', { class: 'note' }, t('find.owner.logged')),
    h('p', {}, open),
    body,
  );
  let forbidden = false;
  let writing = null; // the form of a contact
  let editing = null; // the form of the owner
  let written = null; // what the owner's form began with

  const contents = (node_) =>
    node_
      ? JSON.stringify(
          [...node_.querySelectorAll('input, textarea, select')].map((one) =>
            one.type === 'checkbox' ? one.checked : one.value,
          ),
        )
      : null;

  async function show() {
    open.hidden = true;
    body.replaceChildren(loading());
    try {
      const [owner, contacts] = await Promise.all([api.request('GET', `${path}/owner`), api.get(`${path}/contacts`)]);
      draw(owner.body, owner.etag, contacts);
    } catch (error) {
      open.hidden = false;
      body.replaceChildren(h('p', { class: 'field-error', role: 'alert' }, errorWords(error)));
      open.focus();
    }
  }

  function draw(owner, etag, contacts) {
    forbidden = owner.doNotContact === true || contacts.mayContact === false;
    if (forbidden) told();
    const fact = (key, value) =>
      h('div', {}, h('dt', {}, t(`find.owner.${key}`)), h('dd', {}, value || t('find.owner.none')));
    const change = h(
      'button',
      {
        type: 'button',
        class: 'button button-small',
        dataset: { do: 'owner-change' },
        onclick: () => edit(owner, etag, contacts),
      },
      t('find.owner.change'),
    );
    const title = h('h4', { tabindex: '-1' }, t('find.owner.title'));
    editing = null;
    writing ??= contactForm(contacts, () => show());
    body.replaceChildren(
      title,
      forbidden
        ? h(
            'p',
            { class: 'notice find-dnc' },
            h('strong', {}, t('find.doNotContact')),
            ' ',
            t('find.doNotContact.text'),
          )
        : '',
      h(
        'dl',
        { class: 'facts' },
        fact('name', owner.name),
        fact(
          'telephone',
          owner.telephone && h('a', { href: `tel:${owner.telephone.replace(/[^+\d]/g, '')}` }, owner.telephone),
        ),
        fact('address', owner.address),
      ),
      h('p', {}, change),
      h('h4', {}, t('find.contacts')),
      contacts.entries.length
        ? h('ol', { class: 'find-contacts' }, contacts.entries.map(contactOf))
        : h('p', { class: 'note' }, t('find.contacts.none')),
      forbidden
        ? h('p', { class: 'note' }, t('find.contacts.forbidden'))
        : h('details', { class: 'find-contact-new' }, h('summary', {}, t('find.contact.add')), writing),
    );
    title.focus({ preventScroll: true });
  }

  function edit(owner, etag, contacts) {
    const input = (key, more) =>
      field({
        label: t(`find.owner.${key}`),
        pointer: `/${key}`,
        name: key,
        value: owner[key] ?? '',
        maxlength: 200,
        autocomplete: 'off',
        ...more,
      });
    const [name, telephone, address] = [input('name'), input('telephone', { type: 'tel' }), input('address')];
    const forbid = h('input', { type: 'checkbox', name: 'doNotContact', checked: owner.doNotContact === true });
    editing = form({
      fields: [
        name,
        telephone,
        address,
        h(
          'label',
          { class: 'choice' },
          forbid,
          h(
            'span',
            { class: 'choice-words' },
            h('strong', {}, t('find.doNotContact')),
            h('small', {}, t('find.doNotContact.note')),
          ),
        ),
      ],
      submit: t('desk.save'),
      more: [
        h('button', { type: 'button', class: 'button', onclick: () => draw(owner, etag, contacts) }, t('desk.cancel')),
      ],
      act: async () => {
        const value = (one) => one.control.value.trim() || null;
        await api.send(
          'PUT',
          `${path}/owner`,
          { name: value(name), telephone: value(telephone), address: value(address), doNotContact: forbid.checked },
          { ifMatch: etag },
        );
        say(t('find.owner.saved'), { visibly: true });
        await show();
      },
    });
    written = contents(editing);
    body.replaceChildren(h('h4', { tabindex: '-1' }, t('find.owner.change')), editing);
    name.control.focus();
  }

  function contactForm(contacts, saved) {
    const options = (all) => all.map(({ id: value, title }) => h('option', { value }, title));
    const today = dayOf(new Date());
    const date = field({
      label: t('find.contact.date'),
      pointer: '/date',
      type: 'date',
      name: 'date',
      required: true,
      value: today,
      max: today,
    });
    const means = field({
      label: t('find.contact.means'),
      pointer: '/means',
      tag: 'select',
      name: 'means',
      required: true,
      children: options(contacts.means),
    });
    const outcome = field({
      label: t('find.contact.outcome'),
      pointer: '/outcome',
      tag: 'select',
      name: 'outcome',
      required: true,
      children: options(contacts.outcomes),
    });
    const text = field({
      label: t('find.contact.text'),
      pointer: '/text',
      tag: 'textarea',
      name: 'text',
      maxlength: TEXT_AT_MOST,
      hint: t('find.contact.hint'),
    });
    const node_ = form({
      fields: [h('div', { class: 'find-contact-row' }, date, means, outcome), text],
      submit: t('find.contact.save'),
      act: async () => {
        await api.send('POST', `${path}/contacts`, {
          date: date.control.value,
          means: means.control.value,
          outcome: outcome.control.value,
          text: text.control.value.trim(),
        });
        text.control.value = '';
        writing = null;
        say(t('find.contact.saved'), { visibly: true });
        await saved();
      },
    });
    node_.words = () => text.control.value.trim();
    return node_;
  }

  return {
    node,
    unsaved: () =>
      Boolean(writing?.isConnected && writing.words()) ||
      Boolean(editing?.isConnected && contents(editing) !== written),
  };
}

function contactOf({ date, kind, meansTitle, outcomeTitle, text, by, correctedBy }) {
  const badge = (words) => (words ? h('span', { class: 'badge' }, words) : null);
  return h(
    'li',
    { class: correctedBy ? 'is-corrected' : '' },
    h(
      'p',
      { class: 'find-event-when' },
      h('time', {}, dateWords(date)),
      kind === 'contact' ? null : badge(t(`find.contact.kind.${kind}`)),
      badge(meansTitle),
      badge(outcomeTitle),
      correctedBy ? badge(t('find.contact.corrected')) : null,
    ),
    text ? h('p', { class: 'find-event-text' }, text) : null,
    h('p', { class: 'find-event-source' }, t('find.contact.by', { name: by ?? '' })),
  );
}
