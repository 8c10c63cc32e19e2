/** One house of a shortlist: what it is called, where it is, and how it scores now. */
import { h } from '../../../dom.js';
import { t } from '../../../i18n.js';
import { placeOf, reasonsOf, scoreSign, scoreWords } from '../words.js';

/**
 * What is known of a house on a list. `row`: of the ranking by the list's request, undefined while that is asked for,
 * null where the house is gone; `gates` of that ranking; `title` of the house, `index` on the list, `route` to it;
 * `drop()` takes it off.
 */
export function houseHead({ row, gates, title, index, route, drop }) {
  const isRanked = row && row.rank !== undefined && row.rank !== null;
  const told =
    row === undefined
      ? ''
      : row === null
        ? t('find.list.houseGone')
        : row.gates
          ? t('find.gate.excludes', { title: reasonsOf(gates, row).join(', ') })
          : isRanked
            ? t('find.list.score', { score: scoreWords(row.score) })
            : t('find.why.insufficient');
  return h(
    'div',
    { class: 'find-list-house-head' },
    row && !row.gates
      ? scoreSign(row, 40)
      : h('span', { class: 'find-group-number', 'aria-hidden': 'true' }, String(index + 1)),
    h(
      'div',
      {},
      h('strong', {}, h('a', { href: `#${route}` }, title)),
      row && placeOf(row) ? h('span', { class: 'find-row-place' }, placeOf(row)) : null,
      h('span', { class: 'find-row-facts' }, told),
    ),
    h(
      'button',
      {
        type: 'button',
        class: 'button button-small',
        'aria-label': t('find.list.dropOf', { name: title }),
        onclick: () => drop(),
      },
      t('find.compare.drop'),
    ),
  );
}
