/** Vacant houses by dong, as last counted: a table, and circles on the map. Few hidden houses are never told. */
import { getSummary } from '../api.js';
import { h } from '../dom.js';
import { count, dateWords, t } from '../i18n.js';
import { pointOf } from '../map/places.js';
import { symbol } from '../symbols.js';
import { dongs } from './ground.js';
import { exampleBadge } from './list/rows.js';
import { layersOf } from './views.js';

const PUBLISHED = { count: 'vacantHousesPublished', share: 'vacantHousesSharePercent' };

export async function head(context) {
  const info = layersOf(context.catalog, 'houses').find((layer) => layer.hasSummary);
  if (!info) return null;
  const [{ schema, features }, summary, places] = await Promise.all([
    context.features.load(info, { rich: true }),
    getSummary(info.id),
    dongs(context),
  ]);
  const madeUp = features.some((feature) => schema.isExample(feature));
  if (context.state.now.view !== 'houses') return null;
  const circles = placeCounts(info, summary, places, context);
  context.map.count(circles);
  return h(
    'div',
    { class: 'houses-head' },
    madeUp ? h('p', { class: 'note example-note' }, exampleBadge(), ' ', t('houses.example')) : null,
    table(schema, summary, places, context.lang),
    published(places, context.lang),
  );
}

const words = (counted) => (counted.count === null ? t('houses.withheld') : count(counted.count));

const areaOf = (group, features) =>
  group.value && features.find((feature) => Object.values(feature.properties).includes(group.value));

function nameOf(group, places, lang) {
  const area = places && areaOf(group, places.features);
  return area
    ? places.schema.text(area, places.schema.layer.roles.title, lang)
    : group.value === null
      ? t('houses.noDong')
      : (group.title ?? group.value);
}

function placeCounts(info, summary, places, { lang, map }) {
  if (!places) return [];
  const { features } = places;
  const most = Math.max(1, ...summary.groups.map((group) => group.count ?? 0));
  return summary.groups
    .map((group) => {
      const area = areaOf(group, features);
      if (!area) return null;
      return {
        at: pointOf(area.geometry),
        words: words(group),
        share: (group.count ?? 0) / most,
        colour: info.accent,
        name: nameOf(group, places, lang),
        pick: () => map.lookAt(area.geometry),
      };
    })
    .filter(Boolean);
}

function table(schema, summary, places, lang) {
  const [, second] = summary.by;
  const grades = second
    ? schema
        .choices(second)
        .filter((choice) => summary.groups.some((group) => group.cells?.some((cell) => cell.value === choice.value)))
    : [];
  const cellOf = (group, grade) => {
    const cell = group.cells?.find((one) => one.value === grade.value);
    return words(cell ?? { count: null }); // all grades are there, where any is told
  };
  return h(
    'section',
    { class: 'counts' },
    h('h2', {}, t('houses.byDong')),
    h('p', {}, h('a', { class: 'button', href: '/contribute?kind=vacancy' }, t('share.vacancy'))),
    h('p', { class: 'note' }, t('houses.asOf', { day: dateWords(summary.asOf), next: dateWords(summary.nextRenewal) })),
    h('p', { class: 'note' }, t('houses.why', { n: summary.suppressBelow })),
    h(
      'div',
      { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': t('houses.byDong') },
      h(
        'table',
        {},
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('th', { scope: 'col' }, schema.title(summary.by[0])),
            h('th', { scope: 'col' }, t('houses.all')),
            grades.map((grade) =>
              h('th', { scope: 'col' }, symbol(grade.shape, grade.colour, 16), h('span', {}, grade.title)),
            ),
          ),
        ),
        h(
          'tbody',
          {},
          summary.groups.map((group) =>
            h(
              'tr',
              {},
              h('th', { scope: 'row' }, nameOf(group, places, lang)),
              h('td', {}, words(group)),
              grades.map((grade) => h('td', {}, cellOf(group, grade))),
            ),
          ),
        ),
      ),
    ),
    h('p', { class: 'note' }, t('houses.total', { n: count(summary.publishedTotal) })),
  );
}

/** Figures that the city has published itself, each with source and date. */
function published(places, lang) {
  const told = places?.features.filter((feature) => typeof feature.properties[PUBLISHED.count] === 'number') ?? [];
  if (!told.length) return null;
  const { schema } = places;
  const roles = schema.layer.roles;
  told.sort((a, b) => b.properties[PUBLISHED.count] - a.properties[PUBLISHED.count]);
  const { properties } = told[0];
  const asOf = properties[roles.asOf ?? roles['as-of']];
  return h(
    'details',
    { class: 'published' },
    h('summary', {}, t('houses.published')),
    h(
      'table',
      {},
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          [roles.title, PUBLISHED.count, PUBLISHED.share].map((name) => h('th', { scope: 'col' }, schema.title(name))),
        ),
      ),
      h(
        'tbody',
        {},
        told.map((feature) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, schema.text(feature, roles.title, lang)),
            h('td', {}, count(feature.properties[PUBLISHED.count])),
            h(
              'td',
              {},
              feature.properties[PUBLISHED.share] === undefined || feature.properties[PUBLISHED.share] === null
                ? '–'
                : `${feature.properties[PUBLISHED.share]}%`,
            ),
          ),
        ),
      ),
    ),
    h(
      'p',
      { class: 'note' },
      [properties[roles.source], asOf && `${t('item.asOf')} ${dateWords(asOf)}`].filter(Boolean).join(' · '),
    ),
  );
}
