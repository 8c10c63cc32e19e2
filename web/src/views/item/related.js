/** What a feature belongs with, by the references of layer files: the ones it names, and the ones that name it. */
import { getFeatures, getItem } from '../../api.js';
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { keyOf } from '../../features.js';
import { lookOf, symbol } from '../../symbols.js';
import { titleOf } from '../../schema/format.js';

const RELATED_AT_MOST = 30;

/** The order of the features that a trail joins: key → 1, 2, 3 … */
export function numbersOf(info, feature) {
  const numbers = new Map();
  for (const [name, layerId] of Object.entries(info.refs)) {
    const ids = feature.properties[name];
    if (Array.isArray(ids)) ids.forEach((id, i) => numbers.set(keyOf(layerId, id), i + 1));
  }
  return numbers.size ? numbers : undefined;
}

function link(schema, feature, { lang, hrefOf, hover }, before) {
  const key = keyOf(schema.layer.id, feature.id);
  const { shape, colour, choice } = lookOf(schema, feature);
  return h(
    'li',
    {},
    h(
      'a',
      {
        class: 'near-link',
        href: hrefOf(key),
        dataset: { feature: key },
        onmouseenter: () => hover(key),
        onmouseleave: () => hover(null),
        onfocus: () => hover(key),
        onblur: () => hover(null),
      },
      symbol(shape, colour, 20),
      h('span', {}, before ? h('small', {}, before) : null, titleOf(schema, feature, lang)),
      !before && choice ? h('small', { class: 'near-far' }, choice.title) : null,
    ),
  );
}

const lean = (schema) => ({ properties: schema.leanNames(false).join(',') });

/** The features that `ids` name, in their order; those that are not public any more are left out. */
async function byIds(info, ids) {
  const schema = await info.schema();
  const found = await Promise.allSettled(ids.slice(0, RELATED_AT_MOST).map((id) => getItem(info.id, id)));
  return { schema, features: found.filter((one) => one.status === 'fulfilled').map((one) => one.value) };
}

async function named(info, schema, feature, context) {
  const parts = [];
  for (const [name, layerId] of Object.entries(info.refs)) {
    const target = context.catalog.get(layerId);
    const value = feature.properties[name];
    if (!target || !value?.length) continue;
    const ordered = Array.isArray(value);
    const { schema: targetSchema, features } = await byIds(target, ordered ? value : [value]);
    if (features.length)
      parts.push({
        title: schema.title(name),
        ordered,
        links: features.map((one) => link(targetSchema, one, context)),
      });
  }
  return parts;
}

/** Where a layer names this one twice (a tie between two members), the other end is what the reader looks for. */
async function naming(info, feature, context) {
  const parts = [];
  for (const other of context.catalog.pointingTo(info.id)) {
    const schema = await other.schema();
    const names = other.refsTo(info.id).filter((name) => schema.has(name));
    const pages = await Promise.all(
      names.map((name) => getFeatures(other.id, { [name]: feature.id, limit: RELATED_AT_MOST, ...lean(schema) })),
    );
    const features = [...new Map(pages.flatMap((page) => page.features).map((one) => [one.id, one])).values()];
    if (!features.length) continue;
    const isTie = names.length === 2 && names.every((name) => schema.byName.get(name).type !== 'array');
    parts.push({
      title: other.title(context.lang),
      links: isTie
        ? await otherEnds(info, feature, schema, names, features, context)
        : features.map((one) => link(schema, one, context)),
    });
  }
  return parts;
}

async function otherEnds(info, feature, tieSchema, names, ties, context) {
  const ends = ties
    .map((tie) => names.map((name) => tie.properties[name]).find((id) => id !== feature.id))
    .filter(Boolean);
  const { schema, features } = await byIds(info, [...new Set(ends)]);
  const byId = new Map(features.map((one) => [one.id, one]));
  return ties
    .map((tie) => {
      const end = byId.get(names.map((name) => tie.properties[name]).find((id) => id !== feature.id));
      return end ? link(schema, end, context, titleOf(tieSchema, tie, context.lang)) : null;
    })
    .filter(Boolean);
}

/** A section, or null where nothing is related. What cannot be read is left out: the item itself stands. */
export async function related(info, schema, feature, context) {
  /** @type {{ title: string, links: HTMLElement[], ordered?: boolean }[]} */
  const parts = (
    await Promise.allSettled([named(info, schema, feature, context), naming(info, feature, context)])
  ).flatMap((result) => result.value ?? []);
  if (!parts.length) return null;
  return h(
    'section',
    { class: 'related' },
    h('h3', {}, t('item.related')),
    parts.map(({ title, links, ordered }) => [
      h('h4', {}, title),
      h(ordered ? 'ol' : 'ul', { class: ordered ? 'near-list stops' : 'near-list' }, links),
    ]),
  );
}
