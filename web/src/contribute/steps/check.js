/** Fifth step: what everyone will see, as the service itself shows it, and the button that sends it. */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { errorWords, loading } from '../../views/states.js';
import { mediaUrl, preview } from '../api.js';
import { bodyOf } from '../body.js';

export const id = 'check';
export const owns = [];
export const titleOf = ({ draft }) => t(`give.check.${draft.kind}`);

export const check = () => [];

export function open(context) {
  const { draft } = context;
  const stage = h('div', { class: 'phone-stage' });
  const node = h(
    'div',
    { class: 'give-fields' },
    h('p', { class: 'hint' }, t(`give.checkHint.${draft.kind}`)),
    stage,
    draft.kind === 'new' ? toCentre(context) : null,
  );
  let turn = 0;

  async function read() {
    const own = ++turn;
    stage.replaceChildren(loading());
    try {
      const shown = await seen(context);
      if (own === turn) stage.replaceChildren(shown);
    } catch (error) {
      if (own !== turn) return;
      if (error.errors?.length) context.fail(error.errors);
      stage.replaceChildren(
        h(
          'div',
          { class: 'state state-failed', role: 'alert' },
          h('p', {}, t('give.previewFailed')),
          h('p', { class: 'detail' }, errorWords(error)),
          h('button', { type: 'button', class: 'button', onclick: read }, t('action.retry')),
        ),
      );
    }
  }
  read();
  return {
    node,
    check,
    close: () => {
      turn += 1;
    },
  };
}

async function seen(context) {
  const { draft, schema, secret } = context;
  if (draft.kind === 'correction') return letter(context);
  const { feature } = await preview(bodyOf(draft, schema), secret);
  if (!feature) return letter(context);
  const [{ itemNode }, publicSchema] = await Promise.all([import('../../views/item/item.js'), context.info.schema()]);
  return h(
    'article',
    { class: 'phone', 'aria-label': t('give.check.new') },
    itemNode(context.info, publicSchema, feature, context.lang, { media: ofDraft(context) }),
  );
}

/** Photos and sound as only their sender sees them yet. */
function ofDraft({ draft, held }) {
  const source = async (mediaId) => {
    const one = [...draft.photos, draft.sound].find((medium) => medium?.id === mediaId);
    if (!held.urls.has(mediaId)) held.urls.set(mediaId, await mediaUrl(one));
    return { url: held.urls.get(mediaId), alt: one.alt };
  };
  return { photo: source, sound: source };
}

const line = (label, value) => (value ? h('div', {}, h('dt', {}, label), h('dd', {}, value)) : null);

/** What only the centre reads. */
function letter({ draft, schema, about, held }) {
  const values =
    draft.kind === 'correction'
      ? []
      : schema.properties
          .filter((one) => draft.values[one.name])
          .map((one) =>
            line(
              one['x-ogc-unit'] === 'mo' ? t('give.vacantSince') : one.title,
              one['x-ogc-unit'] === 'mo'
                ? t('unit.months', { n: draft.values[one.name] })
                : (schema.choice(one.name, draft.values[one.name])?.title ?? draft.values[one.name]),
            ),
          );
  return h(
    'div',
    { class: 'letter' },
    h(
      'dl',
      { class: 'facts' },
      about ? line(t('give.about'), about.title) : null,
      values,
      line(t('give.address'), draft.addressText),
      line(t('give.pinShort'), draft.point ? t('give.pinSet') : ''),
      line(t(draft.kind === 'correction' ? 'give.correction' : 'give.note'), draft.text),
      line(t('give.photos'), draft.photos.length ? t('give.photo.counted', { n: draft.photos.length, most: 6 }) : ''),
      line(t('give.sound'), draft.sound || held.sound ? t('give.sound.one') : ''),
    ),
  );
}

/** What goes to the centre besides, and is not shown. */
function toCentre({ draft, isChange }) {
  const contact = [draft.contact.telephone, draft.contact.email].filter((one) => one.trim()).join(', ');
  if (!draft.text.trim() && !contact && isChange) return null;
  return h(
    'section',
    { class: 'letter' },
    h('h3', {}, t('give.centreOnly')),
    h(
      'dl',
      { class: 'facts' },
      line(t('give.contact'), contact || (isChange ? '' : t('give.noContact'))),
      line(t('give.note'), draft.text),
    ),
  );
}
