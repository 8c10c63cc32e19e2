/** What a way back does to what everyone sees, and to the days on which an agreement ends: said before it is gone. */
import { h } from '../../dom.js';
import { count, t } from '../../i18n.js';
import { shownBetween, shownBy } from './shown.js';

const dayNames = (schema) =>
  schema.properties.flatMap((property) => (property['x-maeul-ends']?.by ?? []).map((way) => way.from ?? way.after));

/** What a person asked for where it is true: no way back lifts it. */
const rightsOf = (schema) => schema.properties.filter((property) => property['x-maeul-right']);

/** Names of the properties that `wayBackWords` looks at. */
export const lookedAt = (schema) => [
  ...new Set([...shownBy(schema), ...dayNames(schema), ...rightsOf(schema).map(({ name }) => name)]),
];

/** What of that a change takes away, for how many of `items`, in sentences. */
export function liftedWords(schema, items, change) {
  return rightsOf(schema)
    .filter(({ name }) => name in change && change[name] !== true)
    .map(({ name }) => [schema.title(name), items.filter(({ properties }) => properties[name] === true).length])
    .filter(([, n]) => n > 0)
    .map(([right, n]) => t('edit.bulk.lifted', { right, n: count(n) }));
}

/**
 * In sentences: how many come onto the public map, how many leave it, of how many which end of an agreement goes or is
 * put off, and what stays since a person asked for it. None where nothing of that is so. `pairs`: for each item its
 * properties now and then.
 */
export function wayBackWords(schema, pairs) {
  const { shown, hidden, again } = shownBetween(schema, pairs);
  const days = [...new Set(dayNames(schema))]
    .map((name) => [
      schema.title(name),
      pairs.filter(([now, then]) => now[name] && (!then[name] || then[name] > now[name])).length,
    ])
    .filter(([, n]) => n > 0);
  const standing = rightsOf(schema)
    .map(({ name }) => [
      schema.title(name),
      pairs.filter(([now, then]) => now[name] === true && then[name] !== true).length,
    ])
    .filter(([, n]) => n > 0);
  return [
    shown ? t('edit.bulk.shown', { n: count(shown) }) : '',
    again ? t('edit.bulk.shownAgain', { n: count(again) }) : '',
    hidden ? t('edit.bulk.hidden', { n: count(hidden) }) : '',
    ...days.map(([day, n]) => t('edit.wayBack.day', { day, n: count(n) })),
    ...standing.map(([right, n]) => t('edit.wayBack.right', { right, n: count(n) })),
  ].filter(Boolean);
}

/** The same for a dialog. */
export const wayBackLines = (words) => words.map((line) => h('p', { class: 'bulk-map' }, h('strong', {}, line)));

/** What an item was after one of its revisions, newest first, as far as it is looked at. */
export function thenOf(schema, properties, revisions, number) {
  const then = { ...properties };
  for (const revision of revisions) {
    if (revision.number === number && revision.kind !== 'removed') break;
    for (const { property, before } of revision.changes)
      if (schema.byName.has(property)) then[property] = before?.value ?? null;
    if (revision.number === number) break;
  }
  return then;
}
