/** Photos and recordings of an item, with what is said of them. */
import { getMedium } from '../api.js';
import { h } from '../dom.js';
import { t } from '../i18n.js';

/** The properties that hold ids of uploads: nothing to read as they are. */
export const mediaNames = (schema) => schema.properties.filter((property) => property['x-maeul-media']).map((property) => property.name);

/** Each shows itself at once; what is said of it follows. Null where there are none. */
export function mediaOf(schema, feature, lang) {
  const parts = mediaNames(schema).flatMap((name) => {
    const make = schema.byName.get(name)['x-maeul-media'] === 'photo' ? photo : sound;
    return [].concat(feature.properties[name] ?? []).map((id, index) => make(id, index, lang));
  });
  return parts.length ? h('div', { class: 'media' }, parts) : null;
}

const creditOf = (medium) => [medium.credit, medium.licence].filter(Boolean).join(' · ');

function photo(id, index, lang) {
  const image = h('img', { src: `/media/${id}/screen`, alt: t('media.photo', { n: index + 1 }), loading: 'lazy' });
  const caption = h('figcaption', {});
  const node = h('figure', { class: 'photo' }, image);
  image.addEventListener('error', () => node.remove()); // taken away meanwhile
  getMedium(id).then((medium) => {
    const alt = (lang === 'en' && medium.altEn) || medium.alt;
    if (alt) image.alt = alt;
    image.width = medium.width;
    image.height = medium.height;
    caption.textContent = creditOf(medium);
    if (caption.textContent) node.append(caption);
  }).catch(() => { /* the photo stands without words */ });
  return node;
}

function sound(id) {
  const node = h('figure', { class: 'sound' }, h('audio', { controls: true, preload: 'none', src: `/media/${id}`, 'aria-label': t('media.sound') }));
  getMedium(id).then((medium) => {
    const credit = creditOf(medium);
    if (credit) node.append(h('figcaption', {}, credit));
    if (medium.transcript) {
      node.append(h('details', {}, h('summary', {}, t('media.transcript')), medium.transcript.split(/\n+/).map((line) => h('p', {}, line))));
    }
  }).catch(() => { /* as above */ });
  return node;
}
