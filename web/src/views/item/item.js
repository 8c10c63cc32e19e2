/** One feature in full: cover, words, facts, what it belongs with, the way to what is near. */
import { getItem, itemPage } from '../../api.js';
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { keyOf } from '../../features.js';
import { isArea } from '../../map/places.js';
import { icon, lookOf, symbol } from '../../symbols.js';
import { isEmpty, safeUrl, titleOf, yearsWords } from '../../schema/format.js';
import { valueOf } from '../../schema/values.js';
import { exampleBadge } from '../list/rows.js';
import { numbersOf, related } from './related.js';
import { mediaNames, mediaOf } from './media.js';
import { prose } from './prose.js';

const NEAR_METRES = 500;

/** { node, title, schema, feature, numbers }. What is related is filled in after. */
export async function openItem(info, id, context, stillWanted) {
  const [schema, feature] = await Promise.all([info.schema(), getItem(info.id, id)]);
  const { lang } = context;
  const title = titleOf(schema, feature, lang);
  const node = itemNode(info, schema, feature, lang, { actions: actions(info, feature, title, context) });
  node.dataset.item = keyOf(info.id, id);
  related(info, schema, feature, context).then((part) => part && stillWanted() && node.append(part));
  return { node, title, schema, feature, numbers: numbersOf(info, feature) };
}

/**
 * What everyone sees of a feature. `media` says where photos and sound are, should that not be where they are
 * published.
 */
export function itemNode(info, schema, feature, lang, { actions: buttons = null, media = undefined } = {}) {
  return h(
    'div',
    { class: 'item-body' },
    cover(info, feature),
    badges(schema, feature, lang),
    h('h2', { class: 'item-title', tabindex: '-1' }, titleOf(schema, feature, lang)),
    subtitle(schema, feature, lang),
    mediaOf(schema, feature, media),
    text(schema, feature, lang),
    buttons,
    facts(schema, feature, lang),
  );
}

function cover(info, feature) {
  const url =
    info.roles.image && feature.properties[info.roles.image] ? safeUrl(feature.properties[info.roles.image]) : null;
  return url
    ? h(
        'figure',
        { class: 'cover' },
        h('img', { src: url, alt: '', onerror: (event) => event.target.parentNode.remove() }),
      )
    : null;
}

function badges(schema, feature, lang) {
  const { choice, shape, colour } = lookOf(schema, feature);
  const years = yearsWords(schema.years(feature));
  const sure = schema.layer.roles.certainty;
  return h(
    'p',
    { class: 'badges' },
    h('span', { class: 'badge' }, symbol(shape, colour, 18), choice?.title ?? schema.layer.title(lang)),
    years ? h('span', { class: 'badge' }, years) : null,
    sure && !isEmpty(feature.properties[sure])
      ? h('span', { class: 'badge' }, valueOf(schema, feature, sure, lang))
      : null,
    feature.geometry ? null : h('span', { class: 'badge' }, t('badge.noPlace')),
    schema.isExample(feature) ? exampleBadge() : null,
  );
}

function subtitle(schema, feature, lang) {
  const name = schema.layer.roles.subtitle;
  return name && !isEmpty(feature.properties[name])
    ? h('p', { class: 'item-subtitle' }, schema.text(feature, name, lang))
    : null;
}

function text(schema, feature, lang) {
  const { roles, translations } = schema.layer;
  if (!roles.text) return null;
  const english = lang === 'en' && feature.html?.[translations[roles.text]];
  const markup = english || feature.html?.[roles.text];
  if (markup) return prose(markup, english || lang === 'ko' ? null : 'ko');
  const words = schema.text(feature, roles.text, lang);
  return words ? h('div', { class: 'prose' }, h('p', {}, words)) : null;
}

function actions(info, feature, title, { lang, map, say, sheet, state }) {
  const page = itemPage(info.id, feature.id, lang);
  const share = async () => {
    const url = new URL(page, location.href).href;
    try {
      if (navigator.share) await navigator.share({ title, url });
      else {
        await navigator.clipboard.writeText(url);
        say(t('say.copied'), { visibly: true });
      }
    } catch (error) {
      if (error.name !== 'AbortError') say(t('say.copyFailed', { url }), { visibly: true });
    }
  };
  return h(
    'div',
    { class: 'actions' },
    feature.geometry
      ? h(
          'button',
          {
            type: 'button',
            class: 'button',
            onclick: () => {
              sheet.showMap();
              map.lookAt(feature.geometry);
            },
          },
          icon('home', 20),
          t('action.onMap'),
        )
      : null,
    feature.geometry ? goAround(state, NEAR_METRES, 'near', 'around.open') : null,
    isArea(feature.geometry) ? goAround(state, 'inside', 'inside', 'around.inside') : null,
    h('button', { type: 'button', class: 'button', onclick: share }, icon('share', 20), t('action.share')),
    h('a', { class: 'button', href: page }, icon('page', 20), t('action.page')),
    h(
      'a',
      {
        class: 'button',
        href: `/contribute?about=${encodeURIComponent(keyOf(info.id, feature.id)).replace('%2F', '/')}`,
        dataset: { correct: '' },
      },
      icon('pen', 20),
      t('action.correct'),
    ),
  );
}

/** A button that opens what lies around or inside. */
function goAround(state, around, name, words) {
  return h(
    'button',
    { type: 'button', class: 'button', dataset: { go: around }, onclick: () => state.set({ around }, { step: true }) },
    icon(name, 20),
    t(words),
  );
}

/** Every property that is not shown above, in the order of the layer file; source and date last. */
function facts(schema, feature, lang) {
  const { roles, translations, refs } = schema.layer;
  const above = new Set([
    schema.id,
    schema.geometry,
    roles.title,
    roles.subtitle,
    roles.text,
    roles.image,
    roles.category,
    roles.source,
    roles.asOf,
    roles['as-of'],
    ...Object.values(translations),
    ...Object.keys(refs),
    ...mediaNames(schema),
  ]);
  const asOf = roles.asOf ?? roles['as-of'];
  const names = schema.properties
    .map((property) => property.name)
    .filter((name) => !above.has(name) && name !== 'example');
  const rows = [...names, roles.source, asOf].filter(
    (name) => name && schema.has(name) && !isEmpty(feature.properties[name]),
  );
  if (!rows.length) return null;
  return h(
    'section',
    { class: 'facts-section' },
    h('h3', {}, t('item.facts')),
    h(
      'dl',
      { class: 'facts' },
      rows.map((name) =>
        h('div', {}, h('dt', {}, schema.title(name)), h('dd', {}, valueOf(schema, feature, name, lang))),
      ),
    ),
  );
}
