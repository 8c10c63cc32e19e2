/** Photos and recordings of an item. Which properties hold them is said by the layer (`x-maeul-media`). */
import { getMedium } from '../../api.js';
import { h } from '../../dom.js';
import { t } from '../../i18n.js';

/** The names of the properties that hold photos or sound. */
export const mediaNames = (schema) => schema.properties.filter((one) => one['x-maeul-media']).map((one) => one.name);

const holders = (schema, kind) => schema.properties.filter((one) => one['x-maeul-media'] === kind);

/** Each with what its property is called, where there are several: before, after. */
function namedOf(schema, feature, kind) {
  const all = holders(schema, kind);
  return all.flatMap((one) =>
    [feature.properties[one.name] ?? []].flat().map((id) => ({ id, of: all.length > 1 ? schema.title(one.name) : '' })),
  );
}

/** What is said of those that everyone may see. */
const published = {
  photo: async (id) => ({ url: `/media/${id}/screen`, large: `/media/${id}/full`, ...wordsOf(await getMedium(id)) }),
  sound: async (id) => ({ url: `/media/${id}`, ...wordsOf(await getMedium(id)) }),
};

function wordsOf({ alt, altEn, credit, licence, transcript }) {
  return {
    alt: (document.documentElement.lang === 'en' && altEn) || alt || '',
    credit: [credit, licence].filter(Boolean).join(' · '),
    transcript: transcript || '',
  };
}

/**
 * A node, or null where there are none. `source` tells of each { url, large, alt, credit, transcript }; it may come
 * later.
 */
export function mediaOf(schema, feature, source = published) {
  const photos = namedOf(schema, feature, 'photo');
  const sounds = namedOf(schema, feature, 'sound');
  if (!photos.length && !sounds.length) return null;
  const node = h('div', { class: 'item-media' });
  for (const { id, of } of photos)
    node.append(
      filled(h('figure', { class: 'item-photo', dataset: { medium: id } }), source.photo(id), (said) =>
        photo(said, of),
      ),
    );
  for (const { id } of sounds)
    node.append(filled(h('figure', { class: 'item-sound', dataset: { medium: id } }), source.sound(id), sound));
  return node;
}

/** A photo that cannot be had leaves no hole. */
function filled(figure, coming, draw) {
  coming.then(
    (said) => figure.append(...draw(said).filter(Boolean)),
    () => figure.remove(),
  );
  return figure;
}

function photo({ url, large, alt, credit }, of) {
  const image = h('img', { src: url, alt });
  return [
    large
      ? h('a', { href: large, 'aria-label': alt ? `${alt} – ${t('item.photoLarge')}` : t('item.photoLarge') }, image)
      : image,
    of || credit ? h('figcaption', {}, [of, credit].filter(Boolean).join(' · ')) : null,
  ];
}

function sound({ url, alt, credit, transcript }) {
  return [
    h('figcaption', {}, alt || t('item.sound')),
    h('audio', { controls: true, preload: 'metadata', src: url, 'aria-label': alt || t('item.sound') }),
    credit ? h('p', { class: 'note' }, credit) : null,
    transcript
      ? h('details', {}, h('summary', {}, t('item.transcript')), h('p', { class: 'transcript' }, transcript))
      : null,
  ];
}
