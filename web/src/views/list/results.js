/**
 * What stands in the list: its head with the filters, the sections, and what is said where there is nothing.
 *
 * @typedef {object} Section one layer in the list
 * @property {import('../../catalog.js').LayerInfo} info
 * @property {import('../../schema/schema.js').Schema} [schema]
 * @property {import('../../features.js').Feature[]} [features] all that were read
 * @property {import('../../features.js').Feature[]} [shown] those that the filters leave
 * @property {number} [matched] how many the server has
 * @property {boolean} rich whether cards are shown rather than lines
 * @property {any} [large] set where only a part of it is read at once
 * @property {any} [error] why it could not be read
 * @property {HTMLElement} [node] that shows it
 */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { categoryChips, keeps, yearSelects } from '../../schema/filter.js';
import { isFiltered } from '../../state.js';
import { empty, failed } from '../states.js';
import { VIEWS } from '../views.js';
import { sectionNode } from './rows.js';

/**
 * What the first layer is, `extra` of the view, and its filters, which `set` what is chosen.
 *
 * @param {import('../../catalog.js').LayerInfo | undefined} first
 * @param {Section[]} sections
 * @param {Node | null} extra
 * @param {import('../../state.js').Shown} now
 * @param {(patch: Partial<import('../../state.js').Shown>) => void} set
 * @returns {Node[]}
 */
export function headNodes(first, sections, extra, now, set) {
  const section = sections.find((one) => one.info === first && !one.error);
  const filters =
    section &&
    [
      categoryChips(section, now, (kinds) => set({ kinds })),
      VIEWS[now.view].years ? yearSelects(section, now, set) : null,
    ].filter(Boolean);
  const lede = first?.description(now.lang) && h('p', { class: 'lede' }, first.description(now.lang));
  return [lede, extra, filters?.length ? h('div', { class: 'filters' }, filters) : null].filter(Boolean);
}

/**
 * Takes all filters away by `clear`.
 *
 * @param {() => void} clear
 */
export const clearRow = (clear) =>
  h('div', { class: 'clear-row' }, h('button', { type: 'button', class: 'button', onclick: clear }, t('filter.clear')));

/**
 * The node of each section, which is left in it; one that could not be read says so, with `retry`.
 *
 * @param {Section[]} sections
 * @param {any} context
 * @param {() => void} retry
 * @returns {HTMLElement[]}
 */
export const sectionNodes = (sections, context, retry) =>
  sections.map((section) =>
    section.error
      ? h(
          'section',
          { class: 'section' },
          h('h2', { class: 'section-title' }, section.info.title(context.lang)),
          failed(section.error, retry),
        )
      : nodeOf(section, sections, context),
  );

function nodeOf(section, sections, context) {
  section.node = sectionNode(section, context, sections[sections.indexOf(section) + 1]?.info);
  return section.node;
}

/**
 * Builds only `sections` of `all` anew.
 *
 * @param {Section[]} sections
 * @param {Section[]} all
 * @param {any} context
 */
export function renew(sections, all, context) {
  for (const section of sections) {
    section.shown = section.features;
    const had = section.node;
    nodeOf(section, all, context);
    had?.replaceWith(section.node);
  }
}

/**
 * Where there is no story there may be one to give.
 *
 * @param {import('../../state.js').Shown} now
 */
export function nothingNode(now) {
  const filtered = isFiltered(now);
  if (now.view !== 'stories') return empty(filtered ? t('state.nothingLeft') : t('state.empty'));
  return empty(
    filtered ? `${t('state.nothingLeft')} ${t('share.none')}` : t('share.first'),
    h('a', { class: 'button', href: '/contribute' }, t('share.story')),
  );
}

/**
 * Applies the filters to the layer `first`; what is `shown` of the others is all of them.
 *
 * @param {Section[]} sections
 * @param {import('../../catalog.js').LayerInfo | undefined} first
 * @param {import('../../state.js').Shown} now
 */
export function sift(sections, first, now) {
  for (const section of sections) {
    if (section.error) continue;
    const isSifted = section.info === first && !section.large;
    section.shown = isSifted ? section.features.filter(keeps(section.schema, now)) : section.features;
  }
}

/**
 * Whether all of them could be read, and there is nothing in any.
 *
 * @param {Section[]} sections
 */
export const isNothing = (sections) =>
  countOf(sections) === 0 && !sections.some((section) => section.error || section.large);

/**
 * @param {Section[]} sections
 */
export const countOf = (sections) =>
  sections
    .filter((section) => !section.error)
    .reduce((sum, section) => sum + (section.large ? section.matched : section.shown.length), 0);

/**
 * What the reader could tell apart.
 *
 * @param {Section[]} sections
 */
export function toldBy(sections) {
  return JSON.stringify(sections.map(({ info, matched, features }) => [info.id, matched, features]));
}
