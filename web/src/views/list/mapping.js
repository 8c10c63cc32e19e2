/** Features as the map draws them. */
import { keyOf } from '../../features.js';
import { boxOf } from '../../map/places.js';
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
export function entriesOf(sections, opened, lang) {
  const entries = sections
    .filter((section) => !section.error && !section.large)
    .flatMap((section) =>
      section.shown.map((feature) => entryOf(section, feature, lang, section.rich, opened?.numbers)),
    );
  if (opened && !entries.some((entry) => entry.key === opened.key))
    entries.push(entryOf(opened, opened.feature, lang, true));
  return entries;
}

/** The box around all boxes of what `features` are, with each of them; null where nothing has a place. */
export function boxesOf(features) {
  const boxes = features.map((feature) => boxOf(feature.geometry)).filter(Boolean);
  const whole = boxes.length
    ? [0, 1, 2, 3].map((i) => boxes.reduce((so, box) => Math[i < 2 ? 'min' : 'max'](so, box[i]), boxes[0][i]))
    : null;
  return { boxes, whole };
}
