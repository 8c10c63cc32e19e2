/** What a reviewer does to a submission, each in a dialog of its own. What was typed stays until it has been sent. */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { openDialog } from '../frame/dialogs.js';
import { clearErrors, missing, showError, showFaults } from '../frame/faults.js';
import { choices, field } from '../frame/forms.js';
import { missingPlace, valueFields } from './fields.js';

const LONGEST = 2000;
const PHRASES = { ask: 5, refuse: 4, 'take-down': 3 };

/** Texts that were typed and not sent, by submission and action. */
const drafts = new Map();

/** Decided by somebody else, or changed meanwhile: no more to be put right in the dialog. */
export const isOvertaken = (error) => [404, 409, 412].includes(error.status);

/**
 * A dialog with fields. `act()` sends; what is wrong is shown beside the fields. Answers true once it is done, an error
 * that overtook it, or false.
 */
function decision({ title, lede = null, body, submit, danger = false, act, check = () => [], close = () => {} }) {
  return new Promise((resolve) => {
    const form = h('form', { class: 'fields', novalidate: true }, lede ? h('p', {}, lede) : null, body);
    const button = h(
      'button',
      { type: 'submit', class: `button ${danger ? 'button-danger' : 'button-main'}`, dataset: { answer: 'yes' } },
      submit,
    );
    form.append(
      h(
        'div',
        { class: 'dialog-actions' },
        h('button', { type: 'button', class: 'button', onclick: () => dialog.close(false) }, t('desk.cancel')),
        button,
      ),
    );
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      if (button.getAttribute('aria-disabled') === 'true') return;
      clearErrors(form);
      const faults = [...missing(form), ...check()];
      if (faults.length) {
        showFaults(form, faults);
        return;
      }
      button.setAttribute('aria-disabled', 'true');
      try {
        await act();
        dialog.close(true);
      } catch (error) {
        if (isOvertaken(error)) dialog.close(error);
        else {
          for (const fold of form.querySelectorAll('details'))
            fold.open =
              fold.open ||
              (error.errors ?? []).some((one) =>
                [...fold.querySelectorAll('[data-pointer]')].some((node) => node.dataset.pointer === one.pointer),
              );
          showError(form, error);
        }
      } finally {
        button.removeAttribute('aria-disabled');
      }
    });
    const dialog = openDialog({
      title,
      body: form,
      wide: true,
      closed: (value) => {
        close();
        resolve(value ?? false);
      },
    });
    form.querySelector('textarea[data-first]')?.focus();
  });
}

/** A text with phrases to begin with. */
function textField(id, action, label, hint, pointer, required = true) {
  const key = `${id}/${action}`;
  const node = field({
    label,
    hint,
    pointer,
    tag: 'textarea',
    rows: 5,
    maxlength: LONGEST,
    required,
    'data-first': required,
  });
  node.control.value = drafts.get(key) ?? '';
  node.control.addEventListener('input', () => drafts.set(key, node.control.value));
  const add = (words) => {
    const before = node.control.value.trim();
    node.control.value = before ? `${before}\n${words}` : words;
    node.control.dispatchEvent(new Event('input'));
    node.control.focus();
  };
  const phrases = Array.from({ length: PHRASES[action] ?? 0 }, (_, i) => t(`review.phrase.${action}.${i + 1}`));
  if (phrases.length) {
    node.insertBefore(
      h(
        'div',
        { class: 'review-phrases', role: 'group', 'aria-label': t('review.phrases') },
        phrases.map((words) =>
          h('button', { type: 'button', class: 'button button-small', onclick: () => add(words) }, words),
        ),
      ),
      node.control,
    );
  }
  return { node, value: () => node.control.value.trim(), sent: () => drafts.delete(key) };
}

const post = ({ api, etag }, id, action, body) =>
  api.send('POST', `/api/submissions/${encodeURIComponent(id)}/${action}`, body, { ifMatch: etag });

/** Asks, refuses or takes down, with a text that the contributor reads. */
export function withText(action, work) {
  const { detail } = work;
  const member = action === 'ask' ? 'text' : 'reason';
  const text = textField(detail.id, action, t(`review.${action}.label`), t('review.read'), `/${member}`);
  return decision({
    title: t(`review.${action}.title`),
    lede: t(`review.${action}.lede`),
    submit: t(`review.${action}.submit`),
    danger: action !== 'ask',
    body: text.node,
    act: async () => {
      work.done = await post(work, detail.id, action, { [member]: text.value() });
      text.sent();
    },
  });
}

/** Publishes: with what was put right, with or without its photos, at once or as a draft. */
export function approve(work) {
  const { detail, layer } = work;
  const isNew = ['new', 'vacancy'].includes(detail.kind);
  const isPublic = detail.kind === 'new';
  const wordsAlone = !isNew && !Object.keys(detail.values).length && !detail.geometry;
  const fields = valueFields(
    layer.schema,
    detail.values,
    isNew ? detail.preset : (detail.live?.properties ?? {}),
    work,
  );
  const place = missingPlace(layer, detail, work);
  const message = textField(detail.id, 'approve', t('review.approve.message'), t('review.read'), '/message', false);
  const stage = isPublic
    ? choices({
        label: t('review.approve.stage'),
        name: 'stage',
        type: 'radio',
        chosen: ['publish'],
        choices: [
          { value: 'publish', title: t('review.approve.publish'), note: t('review.approve.publish.note') },
          { value: 'draft', title: t('review.approve.draft'), note: t('review.approve.draft.note') },
        ],
      })
    : null;
  const media =
    detail.media.length && detail.kind !== 'correction'
      ? choices({
          label: t('review.approve.media'),
          name: 'media',
          chosen: ['media'],
          choices: [
            {
              value: 'media',
              title: t('review.approve.withMedia', { n: detail.media.length }),
              note: t('review.approve.withMedia.note'),
            },
          ],
        })
      : null;
  return decision({
    title: t(`review.approve.title.${detail.kind}`),
    lede: t(wordsAlone ? 'review.approve.wordsAlone' : `review.approve.lede.${detail.kind}`),
    submit: t(`review.approve.submit.${isPublic ? 'new' : 'other'}`),
    check: () => {
      if (!place) return [];
      const needed = {
        pointer: '/geometry',
        detail: t('desk.form.required', { label: layer.schema.title(layer.schema.geometry) }),
      };
      return [place.fault() ?? (place.get() ? null : needed)].filter(Boolean);
    },
    close: () => place?.close(),
    body: [
      place?.node,
      fields.node
        ? h('fieldset', { class: 'review-values' }, h('legend', {}, t('review.approve.values')), fields.node)
        : null,
      stage,
      media,
      message.node,
    ],
    act: async () => {
      const properties = fields.changed();
      work.isDraft = stage?.chosen()[0] === 'draft';
      work.done = await post(work, detail.id, 'approve', {
        ...(Object.keys(properties).length ? { properties } : {}),
        ...(place ? { geometry: place.get() } : {}),
        ...(stage ? { draft: work.isDraft } : {}),
        ...(media ? { media: media.chosen().length > 0 } : {}),
        ...(message.value() ? { message: message.value() } : {}),
      });
      message.sent();
    },
  });
}

/** Chooses who looks after it. */
export async function assignOther(work) {
  const { api, detail } = work;
  const { reviewers } = await api.get(`/api/submissions/${encodeURIComponent(detail.id)}/reviewers`);
  const all = [
    { value: '', title: t('review.assign.nobody') },
    ...reviewers.map((one) => ({ value: one.account, title: one.name })),
  ];
  const who = choices({
    label: t('review.assign.who'),
    pointer: '/to',
    name: 'to',
    type: 'radio',
    chosen: [detail.assignedTo ?? ''],
    choices: all,
  });
  return decision({
    title: t('review.assign.title'),
    submit: t('review.assign.submit'),
    body: who,
    act: async () => {
      work.done = await post(work, detail.id, 'assign', { to: who.chosen()[0] || null });
    },
  });
}

export const assign = (work, to) => post(work, work.detail.id, 'assign', { to });
