/** What lies around an item, nearest first, or inside an area: a list by layers, and the same on the map. */
import { getFeatures } from '../../api.js';
import { h, write } from '../../dom.js';
import { count, farWords, t, walkWords } from '../../i18n.js';
import { keyOf } from '../../features.js';
import { boxAround, boxOf, isArea } from '../../map/places.js';
import { titleOf } from '../../schema/format.js';
import { DISTANCES } from '../../state.js';
import { lookOf, symbol } from '../../symbols.js';
import { exampleBadge, rowList } from '../list/rows.js';
import { empty, failed, loading } from '../states.js';
import { GROUND_LAYER } from '../views.js';

const FEATURES_A_LAYER = 100;

/** Layers worth asking: all with something in them but the dongs, which cover everything. */
export const candidates = (catalog) =>
  catalog.layers.filter((layer) => layer.id !== GROUND_LAYER && layer.count !== 0 && layer.geometry !== 'none');

/** One of several choices, as radio buttons that look like one bar. `choose` is called with the value. */
export function choiceBar(words, name, choices, chosen, choose) {
  return h(
    'fieldset',
    { class: 'choice-bar' },
    h('legend', { class: 'sr-only' }, words),
    choices.map(({ value, title }) =>
      h(
        'label',
        {},
        h('input', { type: 'radio', name, value, checked: value === chosen, onchange: () => choose(value) }),
        h('span', {}, title),
      ),
    ),
  );
}

export const distanceChoices = () => DISTANCES.map((value) => ({ value, title: farWords(value) }));

/**
 * { node, title, filled, update }: the frame at once, its list when it has come. Another distance keeps frame and
 * focus.
 */
export function open(item, context) {
  const { state } = context;
  const title = h('h2', { class: 'item-title', tabindex: '-1' });
  const note = h('p', { class: 'note' });
  const results = h('div', { class: 'around-results' });
  const choices = [
    ...(isArea(item.feature.geometry) ? [{ value: 'inside', title: t('around.inside') }] : []),
    ...distanceChoices(),
  ];
  const bar = choiceBar(t('around.how'), 'around', choices, state.now.around, (around) => state.set({ around }));
  const node = h('div', { class: 'item-body around', dataset: { around: item.key } }, title, bar, note, results);
  const update = (more) => {
    const inside = state.now.around === 'inside';
    write(title, t(inside ? 'around.insideOf' : 'around.near', { title: item.title }));
    note.textContent = t(inside ? 'around.insideNote' : 'around.note');
    for (const input of bar.querySelectorAll('input')) input.checked = input.value === String(state.now.around);
    return fill(item, results, { ...context, ...more });
  };
  return {
    node,
    filled: update(),
    get title() {
      return title.textContent;
    },
    update,
  };
}

async function fill(item, results, context) {
  const { state, catalog, map, say, find, stillWanted } = context;
  const { around } = state.now;
  if (!results.firstChild) results.replaceChildren(loading()); // else the old list stays until the new one is there
  results.setAttribute('aria-busy', 'true');
  const read = await Promise.allSettled(candidates(catalog).map((info) => ask(info, item, around)));
  if (!stillWanted()) return;
  results.setAttribute('aria-busy', 'false');
  const broken = read.filter((result) => result.reason);
  if (broken.length === read.length && broken.length) {
    find({ sections: [], ring: null });
    results.replaceChildren(failed(broken[0].reason, () => fill(item, results, context)));
    return;
  }
  const sections = read.flatMap((result) => result.value ?? []).filter((section) => section.matched > 0);
  const ring = { geometry: item.feature.geometry, metres: around === 'inside' ? 0 : around };
  find({ sections, ring });
  results.replaceChildren(
    ...foundNodes(
      sections,
      context,
      around === 'inside' ? t('around.nothingInside') : t('around.nothing', { far: farWords(around) }),
      broken.length > 0,
    ),
  );
  if (context.fit) map.fit(boxOfRing(ring));
  const n = count(sections.reduce((sum, section) => sum + section.matched, 0));
  say(around === 'inside' ? t('say.inside', { n }) : t('say.around', { n, far: farWords(around) }));
}

function boxOfRing({ geometry, metres }) {
  const [west, south, east, north] = boxOf(geometry);
  const low = boxAround([west, south], metres);
  const high = boxAround([east, north], metres);
  return [low[0], low[1], high[2], high[3]];
}

/** What one layer has there, without the item itself. */
async function ask(info, item, around) {
  const schema = await info.schema();
  const place = around === 'inside' ? { within: item.key } : { near: item.key, radius: around };
  const page = await getFeatures(info.id, {
    ...place,
    limit: FEATURES_A_LAYER,
    properties: schema.leanNames(false).join(','),
  });
  const shown = page.features.filter((feature) => keyOf(info.id, feature.id) !== item.key);
  return {
    info,
    schema,
    shown,
    features: shown,
    matched: page.numberMatched - (page.features.length - shown.length),
    rich: false,
  };
}

/** Sections of what was found; `none` is said where there is nothing. */
export function foundNodes(sections, context, none, partly) {
  const missing = partly ? h('p', { class: 'note' }, t('around.partly')) : null;
  if (!sections.length) return [empty(none), missing].filter(Boolean);
  return [
    missing,
    ...sections.map((section) =>
      h(
        'section',
        { class: 'around-layer', dataset: { layer: section.info.id } },
        h(
          'h3',
          {},
          symbol(section.info.symbol, section.info.accent, 20),
          section.info.title(context.lang),
          ' ',
          h('span', { class: 'section-count' }, t('list.number', { n: count(section.matched) })),
        ),
        section.matched > section.shown.length
          ? h('p', { class: 'note' }, t('list.partly', { n: count(section.shown.length), all: count(section.matched) }))
          : null,
        rowList(section.shown, (feature) => foundRow(section, feature, context), { atOnce: 8, list: 'near-list' }),
      ),
    ),
  ].filter(Boolean);
}

function foundRow({ info, schema }, feature, { lang, hrefOf, hover }) {
  const key = keyOf(info.id, feature.id);
  const { shape, colour, choice } = lookOf(schema, feature);
  const metres = feature.properties.distanceMetres;
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
      h(
        'span',
        {},
        titleOf(schema, feature, lang),
        schema.isExample(feature) ? exampleBadge() : null,
        choice ? h('small', {}, choice.title) : null,
      ),
      metres === undefined
        ? null
        : h(
            'small',
            { class: 'near-far' },
            ...(metres < 1 ? [t('near.here')] : [h('b', {}, farWords(metres)), ' ', walkWords(metres)]),
          ),
    ),
  );
}
