/** A column of the board: the houses at one stage, to which others are dragged. */
import { h } from '../../dom.js';
import { count, t } from '../../i18n.js';
import { symbol } from '../../symbols.js';
import { newId } from '../frame/dialogs.js';

/**
 * `on`: `card(card)` makes the node of a card, `dragged()` answers the card that is being dragged, `move(card)` brings
 * one here, `page(offset)` reads more cards, `isThere(id)` of those that the board shows, `failed(error)`.
 */
export function columnNode(column, on) {
  const id = newId('column');
  const node = h(
    'section',
    { class: 'board-column', dataset: { column: column.key }, 'aria-labelledby': id },
    h(
      'h2',
      { id },
      column.shape ? symbol(column.shape, column.colour, 18) : null,
      h('span', {}, column.title),
      ' ',
      h('span', { class: 'board-count' }),
    ),
    h(
      'ul',
      { class: 'board-cards' },
      column.cards.map((card) => on.card(card)),
    ),
    h('div', { class: 'board-more' }),
  );
  node.addEventListener('dragover', (event) => {
    if (!on.dragged()) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
    node.classList.add('is-over');
  });
  node.addEventListener('dragleave', (event) => {
    if (!node.contains(/** @type {Node | null} */ (event.relatedTarget))) node.classList.remove('is-over');
  });
  node.addEventListener('drop', (event) => {
    event.preventDefault();
    node.classList.remove('is-over');
    const card = on.dragged();
    if (card) on.move(card);
  });
  moreButton(node, column, on);
  return node;
}

function moreButton(node, column, on) {
  const place = node.querySelector('.board-more');
  place.replaceChildren(
    ...(column.next === undefined
      ? []
      : [
          h(
            'button',
            {
              type: 'button',
              class: 'button button-small button-wide',
              onclick: async (event) => {
                event.target.disabled = true;
                try {
                  const page = await on.page(column.next);
                  const next = page.columns[0] ?? { cards: [] };
                  const list = node.querySelector('.board-cards');
                  const fresh = next.cards.filter((card) => !on.isThere(card.id)).map((card) => on.card(card));
                  column.cards.push(...next.cards);
                  list.append(...fresh);
                  column.next = next.next;
                  moreButton(node, column, on);
                  (fresh[0]?.querySelector('a') ?? node).focus();
                } catch (error) {
                  event.target.disabled = false;
                  on.failed(error);
                }
              },
            },
            t('house.board.more', { n: count(column.count - column.next) }),
          ),
        ]),
  );
}
