/** One house on the board. */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { icon, symbol } from '../../symbols.js';

const DAY_MILLIS = 86_400_000;

/**
 * The card as a node. `acts`: `choices` by property, `layer`, `chosen`, `choose(isChosen)`, `menu()`, `step(by)` to the
 * neighbouring column, `walk(node, by)` to the neighbouring card, `dragging(isOn)`.
 */
export function cardNode(card, acts) {
  const move = h(
    'button',
    {
      type: 'button',
      class: 'button button-small',
      dataset: { move: card.id },
      'aria-label': t('house.board.moveOne', { title: card.title }),
      onclick: () => acts.menu(),
      onkeydown: (event) => {
        const key = {
          ArrowLeft: () => acts.step(-1),
          ArrowRight: () => acts.step(1),
          ArrowUp: () => acts.walk(node, -1),
          ArrowDown: () => acts.walk(node, 1),
        }[event.key];
        if (!key || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        key();
      },
    },
    icon('move', 18),
    h('span', {}, t('house.board.move')),
  );
  const where = [card.address, card.dong].find((words) => words && words !== card.title);
  const node = h(
    'li',
    { class: `board-card${card.doNotContact ? ' is-off' : ''}`, draggable: 'true', dataset: { house: card.id } },
    h(
      'h3',
      {},
      h('a', { href: `#/items/${acts.layer}/${encodeURIComponent(card.id)}`, draggable: 'false' }, card.title),
      card.example ? [' ', h('span', { class: 'badge badge-wait board-example' }, t('house.board.example'))] : null,
    ),
    where ? h('p', { class: 'board-where' }, where) : null,
    h(
      'p',
      { class: 'board-marks' },
      mark(acts.choices.grade, card.grade, t('house.board.noGrade')),
      mark(acts.choices.evidence, card.evidence, ''),
    ),
    card.doNotContact ? h('p', {}, h('span', { class: 'badge badge-stop' }, t('house.board.doNotContact'))) : null,
    h('p', { class: 'board-since' }, sinceWords(card.since)),
    h(
      'div',
      { class: 'board-acts' },
      move,
      h(
        'label',
        { class: 'board-choose' },
        h('input', { type: 'checkbox', checked: acts.chosen, onchange: (event) => acts.choose(event.target.checked) }),
        h('span', {}, t('house.board.choose')),
        h('span', { class: 'sr-only' }, ` ${card.title}`),
      ),
    ),
  );
  node.addEventListener('dragstart', (event) => {
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', card.title);
    node.classList.add('is-dragged');
    acts.dragging(true);
  });
  node.addEventListener('dragend', () => {
    node.classList.remove('is-dragged');
    acts.dragging(false);
  });
  return node;
}

function mark(choices, value, otherwise) {
  const choice = choices?.find((one) => one.value === value);
  if (!choice) return otherwise ? h('span', { class: 'board-mark' }, otherwise) : null;
  return h(
    'span',
    { class: 'board-mark' },
    choice.shape ? symbol(choice.shape, choice.colour, 16) : null,
    h('span', {}, choice.title),
  );
}

function sinceWords(since) {
  if (!since) return t('house.board.sinceUnknown');
  const days = Math.max(0, Math.floor((Date.now() - new Date(since).getTime()) / DAY_MILLIS));
  return days === 0 ? t('house.board.sinceToday') : t('house.board.since', { n: days });
}
