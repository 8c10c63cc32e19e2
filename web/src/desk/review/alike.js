/** What is like a submission: beside it on the map, and side by side with it. */
import { itemPath } from '../../api.js';
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { errorWords, loading } from '../../views/states.js';
import { openDialog } from '../frame/dialogs.js';
import { lookCard, mediaOf, placesOf } from './look.js';
import { OPEN, path, section } from './submission.js';

/** Where it is, and what is like it there; the map is drawn later. `work`: `{ api, detail, layer }`. */
export function placePart(work) {
  const { detail, layer } = work;
  const places = placesOf(layer, detail);
  const alike = detail.alike.length
    ? h(
        'ol',
        { class: 'review-alike' },
        detail.alike.map((one, index) =>
          h(
            'li',
            { dataset: { alike: one.id } },
            h(
              'p',
              {},
              h('span', { class: 'review-number' }, String(index + 1)),
              h(
                'span',
                {},
                h('strong', {}, one.title || detail.layerTitle),
                h('small', {}, t(`review.alike.${one.type}`)),
              ),
            ),
            h(
              'button',
              { type: 'button', class: 'button button-small', onclick: () => beside(work, one) },
              t('review.beside'),
            ),
          ),
        ),
      )
    : null;
  return section(
    'place',
    places.length
      ? h('div', {
          class: 'review-map',
          role: 'group',
          'aria-label': t('review.map.label', { n: detail.alike.length }),
        })
      : h('p', { class: 'note' }, t('review.noPlace')),
    detail.kind === 'new' || detail.kind === 'vacancy' ? h('h4', {}, t('review.alike')) : null,
    alike ??
      (['new', 'vacancy'].includes(detail.kind)
        ? h('p', { class: 'note' }, t(OPEN.includes(detail.state) ? 'review.alike.none' : 'review.alike.over'))
        : null),
  );
}

/** What was sent and what is like it, side by side. */
export async function beside({ api, detail, layer }, one) {
  const other = h('div', {}, loading());
  const mine = h(
    'div',
    {},
    detail.look
      ? lookCard(layer, detail.look, mediaOf(detail.media))
      : lookCard(layer, { properties: detail.values }, mediaOf(detail.media)),
  );
  openDialog({
    title: t('review.beside.title'),
    wide: true,
    body: h(
      'div',
      { class: 'review-beside' },
      h('section', {}, h('h3', {}, t('review.beside.this')), mine),
      h('section', { dataset: { beside: one.id } }, h('h3', {}, t(`review.alike.${one.type}`)), other),
    ),
  });
  try {
    const found =
      one.type === 'submission' ? await api.get(path(one.id)) : await api.get(itemPath(detail.layer, one.id));
    const feature = one.type === 'submission' ? (found.look ?? { properties: found.values }) : found;
    const link = one.type === 'submission' ? `#/review/${one.id}` : `${itemPath(detail.layer, one.id)}?f=html`;
    other.replaceChildren(
      lookCard(layer, feature, one.type === 'submission' ? mediaOf(found.media) : null),
      h(
        'p',
        {},
        h(
          'a',
          { href: link, target: '_blank', rel: 'noopener' },
          t('review.beside.open'),
          h('span', { class: 'sr-only' }, t('link.newWindow')),
        ),
      ),
    );
  } catch (error) {
    other.replaceChildren(h('p', { role: 'alert' }, errorWords(error)));
  }
}
