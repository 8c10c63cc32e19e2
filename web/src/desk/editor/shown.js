/**
 * Whether everyone sees an item, as /schema tells whoever sees by what that goes; and which of its values have ended.
 */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { SEOUL_AHEAD_MILLIS } from './field/times.js';

/** The day in the village: 2026-03-04. */
export const today = () => new Date(Date.now() + SEOUL_AHEAD_MILLIS).toISOString().slice(0, 10);

/**
 * How a value ends, whenever that is: `{ title, as, date, first }`, `as` being the value that it counts as from the day
 * `first` on; or null.
 */
function endOf(property, properties) {
  const ends = property['x-maeul-ends'];
  const value = properties[property.name] ?? null;
  if (!ends?.values.includes(value)) return null;
  const all = ends.by
    .filter((way) => way.as !== value)
    .map((way) => ({ ...way, date: properties[way.from ?? way.after] }))
    .filter(({ date }) => date)
    .map(({ title, as, after, date }) => ({ title, as, date, first: after === undefined ? date : dayAfter(date) }));
  const day = today();
  return all.find(({ first }) => first <= day) ?? all.sort((a, b) => (a.first < b.first ? -1 : 1))[0] ?? null;
}

function dayAfter(date) {
  const next = new Date(`${date}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return Number.isNaN(next.getTime()) ? date : next.toISOString().slice(0, 10);
}

const hasEnded = (end) => end !== null && end.first <= today();

/** What decides whether everyone sees an item, for whoever sees all of it: names of properties. */
export function shownBy(schema) {
  const rules = Object.keys(schema.publicWhere ?? {});
  const days = rules.flatMap((name) => (schema.byName.get(name)?.['x-maeul-ends']?.by ?? []).map(dayOf));
  return rules.length ? [...rules, ...days, ...[schema.status?.publishAt].filter(Boolean)] : [];
}

const dayOf = (way) => way.from ?? way.after;

/**
 * How many items come onto the public map by a change, and how many go: `{ shown, hidden, again }`, of those that come
 * `again` being such as have an end on record that has come. `properties` of each item hold what `shownBy` names.
 */
export function shownByChange(schema, items, change) {
  return shownBetween(
    schema,
    items.map(({ properties }) => [properties, { ...properties, ...change }]),
  );
}

/** The same of what each item is and what it will be, pairs of properties. */
export function shownBetween(schema, pairs) {
  const counts = { shown: 0, hidden: 0, again: 0 };
  for (const [before, after] of schema.publicWhere ? pairs : []) {
    const was = isPublic(schema, before);
    const is = isPublic(schema, after);
    if (is && !was) counts.shown += 1;
    if (was && !is) counts.hidden += 1;
    if (is && !was && hadEnded(schema, before)) counts.again += 1;
  }
  return counts;
}

const isPublic = (schema, properties) =>
  Object.entries(schema.publicWhere).every(([name, wanted]) => {
    const value = properties[name] ?? null;
    const has = wanted.length ? wanted.includes(value) : value === null;
    return has && !hasEnded(endOf(schema.byName.get(name), properties));
  }) && !properties[schema.status?.publishAt];

/** Whatever the value is: that an end of it is on record, and has come. */
const hadEnded = (schema, properties) =>
  Object.keys(schema.publicWhere).some((name) => {
    const property = schema.byName.get(name);
    const value = property?.['x-maeul-ends']?.values[0];
    return value !== undefined && hasEnded(endOf(property, { ...properties, [name]: value }));
  });

/**
 * `{ isShown, why, until }` for a layer that shows everyone some rows by what stands in them: whether this is one, the
 * end that hides it, the end that will. Null for any other layer, and for one with a life cycle, which says it itself.
 */
export function shownOf(schema, properties) {
  if (!schema.publicWhere || schema.status) return null;
  let why = null;
  let until = null;
  let isShown = true;
  for (const [name, wanted] of Object.entries(schema.publicWhere)) {
    const value = properties[name] ?? null;
    const has = wanted.length ? wanted.includes(value) : value === null;
    const end = has ? endOf(schema.byName.get(name), properties) : null;
    isShown &&= has && !hasEnded(end);
    if (hasEnded(end)) why = end;
    else if (end) until = end;
  }
  return { isShown, why, until: isShown ? until : null };
}

const how = ({ title, date }) => `${title} (${date})`;

/** How an item stands, as a badge; null where there is nothing to say. */
export function shownBadge(schema, properties) {
  const shown = shownOf(schema, properties);
  if (!shown) return null;
  const words = t(shown.isShown ? 'edit.shown' : 'edit.hidden');
  const more = shown.why ? how(shown.why) : shown.until ? t('edit.shown.until', { day: shown.until.first }) : null;
  return h(
    'span',
    { class: shown.isShown ? 'badge badge-good' : 'badge', dataset: { shown: String(shown.isShown) } },
    [words, more].filter(Boolean).join(' · '),
  );
}

/** What is said once something was saved: that, and who sees it now where that has changed or a value does not hold. */
export function savedWords(schema, before, after) {
  const was = shownOf(schema, before);
  const is = shownOf(schema, after);
  const ended = endedOf(schema, after);
  if (is?.isShown && !was.isShown) return `${t('edit.saved')} ${t('edit.saved.shown')}`;
  const all = { how: ended.map(how).join(', ') };
  if (is && !is.isShown && was.isShown)
    return `${t('edit.saved')} ${t(ended.length ? 'edit.saved.ended' : 'edit.saved.hidden', all)}`;
  return ended.length && JSON.stringify(endedOf(schema, before)) !== JSON.stringify(ended)
    ? `${t('edit.saved')} ${t('edit.saved.void', all)}`
    : t('edit.saved');
}

const endedOf = (schema, properties) =>
  schema.properties.map((property) => endOf(property, properties)).filter(hasEnded);

/**
 * What follows from what is filled in, beside the fields that it follows from. `controls` are those of a form;
 * `show(properties)` says it anew.
 */
export function endNotes(schema, controls) {
  const nodeOf = (name) => controls.find((control) => control.name === name)?.node;
  const notes = schema.properties
    .filter((property) => property['x-maeul-ends'])
    .map((property) => ({
      property,
      lines: [property.name, ...property['x-maeul-ends'].by.map((way) => way.from ?? way.after)]
        .map((name) => [name, nodeOf(name)])
        .filter(([, node]) => node)
        .map(([name, node]) => {
          const line = h('p', { class: 'field-follows', role: 'status', dataset: { follows: name } });
          node.append(line);
          return [name, line];
        }),
    }));
  return {
    show: (properties) => {
      for (const { property, lines } of notes) {
        const end = endOf(property, properties);
        for (const [name, line] of lines) {
          const isMine = end && (name === property.name ? hasEnded(end) : properties[name] === end.date);
          const words = isMine ? followsWords(schema, property, properties, end) : '';
          if (line.textContent !== words) line.textContent = words;
        }
      }
    },
  };
}

function followsWords(schema, property, properties, end) {
  const isPublic = schema.publicWhere?.[property.name]?.includes(properties[property.name]);
  const key = hasEnded(end) ? 'edit.ends.now' : 'edit.ends.later';
  return t(isPublic ? `${key}.public` : key, {
    property: schema.title(property.name),
    how: how(end),
    as: schema.choice(property.name, end.as)?.title ?? end.as,
    day: end.first,
  });
}
