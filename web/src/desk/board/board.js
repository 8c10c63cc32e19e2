/** The follow-up board: a column for each stage, cards moved by dragging, by a menu or by arrow keys. */
import { h, loadStyle } from '../../dom.js';
import { addWords, count, t } from '../../i18n.js';
import { empty, errorWords, failed, loading } from '../../views/states.js';
import { cardNode } from './card.js';
import { columnNode } from './column.js';
import { examplesNote, fillFilters } from './filters.js';
import { chooseStage, moveCard } from './move.js';
import { newId } from '../frame/dialogs.js';
import { printSheets } from '../frame/print.js';

const CARDS = 12;
const CHOSEN_AT_MOST = 50;

/**
 * @param {HTMLElement} root
 * @param {import('../frame/views.js').Context} context
 */
export async function open(root, context) {
  await Promise.all([addWords('houses'), loadStyle('css/houses.css')]);
  const board = new Board(root, context);
  await board.load();
  return { close: () => board.close() };
}

class Board {
  #context;
  #wanted = { dong: null, q: '', examples: null }; // an empty dong: houses whose dong is not known
  #data = null;
  #shown = null; // the column that a phone shows
  #chosen = new Set();
  #place = h('div', { class: 'board-place' });
  #filters = h('form', { class: 'board-filters', role: 'search', onsubmit: (event) => event.preventDefault() });
  #bar = h('div', { class: 'board-chosen', hidden: true });
  #turn = 0;
  #asking = null;

  constructor(root, context) {
    this.#context = context;
    root.append(
      h('div', { class: 'view-head' }, h('h1', {}, t('desk.nav.board'))),
      h('p', { class: 'lede' }, t('house.board.lede')),
      this.#filters,
      this.#place,
      this.#bar,
    );
  }

  close() {
    this.#asking?.abort();
    return true;
  }

  #address(more = {}) {
    const query = new URLSearchParams({ limit: String(CARDS) });
    for (const [name, value] of Object.entries({ ...this.#wanted, ...more })) {
      if (value !== null && (value !== '' || name !== 'q')) query.set(name, value);
    }
    return `/api/houses/board?${query}`;
  }

  async load() {
    const mine = ++this.#turn;
    this.#asking?.abort();
    this.#asking = new AbortController();
    if (!this.#data) this.#place.replaceChildren(loading());
    this.#place.setAttribute('aria-busy', 'true');
    try {
      const data = await this.#context.api.get(this.#address(), { signal: this.#asking.signal });
      if (mine !== this.#turn) return;
      this.#data = data;
      this.#draw();
    } catch (error) {
      if (error.name === 'AbortError' || mine !== this.#turn) return;
      this.#place.replaceChildren(failed(error, () => this.load()));
    }
    this.#place.removeAttribute('aria-busy');
  }

  #draw() {
    if (!this.#filters.children.length)
      fillFilters(this.#filters, this.#data.dongs, (change) => {
        Object.assign(this.#wanted, change);
        this.load();
      });
    const { columns } = this.#data;
    const all = columns.reduce((sum, column) => sum + column.count, 0);
    this.#context.say(t('house.board.found', { n: count(all) }));
    const examples = examplesNote(this.#data, all, async (wanted) => {
      this.#wanted.examples = wanted;
      await this.load();
      this.#place.querySelector('[data-do=examples]')?.focus(); // it was drawn anew
    });
    if (!all) {
      const isAsked = this.#wanted.dong !== null || this.#wanted.q || examples.length;
      this.#place.replaceChildren(...examples, empty(t(isAsked ? 'house.board.noneFound' : 'house.board.none')));
      return;
    }
    if (!columns.some((column) => column.key === this.#shown))
      this.#shown = (columns.find((column) => column.count) ?? columns[0]).key;
    const chooserId = newId('column');
    this.#chooser = h('select', { id: chooserId, name: 'column', onchange: (event) => this.#show(event.target.value) });
    this.#place.replaceChildren(
      ...examples,
      h(
        'div',
        { class: 'field board-chooser' },
        h('label', { for: chooserId }, t('house.board.column')),
        this.#chooser,
      ),
      h('p', { class: 'note board-keys' }, t('house.board.keys')),
      h(
        'div',
        { class: 'board', role: 'region', tabindex: '0', 'aria-label': t('desk.nav.board') },
        columns.map((column) => this.#column(column)),
      ),
    );
    this.#tellCounts();
    this.#show(this.#shown);
  }

  #chooser = null;

  #show(key) {
    this.#shown = key;
    this.#chooser.value = key;
    for (const node of this.#place.querySelectorAll('.board-column'))
      node.classList.toggle('is-shown', node.dataset.column === key);
  }

  #column(column) {
    return columnNode(column, {
      card: (card) => this.#card(card, column.key),
      dragged: () => this.#dragged,
      move: (card) => this.move(card, column.key),
      page: (offset) => this.#context.api.get(this.#address({ column: column.key, offset })),
      isThere: (id) => Boolean(this.#nodeOf(id)),
      failed: (error) => this.#context.say(errorWords(error), { visibly: true }),
    });
  }

  #dragged = null;

  #card(card, key) {
    card.column = key;
    return cardNode(card, {
      choices: this.#data.choices,
      layer: this.#data.layer,
      chosen: this.#chosen.has(card.id),
      choose: (isChosen) => this.#choose(card, isChosen),
      menu: async () => {
        const to = await chooseStage(card, this.#data.columns);
        if (to !== null) await this.move(card, to);
      },
      step: (by) => this.#step(card, by),
      walk: (node, by) => this.#walk(node, by),
      dragging: (isOn) => {
        this.#dragged = isOn ? card : null;
        this.#place.classList.toggle('is-dragging', isOn);
      },
    });
  }

  #step(card, by) {
    const { columns } = this.#data;
    const to = columns[columns.findIndex((column) => column.key === card.column) + by];
    if (to && to.key !== '') this.move(card, to.key);
    else this.#context.say(t('house.board.end'));
  }

  #walk(node, by) {
    const cards = [...node.parentNode.children];
    cards[cards.indexOf(node) + by]?.querySelector('[data-move]').focus();
  }

  #nodeOf(id) {
    return [...this.#place.querySelectorAll('.board-card')].find((node) => node.dataset.house === id);
  }

  #columnNode(key) {
    return [...this.#place.querySelectorAll('.board-column')].find((node) => node.dataset.column === key);
  }

  #tellCounts() {
    for (const column of this.#data.columns) {
      const node = this.#columnNode(column.key);
      node.querySelector('.board-count').textContent = count(column.count);
      node.classList.toggle('is-empty', column.count === 0);
    }
    const now = this.#chooser.value;
    this.#chooser.replaceChildren(
      ...this.#data.columns.map((column) =>
        h('option', { value: column.key }, `${column.title} (${count(column.count)})`),
      ),
    );
    this.#chooser.value = now || this.#shown;
  }

  /** Puts a card into a column of the page; the service is told by {@link moveCard}. */
  #put(card, key, isFocused) {
    const from = this.#data.columns.find((column) => column.key === card.column);
    const to = this.#data.columns.find((column) => column.key === key);
    if (!to) {
      // a column that has no house any more and was not sent
      this.load();
      return;
    }
    from.count -= 1;
    if (from.next !== undefined) from.next -= 1;
    to.count += 1;
    const old = this.#nodeOf(card.id);
    const beside =
      (old?.nextElementSibling ?? old?.previousElementSibling)?.querySelector('[data-move]') ?? this.#chooser;
    old?.remove();
    const node = this.#card(card, key);
    this.#columnNode(key).querySelector('.board-cards').prepend(node);
    if (to.next !== undefined) to.next += 1;
    this.#tellCounts();
    if (!isFocused) return;
    const isSeen = this.#columnNode(key).offsetParent !== null; // a phone stays where it is, and so does its reader
    (isSeen ? node.querySelector('[data-move]') : beside).focus();
  }

  async move(card, to) {
    if (card.column === to || card.busy) return;
    await moveCard(card, to, {
      data: this.#data,
      context: this.#context,
      put: (key, isFocused = true) => this.#put(card, key, isFocused),
      reload: () => this.load(),
    });
  }

  #choose(card, isChosen) {
    if (!isChosen) this.#chosen.delete(card.id);
    else if (this.#chosen.size < CHOSEN_AT_MOST) this.#chosen.add(card.id);
    else {
      this.#context.say(t('house.board.tooMany', { most: CHOSEN_AT_MOST }), { visibly: true });
      this.#nodeOf(card.id).querySelector('input').checked = false;
    }
    this.#tellChosen();
  }

  #tellChosen() {
    const n = this.#chosen.size;
    this.#bar.hidden = n === 0;
    this.#bar.replaceChildren(
      h('p', { role: 'status' }, t('house.board.chosen', { n })),
      h(
        'div',
        { class: 'button-row' },
        h(
          'button',
          {
            type: 'button',
            class: 'button button-main',
            dataset: { action: 'sheets' },
            onclick: () => printSheets(this.#context, [...this.#chosen]),
          },
          t('house.board.sheets'),
        ),
        h(
          'button',
          {
            type: 'button',
            class: 'button',
            onclick: () => {
              this.#chosen.clear();
              for (const box of this.#place.querySelectorAll('.board-card input')) box.checked = false;
              this.#tellChosen();
            },
          },
          t('house.board.chooseNone'),
        ),
      ),
    );
  }
}
