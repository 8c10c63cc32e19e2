/** What of the board is shown: the houses of one dong, or those with certain words. */
import { debounce, h } from '../../dom.js';
import { count, t } from '../../i18n.js';
import { newId } from '../frame/dialogs.js';

const TYPING_MILLIS = 350;
const ALL = '*';

/** Fills the form `filters`; `ask({ dong })` and `ask({ q })` for what is chosen. An empty dong: houses of none. */
export function fillFilters(filters, dongs, ask) {
  const dongId = newId('dong');
  const textId = newId('text');
  const later = debounce((value) => ask({ q: value.trim() }), TYPING_MILLIS);
  filters.append(
    h(
      'div',
      { class: 'field' },
      h('label', { for: dongId }, t('house.board.dong')),
      h(
        'select',
        {
          id: dongId,
          name: 'dong',
          onchange: ({ target }) => ask({ dong: target.value === ALL ? null : target.value }),
        },
        h('option', { value: ALL }, t('house.board.allDongs')),
        dongs.map(({ value, count: many }) =>
          h('option', { value }, `${value || t('house.board.noDong')} (${count(many)})`),
        ),
      ),
    ),
    h(
      'div',
      { class: 'field' },
      h('label', { for: textId }, t('house.board.text')),
      h('input', {
        id: textId,
        type: 'search',
        name: 'q',
        maxlength: 100,
        autocomplete: 'off',
        oninput: (event) => later(event.target.value),
      }),
    ),
  );
}

/**
 * Says so where there are made-up houses, and lets them be left out where there are others: `ask(examples)` with the
 * parameter of that name, null where they are shown. Nothing where there are none.
 */
export function examplesNote({ examples, examplesLeftOut }, all, ask) {
  if (!examples && !examplesLeftOut) return [];
  const words = examplesLeftOut ? 'leftOut' : examples < all ? 'some' : 'all';
  const toggle = () => ask(examplesLeftOut ? null : 'false');
  const onward = t(examplesLeftOut ? 'house.board.examples.with' : 'house.board.examples.without');
  return [
    h(
      'p',
      { class: 'note board-examples' },
      t(`house.board.examples.${words}`, { n: count(examples || examplesLeftOut) }),
      ' ',
      words === 'all'
        ? null
        : h(
            'button',
            { type: 'button', class: 'button button-small', dataset: { do: 'examples' }, onclick: toggle },
            onward,
          ),
    ),
  ];
}
