/** What a submission says: what it would change, how it will look, what was written beside it. */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { lookCard, mediaOf } from './look.js';
import { section } from './submission.js';
import { differenceTable } from './words.js';

/** What would change. */
export function differencesPart({ detail, layer }) {
  if (!detail.differences.length) return '';
  const media = layer.schema?.properties.filter((p) => p['x-maeul-media']).map((p) => p.name) ?? [];
  const shown = (name, value) => {
    if (name === 'geometry') return value ? t('review.diff.onMap') : null;
    if (!media.includes(name) || !value) return null;
    return h(
      'div',
      { class: 'review-thumbs' },
      []
        .concat(value)
        .map((id) =>
          layer.schema.byName.get(name)['x-maeul-media'] === 'photo'
            ? h('img', {
                src: `/media/${id}/thumbnail`,
                alt: detail.media.find((one) => one.id === id)?.alt || t('review.photo.noAlt'),
              })
            : h('audio', { controls: true, preload: 'none', src: `/media/${id}`, 'aria-label': t('review.sound') }),
        ),
    );
  };
  return section('differences', differenceTable(detail.differences, layer.schema, shown));
}

/** What was sent, the way it will look, with its photos. */
export function sentPart({ detail, layer }) {
  const media = mediaOf(detail.media);
  if (detail.look)
    return section(detail.kind === 'new' ? 'look' : 'lookAfter', lookCard(layer, detail.look, media, { level: 'h4' }));
  const feature = { properties: detail.values };
  return section(
    'sent',
    detail.kind === 'vacancy' ? h('p', { class: 'note' }, t('review.neverPublic')) : null,
    Object.keys(detail.values).length ? lookCard({ info: null, schema: null }, feature) : null,
    media,
    detail.addressText
      ? h('dl', { class: 'facts' }, h('div', {}, h('dt', {}, t('review.address')), h('dd', {}, detail.addressText)))
      : null,
  );
}

/** What was written beside: a correction in words, or a message. */
export function textPart({ detail }) {
  return detail.text
    ? section(
        detail.kind === 'correction' ? 'correction' : 'message',
        h('blockquote', { class: 'review-quote review-text' }, detail.text),
      )
    : '';
}
