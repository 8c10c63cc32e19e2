/** Scores, gates and facts of the finder in words and signs: a number, a shape and a colour, never a colour alone. */
import { h } from '../dom.js';
import { count, t } from '../i18n.js';
import { holder } from '../symbols.js';

/** From the best down. */
export const BANDS = [
  { id: 'best', from: 80, shape: 'circle', colour: '#1f4a38' },
  { id: 'good', from: 60, shape: 'square', colour: '#35704f' },
  { id: 'fair', from: 40, shape: 'diamond', colour: '#8a6212' },
  { id: 'poor', from: 0, shape: 'triangle', colour: '#a4452c' },
];
const UNKNOWN = { id: 'unknown', shape: 'hexagon', colour: '#6b6455' };
const NO_SIGN = '–';

export const bandOf = (score) => (score === null || score === undefined ? UNKNOWN : BANDS.find((band) => score >= band.from) ?? BANDS.at(-1));

/** The sign of a house: its score in the shape of its band; hollow where too little is known for a rank. */
export function scoreSign(row, size) {
  const isRanked = row?.rank !== undefined && row?.rank !== null;
  const { shape, colour } = isRanked ? bandOf(row.score) : UNKNOWN;
  return holder(shape, colour, isRanked ? String(Math.round(row.score)) : '?', { size, hollow: !isRanked });
}

export const scoreWords = (score) => (score === null || score === undefined ? NO_SIGN : score.toFixed(1));
export const bandWords = (score) => t(`find.band.${bandOf(score).id}`);
export const percent = (share) => `${Math.round(share * 100)}%`;
export const pointsWords = (points) => (points === null || points === undefined ? NO_SIGN : points.toFixed(1));
export const shareWords = (share) => (Math.abs(share - Math.round(share)) < 0.05 ? String(Math.round(share)) : share.toFixed(1));

/** How much of what matters is known of a house. */
export const completeness = (share) => h('span', { class: 'find-known' },
  h('span', { class: 'find-known-bar', 'aria-hidden': 'true' }, bar(share)), h('span', {}, t('find.known', { n: percent(share) })));

/** A bar of a share; its length stands in an attribute that CSS reads, for a style in the markup is not allowed. */
export function bar(share, more = '') {
  const node = h('span', { class: `find-bar ${more}` });
  node.style.inlineSize = `${Math.max(0, Math.min(1, share)) * 100}%`;
  return node;
}

/** Titles of gates by their ids. */
export const gateTitles = (gates, ids) => (ids ?? []).map((id) => gates.find((one) => one.id === id)?.title ?? id);

/** What a house is called: its name, else where it is, else its id. */
export const nameOf = (row) => row?.title || row?.address || row?.id || '';
export const placeOf = (row) => (row?.title && row?.address && row.address !== row.title ? row.address : '');

/** How steady a rank is, in a sentence or two. */
export function stabilityWords({ staysInTop10, kept, of, bestRank, worstRank }, rank) {
  const range = bestRank === worstRank ? t('find.stable.same', { rank: bestRank }) : t('find.stable.range', { best: bestRank, worst: worstRank });
  if (staysInTop10) return `${t('find.stable.yes')} ${range}`;
  return rank <= 10 || kept > 0 ? `${t('find.stable.some', { kept, of })} ${range}` : range;
}

/** A missing fact: between which ranks it could move the house. */
export function missingWords({ rankIfBest, rankIfWorst }) {
  if (rankIfBest === undefined) return t('find.missing.unknown');
  if (!rankIfBest) return t('find.missing.notEnough');
  if (!rankIfWorst) return t('find.missing.best', { rank: rankIfBest });
  return rankIfBest === rankIfWorst ? t('find.missing.same', { rank: rankIfBest }) : t('find.missing.range', { best: rankIfBest, worst: rankIfWorst });
}

/** A fact without the criterion's title, where it begins with it: the title stands beside it. */
export const factWords = (title, fact) => (fact?.startsWith(`${title}: `) ? fact.slice(title.length + 2) : fact);

export const housesWords = (n) => t('find.houses', { n: count(n) });
