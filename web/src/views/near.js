/** What lies around a feature, nearest first, across all layers of points. */
import { getFeatures } from '../api.js';
import { h } from '../dom.js';
import { distanceWords, t } from '../i18n.js';
import { keyOf } from '../features.js';
import { boxAround, metresBetween, pointOf } from '../map/places.js';
import { lookOf, symbol } from '../symbols.js';
import { titleOf } from '../schema/format.js';

const RADIUS_METRES = 400;
const NEAR_AT_MOST = 12;
const READ_AT_MOST = 60;

async function around(info, centre, bbox) {
  const schema = await info.schema();
  const page = await getFeatures(info.id, { bbox: bbox.map((n) => n.toFixed(6)).join(','), limit: READ_AT_MOST, properties: schema.leanNames(false).join(',') });
  return page.features.filter((feature) => feature.geometry)
    .map((feature) => ({ info, schema, feature, metres: metresBetween(centre, pointOf(feature.geometry)) }))
    .filter((found) => found.metres <= RADIUS_METRES);
}

/** A section, or null where nothing is near. A layer that cannot be read is left out. */
export async function nearby(info, feature, { catalog, lang, hrefOf, hover }) {
  const centre = pointOf(feature.geometry);
  if (!centre || !info.isPoint) return null;
  const bbox = boxAround(centre, RADIUS_METRES);
  const read = await Promise.allSettled(catalog.layers.filter((layer) => layer.isPoint && layer.count !== 0).map((layer) => around(layer, centre, bbox)));
  const found = read.flatMap((result) => result.value ?? [])
    .filter((one) => one.info !== info || one.feature.id !== feature.id)
    .sort((a, b) => a.metres - b.metres).slice(0, NEAR_AT_MOST);
  if (!found.length) return null;
  return h('section', { class: 'near' }, h('h3', {}, t('near.title')), h('p', { class: 'note' }, t('near.note')),
    h('ul', { class: 'near-list' }, found.map((one) => {
      const key = keyOf(one.info.id, one.feature.id);
      const { shape, colour } = lookOf(one.schema, one.feature);
      return h('li', {}, h('a', { class: 'near-link', href: hrefOf(key), dataset: { feature: key },
        onmouseenter: () => hover(key), onmouseleave: () => hover(null), onfocus: () => hover(key), onblur: () => hover(null) },
      symbol(shape, colour, 20), h('span', {}, titleOf(one.schema, one.feature, lang), h('small', {}, ` ${one.info.title(lang)}`)),
      h('small', { class: 'near-far' }, distanceWords(one.metres))));
    })));
}
