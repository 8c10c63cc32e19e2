/** Features as the map draws them. */
import { keyOf } from '../../features.js';
import { boxAroundAll, boxOf } from '../../map/places.js';
import { titleOf } from '../../schema/format.js';
import { lookOf } from '../../symbols.js';

/** Of one feature; `section` has { info, schema }. */
export function entryOf({ info, schema }, feature, lang, primary, numbers) {
  const key = keyOf(info.id, feature.id);
  const { shape, colour } = lookOf(schema, feature);
  return {
    key,
    geometry: feature.geometry,
    title: titleOf(schema, feature, lang),
    shape,
    colour,
    primary,
    dashed: schema.isOrdered,
    number: numbers?.get(key),
  };
}

/** Of all that sections show; what is drawn from tiles is left to them. `opened` is drawn in any case. */
function entriesOf(sections, opened, lang) {
  const entries = sections
    .filter((section) => !section.error && !section.large)
    .flatMap((section) =>
      section.shown.map((feature) => entryOf(section, feature, lang, section.rich, opened?.numbers)),
    );
  if (opened && !entries.some((entry) => entry.key === opened.key))
    entries.push(entryOf(opened, opened.feature, lang, true));
  return entries;
}

/**
 * Moves the map to what the view is about, only where nothing of the view can be seen.
 *
 * @param {import('../../map/map.js').StoryMap} map
 * @param {import('./results.js').Section[]} sections
 */
export function fitOwn(map, sections) {
  const own = sections.filter((section) => section.rich && !section.error);
  if (own.some((section) => section.large)) return;
  const boxes = own.flatMap((section) => section.shown.map((feature) => boxOf(feature.geometry))).filter(Boolean);
  const whole = boxAroundAll(boxes);
  if (whole && !boxes.some((box) => map.sees(box))) map.fit(whole, { maxZoom: 16 });
}

/**
 * Draws what the list shows, or what was `found` around the `item` that is open.
 *
 * @param {import('../../map/map.js').StoryMap} map
 * @param {import('./results.js').Section[]} listed
 * @param {{ item: any, found: any }} opened
 * @param {string} lang
 */
export function drawOn(map, listed, { item, found }, lang) {
  const sections = found?.sections ?? listed;
  map.show(entriesOf(sections, item, lang));
  map.ring(found?.ring ?? null);
  map.large(
    sections
      .filter((section) => section.large && !section.error)
      .map(({ info, schema, kinds }) => ({ info, schema, kinds })),
    lang,
  );
  map.choose(item?.key ?? null);
}
