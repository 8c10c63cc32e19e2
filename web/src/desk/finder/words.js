/** Scores, gates and facts of the finder in words and signs: a number, a shape and a colour, never a colour alone. */
import { h } from '../../dom.js';
import { count, t } from '../../i18n.js';
import { holder } from '../../symbols.js';

/** From the best down. */
export const BANDS = [
  { id: 'best', from: 80, shape: 'circle', colour: '#1f4a38' },
  { id: 'good', from: 60, shape: 'square', colour: '#35704f' },
  { id: 'fair', from: 40, shape: 'diamond', colour: '#8a6212' },
  { id: 'poor', from: 0, shape: 'triangle', colour: '#a4452c' },
];
const UNKNOWN = { id: 'unknown', shape: 'hexagon', colour: '#6b6455' };
const NO_SIGN = '–';

/**
 * @param {number} score
 */
export const bandOf = (score) =>
  score === null || score === undefined ? UNKNOWN : (BANDS.find((band) => score >= band.from) ?? BANDS.at(-1));

/** The sign of a house: its score in the shape of its band; hollow where too little is known for a rank. */
export function scoreSign(row, size) {
  const isRanked = row?.rank !== undefined && row?.rank !== null;
  const { shape, colour } = isRanked ? bandOf(row.score) : UNKNOWN;
  return holder(shape, colour, isRanked ? String(Math.round(row.score)) : '?', { size, hollow: !isRanked });
}

/**
 * @param {number} score
 */
export const scoreWords = (score) => (score === null || score === undefined ? NO_SIGN : score.toFixed(1));
/**
 * @param {number} score
 */
export const bandWords = (score) => t(`find.band.${bandOf(score).id}`);
/**
 * @param {number} share
 */
export const percent = (share) => `${Math.round(share * 100)}%`;
export const shareWords = (share) =>
  Math.abs(share - Math.round(share)) < 0.05 ? String(Math.round(share)) : share.toFixed(1);

/** How much of what matters is known of a house. */
export const completeness = (share) =>
  h(
    'span',
    { class: 'find-known' },
    h('span', { class: 'find-known-bar', 'aria-hidden': 'true' }, bar(share)),
    h('span', {}, t('find.known', { n: percent(share) })),
  );

/** A bar of a share; its length stands in an attribute that CSS reads, for a style in the markup is not allowed. */
export function bar(share, more = '') {
  const node = h('span', { class: `find-bar ${more}` });
  node.style.inlineSize = `${Math.max(0, Math.min(1, share)) * 100}%`;
  return node;
}

/** Why a house is left out: the gates, and what of it was recorded otherwise and has ended. */
export const reasonsOf = (gates, row) => [...gateTitles(gates, row.gates), ...(row.ended ?? [])];

/** Titles of gates by their ids. */
export const gateTitles = (gates, ids) => (ids ?? []).map((id) => gates.find((one) => one.id === id)?.title ?? id);

/** What a house is called: its name, else where it is, else its id. */
export const nameOf = (row) => row?.title || row?.address || row?.id || '';
export const placeOf = (row) => (row?.title && row?.address && row.address !== row.title ? row.address : '');

/** Ranks from one to another, or the one. */
export const ranksWords = (best, worst) =>
  best === worst ? t('find.rank', { n: count(best) }) : t('find.ranks', { best: count(best), worst: count(worst) });

const isSpan = (span) => Boolean(span?.all?.bestRank);

/** Where a house can come to stand: once it is known itself, and once all houses are. */
export const spanWords = (span) => [
  t('find.span.own', { ranks: ranksWords(span.own.bestRank, span.own.worstRank) }),
  t('find.span.all', { ranks: ranksWords(span.all.bestRank, span.all.worstRank) }),
];

/** The same as a line of text with a bar: all ranks from the first to the last, the first ones wider. */
export function spanLine(span, rank) {
  if (!isSpan(span)) return null;
  return h(
    'span',
    { class: 'find-span' },
    spanBar(span, rank),
    spanWords(span).map((words) => h('span', { class: 'find-span-words' }, words)),
  );
}

function spanBar({ own, all }, rank) {
  const at = (n) => (all.of < 2 ? 0 : Math.min(1, Math.log(n) / Math.log(all.of)) * 100);
  const part = (kind, best, worst) => {
    const node = h('span', { class: `find-span-${kind}` });
    node.style.insetInlineStart = `${at(best)}%`;
    node.style.inlineSize = `${at(worst) - at(best)}%`;
    return node;
  };
  return h(
    'span',
    { class: 'find-span-bar', 'aria-hidden': 'true' },
    part('all', all.bestRank, all.worstRank),
    part('own', own.bestRank, own.worstRank),
    rank ? part('now', rank, rank) : null,
  );
}

/** The span in full: both ranks, the score at worst and at best, and what may leave the house out. */
export function spanPart(span, rank, gates, { isExplained = true } = {}) {
  if (!isSpan(span)) return h('p', {}, t('find.span.never'));
  const leaving = gateTitles(gates, span.leavingOut);
  return [
    spanBar(span, rank),
    h(
      'ul',
      { class: 'find-span-list' },
      spanWords(span).map((words) => h('li', {}, words)),
      h('li', {}, t('find.span.score', { least: scoreWords(span.score.least), most: scoreWords(span.score.most) })),
      leaving.length ? h('li', {}, t('find.span.leavingOut', { gates: leaving.join(', ') })) : null,
      span.mayNotMatch ? h('li', {}, t('find.span.mayNotMatch')) : null,
    ),
    isExplained ? h('p', { class: 'note' }, t('find.span.note', { of: count(span.all.of) })) : null,
  ];
}

/** How steady a rank is, in a sentence or two. "Always" is said where neither weights nor what is unknown change it. */
export function stabilityWords({ stability, span, rank }, gates) {
  const { staysInTop10, kept, of, bestRank, worstRank } = stability;
  if (span?.alwaysInTop10) return t('find.stable.always');
  const range =
    bestRank === worstRank
      ? t('find.stable.same', { rank: bestRank })
      : t('find.stable.range', { best: bestRank, worst: worstRank });
  const leaving = [
    ...gateTitles(gates, span?.leavingOut ?? []),
    ...(span?.mayNotMatch ? [t('find.stable.mayNotMatch')] : []),
  ];
  if (staysInTop10 && leaving.length) return `${t('find.stable.mayLeave', { gates: leaving.join(', ') })} ${range}`;
  if (staysInTop10 && isSpan(span)) {
    const between = ({ bestRank, worstRank }) => ranksWords(bestRank, worstRank);
    return `${t('find.stable.weightsOnly', { own: between(span.own), all: between(span.all) })} ${range}`;
  }
  return rank <= 10 || kept > 0 ? `${t('find.stable.some', { kept, of })} ${range}` : range;
}

/** Points of the most that a criterion gives, which is the same for every house. */
export const pointsPart = ({ points, least, most, weight }) =>
  points === null
    ? t('find.points.unknown', { least: shareWords(least), most: shareWords(most), of: shareWords(weight) })
    : t('find.points', { n: shareWords(points), of: shareWords(weight) });

/** How the points of what is known become the score. */
export const scoreMade = ({ points, completeness, score }) =>
  t('find.score.made', { points: shareWords(points), known: shareWords(completeness * 100), score: scoreWords(score) });

/** A missing fact: between which ranks it could move the house, and by which gates it could leave it out. */
export function missingWords(one, gates) {
  const leaving = gateTitles(gates, one.leavingOut);
  const out = leaving.length ? t('find.missing.leavingOut', { gates: leaving.join(', ') }) : '';
  return [missingRanks(one), out].filter(Boolean).join(' · ');
}

function missingRanks({ rankIfBest, rankIfWorst }) {
  if (rankIfBest === undefined) return t('find.missing.unknown');
  if (!rankIfBest) return t('find.missing.notEnough');
  if (!rankIfWorst) return t('find.missing.best', { rank: rankIfBest });
  return rankIfBest === rankIfWorst
    ? t('find.missing.same', { rank: rankIfBest })
    : t('find.missing.range', { best: rankIfBest, worst: rankIfWorst });
}

/** A fact without the criterion's title, where it begins with it: the title stands beside it. */
export const factWords = (title, fact) => (fact?.startsWith(`${title}: `) ? fact.slice(title.length + 2) : fact);

/**
 * @param {number} n
 */
export const housesWords = (n) => t('find.houses', { n: count(n) });
