/** What was sent, the way it will look; photos and recording; where it is and what is near. */
import { getConfig } from '../../api.js';
import { h, loadStyle } from '../../dom.js';
import { language, t } from '../../i18n.js';
import { isEmpty, titleOf, yearsWords } from '../../schema/format.js';
import { lookOf, symbol } from '../../symbols.js';
import { dongs } from '../../views/ground.js';
import { prose } from '../../views/item/prose.js';
import { wordsOf } from './words.js';

/** An article of one feature. `media` are shown below the text; names in `hidden` are not listed among the facts. */
export function lookCard({ info, schema }, feature, media, { level = 'h3' } = {}) {
  if (!info || !schema)
    return h(
      'dl',
      { class: 'facts' },
      Object.entries(feature.properties).map(([name, value]) => fact(null, name, name, value)),
    );
  const { roles, translations } = info;
  const lang = language();
  const { shape, colour, choice } = lookOf(schema, feature);
  const years = yearsWords(schema.years(feature));
  const markup = feature.html?.[roles.text];
  const words = roles.text ? schema.text(feature, roles.text, 'ko') : '';
  const above = new Set([
    schema.id,
    schema.geometry,
    roles.title,
    roles.text,
    roles.subtitle,
    roles.category,
    roles.year,
    roles.image,
    'example',
    ...Object.values(translations),
  ]);
  const rest = schema.properties.filter(
    (p) => !above.has(p.name) && !p['x-maeul-media'] && !isEmpty(feature.properties[p.name]),
  );
  return h(
    'article',
    { class: 'review-look' },
    h(
      'p',
      { class: 'badges' },
      h('span', { class: 'badge' }, symbol(shape, colour, 18), choice?.title ?? info.title(lang)),
      years ? h('span', { class: 'badge' }, years) : null,
    ),
    h(level, { class: 'review-look-title' }, titleOf(schema, feature, lang)),
    roles.subtitle && !isEmpty(feature.properties[roles.subtitle])
      ? h('p', { class: 'review-subtitle' }, schema.text(feature, roles.subtitle, lang))
      : null,
    markup ? prose(markup) : words ? h('div', { class: 'review-text' }, words) : null,
    media,
    rest.length
      ? h(
          'dl',
          { class: 'facts' },
          rest.map((p) => fact(schema, p.name, schema.title(p.name), feature.properties[p.name])),
        )
      : null,
  );
}

const fact = (schema, name, title, value) =>
  h('div', {}, h('dt', {}, title), h('dd', {}, wordsOf(schema, name, value)));

/** Photos with their alternative texts, and the recording. */
export function mediaOf(media) {
  if (!media.length) return null;
  const photo = (one) => {
    const img = h('img', {
      src: `/media/${one.id}/screen`,
      alt: one.alt || t('review.photo.noAlt'),
      loading: 'lazy',
      onerror: (event) => event.target.replaceWith(h('p', { class: 'review-none' }, t('review.photo.gone'))),
    });
    return h(
      'figure',
      { class: 'review-photo', dataset: { media: one.id } },
      h(
        'a',
        { href: `/media/${one.id}/full`, target: '_blank', rel: 'noopener' },
        img,
        h('span', { class: 'sr-only' }, t('link.newWindow')),
      ),
      h(
        'figcaption',
        {},
        h('span', {}, one.alt ? [h('strong', {}, `${t('review.photo.alt')} `), one.alt] : t('review.photo.noAlt')),
        one.people ? h('span', { class: 'badge badge-wait' }, t('review.photo.people')) : null,
      ),
    );
  };
  const sound = (one) =>
    h(
      'figure',
      { class: 'review-sound' },
      h('figcaption', {}, t('review.sound')),
      h('audio', { controls: true, preload: 'metadata', src: `/media/${one.id}`, 'aria-label': t('review.sound') }),
    );
  const photos = media.filter((one) => one.medium === 'photo');
  return h(
    'div',
    { class: 'review-media' },
    photos.length ? h('div', { class: 'review-photos' }, photos.map(photo)) : null,
    media.filter((one) => one.medium === 'sound').map(sound),
  );
}

/** The map of a submission: its own place, the place that there was, and whatever is like it. */
export function placesOf(layer, detail) {
  const colour = layer.info?.accent ?? '#1f4a38';
  const shape = layer.info?.symbol ?? 'circle';
  const place = (key, geometry, title, more = {}) =>
    geometry?.type ? { key, geometry, title, shape, colour, ...more } : null;
  const moved = detail.geometry && detail.live?.geometry;
  return [
    place('sent', detail.geometry ?? detail.live?.geometry, t(moved ? 'review.map.after' : 'review.map.sent')),
    moved ? place('live', detail.live.geometry, t('review.map.before'), { colour: '#6b6455', shape: 'diamond' }) : null,
    ...detail.alike.map((one, index) =>
      place(one.id, one.geometry, one.title || detail.layerTitle, { colour: '#a4452c', number: index + 1 }),
    ),
  ].filter(Boolean);
}

/** Fills `element` with the map; answers what takes it away. Without a map the page says the same in words. */
export async function drawMap(element, places, { catalog, pick }) {
  const [{ smallMap }, config, ground] = await Promise.all([
    import('../../map/small.js'),
    getConfig().catch(() => ({})),
    dongs({ catalog }).catch(() => null),
    loadStyle('vendor/leaflet/leaflet.css'),
  ]);
  if (!element.isConnected) return { remove() {} };
  return smallMap(element, {
    places,
    ground: ground?.features.map((feature) => feature.geometry) ?? [],
    basemap: config.basemap,
    pick,
  });
}
