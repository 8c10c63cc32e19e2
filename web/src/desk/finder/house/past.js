/** What happened to a house, from its survey to who moved in, with memories and photos. */
import { h } from '../../../dom.js';
import { itemPage } from '../../../api.js';
import { dateWords, language, t } from '../../../i18n.js';
import { empty, failed, loading } from '../../../views/states.js';

/** A list that fills itself. */
export function housePast({ api }, id) {
  const node = h('div', { class: 'find-past' }, loading());
  const read = async () => {
    const { entries } = await api.get(`/api/houses/${encodeURIComponent(id)}/timeline`);
    node.replaceChildren(
      entries.length ? h('ol', { class: 'find-timeline' }, entries.map(entryOf)) : empty(t('find.past.none')),
    );
  };
  const begin = () =>
    read().catch((error) =>
      node.replaceChildren(
        failed(error, () => {
          node.replaceChildren(loading());
          begin();
        }),
      ),
    );
  begin();
  return node;
}

/** A year, a month or a day. */
export function whenWords(date) {
  if (!date) return t('find.past.noDate');
  const [year, month, day] = String(date).split('-');
  return day
    ? dateWords(date)
    : month
      ? t('find.past.month', { year, month: Number(month) })
      : t('year.plain', { n: year });
}

const KINDS = [
  'survey',
  'report',
  'contact',
  'decision',
  'works',
  'move-in',
  'story',
  'conversion',
  'evidence',
  'grade',
  'consent',
  'followUp',
  'load',
];

function entryOf({ date, kind, title, text, source, link, photos = [] }) {
  const words = KINDS.includes(kind) ? t(`find.past.${kind}`) : '';
  return h(
    'li',
    { class: 'find-event', dataset: { kind } },
    h(
      'p',
      { class: 'find-event-when' },
      h('time', {}, whenWords(date)),
      words ? h('span', { class: 'badge' }, words) : null,
    ),
    title
      ? h(
          'p',
          { class: 'find-event-title' },
          link
            ? h(
                'a',
                { href: itemPage(link.layer, link.id, language()), target: '_blank', rel: 'noopener' },
                title,
                h('span', { class: 'sr-only' }, t('link.newWindow')),
              )
            : title,
        )
      : null,
    text && text !== title ? h('p', { class: 'find-event-text' }, text) : null,
    photos.length ? h('div', { class: 'find-event-photos' }, photos.map(photoOf)) : null,
    source ? h('p', { class: 'find-event-source' }, t('find.past.source', { source })) : null,
  );
}

function photoOf({ alt, when, files }) {
  const img = h('img', {
    src: files.thumbnail,
    alt: alt ?? '',
    loading: 'lazy',
    onerror: (event) => event.target.closest('figure').remove(),
  });
  return h(
    'figure',
    {},
    h(
      'a',
      { href: files.screen, target: '_blank', rel: 'noopener' },
      img,
      h('span', { class: 'sr-only' }, t('find.past.large')),
    ),
    when ? h('figcaption', {}, t(`find.past.photo.${when}`)) : null,
  );
}
