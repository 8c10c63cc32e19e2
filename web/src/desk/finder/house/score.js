/** The score of a house part by part, each with the fact behind it; what is not known; how steady it is. */
import { itemPage } from '../../../api.js';
import { h } from '../../../dom.js';
import { language, t } from '../../../i18n.js';
import {
  bandWords,
  bar,
  completeness,
  factWords,
  missingWords,
  percent,
  pointsPart,
  scoreMade,
  scoreWords,
  spanPart,
  stabilityWords,
} from '../words.js';

const MISSING_SHOWN = 6;

/** The score of a house, its parts, its span, and how steady its rank is. `result`: the answer that it is in. */
export function scorePart(row, isRanked, { criteria, gates }) {
  const titleOf = (id) => criteria.find((one) => one.id === id)?.title ?? id;
  const known = row.criteria.filter((one) => one.value !== null && one.weight > 0).sort((a, b) => b.points - a.points);
  const unknown = row.criteria.filter((one) => one.value === null && one.weight > 0);
  return [
    h(
      'section',
      { class: 'find-why-part' },
      h('h3', {}, t('find.why.score')),
      h(
        'p',
        { class: 'find-why-score' },
        isRanked
          ? [
              h('b', {}, scoreWords(row.score)),
              ' ',
              h('span', {}, t('find.why.ofHundred')),
              ' · ',
              bandWords(row.score),
            ]
          : t('find.why.noScore'),
      ),
      completeness(row.completeness),
      isRanked ? h('p', { class: 'note' }, scoreMade(row)) : null,
      h(
        'ul',
        { class: 'find-criteria' },
        [...known, ...unknown].map((one) => criterion(titleOf(one.id), one)),
      ),
    ),
    row.span
      ? h(
          'section',
          { class: 'find-why-part find-why-span' },
          h('h3', {}, t('find.span')),
          spanPart(row.span, row.rank, gates),
        )
      : null,
    h('section', { class: 'find-why-part' }, h('h3', {}, t('find.missing')), missingPart(row, gates)),
    row.stability
      ? h(
          'section',
          { class: 'find-why-part' },
          h('h3', {}, t('find.stable')),
          h('p', {}, stabilityWords(row, gates)),
          h('p', { class: 'note' }, t('find.stable.note')),
        )
      : null,
  ];
}

function missingPart(row, gates) {
  if (!row.missing?.length) return h('p', {}, t('find.missing.none'));
  const rest = row.missing.length - MISSING_SHOWN;
  return [
    h('p', { class: 'note' }, t('find.missing.note')),
    h(
      'ul',
      { class: 'find-missing' },
      row.missing
        .slice(0, MISSING_SHOWN)
        .map((one) => h('li', {}, h('strong', {}, one.title), ' ', h('span', {}, missingWords(one, gates)))),
    ),
    rest > 0 ? h('p', { class: 'note' }, t('find.missing.more', { n: rest })) : null,
  ];
}

/** One criterion: its title, what it gave of what it could give, the fact, and where the nearest one is. */
function criterion(title, part) {
  const { value, fact, ended, nearest } = part;
  const points = h('span', { class: 'find-criterion-points' }, pointsPart(part));
  if (value === null) {
    return h(
      'li',
      { class: 'find-criterion is-unknown' },
      h('span', { class: 'find-criterion-title' }, title),
      points,
      h('span', { class: 'find-criterion-bar', 'aria-hidden': 'true' }),
      h('span', { class: 'find-criterion-fact' }, ended ?? t('find.fact.none')),
    );
  }
  return h(
    'li',
    { class: 'find-criterion' },
    h('span', { class: 'find-criterion-title' }, title),
    points,
    h('span', { class: 'find-criterion-bar', 'aria-hidden': 'true' }, bar(value)),
    h(
      'span',
      { class: 'find-criterion-fact' },
      factWords(title, fact) || percent(value),
      nearest
        ? [
            ' · ',
            h(
              'a',
              { href: itemPage(nearest.layer, nearest.id, language()), target: '_blank', rel: 'noopener' },
              nearest.title,
              h('span', { class: 'sr-only' }, t('link.newWindow')),
            ),
          ]
        : null,
    ),
  );
}
