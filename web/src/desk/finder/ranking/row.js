/** One house in a list of the finder: its rank, its score, what is known of it, and the box that chooses it. */
import { h } from '../../../dom.js';
import { t } from '../../../i18n.js';
import { routeOf } from '../question/state.js';
import { bandWords, completeness, gateTitles, nameOf, placeOf, scoreSign, scoreWords, spanLine } from '../words.js';

/**
 * The row of a house in the list of that `kind`: `ranked`, `insufficient` or `excluded`. `does.opened(id, byKey)`,
 * `does.focused(id)`.
 */
export function houseRow(row, kind, finding, does) {
  const { result, state } = finding;
  const name = nameOf(row);
  const box = h('input', {
    type: 'checkbox',
    tabindex: '-1',
    dataset: { choose: row.id },
    'aria-label': t('find.choose', { name }),
    onchange: () => finding.choose([row.id], box.checked),
  });
  const open = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    does.opened(row.id, event.detail === 0);
  };
  const route = routeOf({ ...state, house: row.id });
  const gates = gateTitles(result.gates, kind === 'excluded' ? row.gates : row.conditional);
  const facts =
    kind === 'excluded'
      ? null
      : [
          h(
            'span',
            { class: 'find-row-score' },
            kind === 'ranked' ? h('b', {}, scoreWords(row.score)) : null,
            kind === 'ranked' ? ` ${bandWords(row.score)}` : null,
          ),
          completeness(row.completeness),
          spanLine(row.span, row.rank),
        ];
  return h(
    'li',
    {
      class: 'find-row',
      dataset: { house: row.id },
      onpointerenter: () => finding.heat(row.id),
      onpointerleave: () => finding.heat(null),
    },
    h(
      'a',
      {
        href: `#${route}`,
        class: 'find-row-link',
        tabindex: '-1',
        dataset: { open: row.id },
        onclick: (event) => open(event),
        onfocus: () => does.focused(row.id),
      },
      kind === 'ranked'
        ? h(
            'span',
            { class: 'find-rank' },
            h('span', { class: 'sr-only' }, t('find.rank', { n: row.rank })),
            h('span', { 'aria-hidden': 'true' }, String(row.rank)),
          )
        : null,
      kind === 'excluded' ? null : h('span', { class: 'find-row-sign' }, scoreSign(row, 38)),
      h(
        'span',
        { class: 'find-row-words' },
        h('strong', {}, name),
        placeOf(row) ? h('span', { class: 'find-row-place' }, placeOf(row)) : null,
        facts ? h('span', { class: 'find-row-facts' }, facts) : null,
        gates.length
          ? h(
              'span',
              { class: 'badges' },
              gates.map((title) =>
                h(
                  'span',
                  { class: `badge ${kind === 'excluded' ? 'badge-stop' : 'badge-wait'}` },
                  kind === 'excluded' ? t('find.gate.excludes', { title }) : t('find.gate.warns', { title }),
                ),
              ),
              (row.ended ?? []).map((how) => h('span', { class: 'badge' }, how)),
            )
          : null,
      ),
    ),
    h('label', { class: 'find-row-choose' }, box),
  );
}
