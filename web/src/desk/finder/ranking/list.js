/**
 * The lists of an answer: the ranking, groups that could be one project, what is too little known, what a gate keeps
 * out.
 */
import { h } from '../../../dom.js';
import { count, t } from '../../../i18n.js';
import { empty, errorWords, loading } from '../../../views/states.js';
import { tabList } from '../../frame/tabs.js';
import { LIMIT_AT_MOST, PAGE, routeOf } from '../question/state.js';
import { whatIsMissing } from './empty.js';
import { groupsPart } from './groups.js';
import { orderChoice } from './order.js';
import { houseRow } from './row.js';

const TABS = ['ranked', 'groups', 'insufficient', 'excluded'];
const STEPS = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };

export class HouseList {
  node = h('section', { class: 'find-results', 'aria-labelledby': 'find-results-title' });
  #finding;
  #does;
  #tabs;
  #rows;
  #told;
  #notice;
  #drawn = '';

  /** `does.opened(id, { byKey })` once a house is opened, `does.group(opportunity)` to look at one. */
  constructor(finding, does) {
    this.#finding = finding;
    this.#does = does;
    this.#rows = h('div', { id: 'find-rows', class: 'find-rows', role: 'tabpanel', tabindex: '-1' }, loading());
    this.#tabs = tabList({
      names: TABS,
      prefix: 'find-tab-',
      panel: this.#rows,
      label: t('find.tabs'),
      className: 'find-tabs',
      open: (tab) => finding.set({ tab }),
    });
    this.#told = h('p', { class: 'find-keys' }, t('find.keys'));
    this.#notice = h('div', { class: 'find-notice' });
    this.node.append(
      h('h2', { class: 'sr-only', id: 'find-results-title', tabindex: '-1' }, t('find.results')),
      this.#tabs.node,
      this.#notice,
      this.#told,
      orderChoice(finding),
      this.#rows,
    );
    finding.addEventListener('state', () => (this.#drawn === finding.state.tab ? this.#mark() : this.#drawRows()));
    finding.addEventListener('result', () => this.#draw());
    finding.addEventListener('busy', () => this.node.setAttribute('aria-busy', String(finding.busy)));
    finding.addEventListener('heat', () => this.#heat());
    this.#rows.addEventListener('keydown', (event) => this.#key(event));
  }

  #draw() {
    const { error, result } = this.#finding;
    const words =
      typeof error === 'string'
        ? error
        : error && (error.errors?.length ? error.errors.map((one) => one.detail).join(' ') : errorWords(error));
    this.#notice.replaceChildren(
      words
        ? h(
            'div',
            { class: 'state state-failed', role: 'alert' },
            h('p', {}, t(typeof error === 'string' ? 'find.notAsked' : 'find.failed')),
            h('p', {}, words),
            typeof error === 'string'
              ? null
              : h(
                  'button',
                  { type: 'button', class: 'button', onclick: () => this.#finding.ask({ again: true }) },
                  t('action.retry'),
                ),
          )
        : '',
    );
    if (result) this.#drawRows();
    else if (words) this.#rows.replaceChildren();
    this.#drawTabs();
  }

  #drawTabs() {
    const { result, state } = this.#finding;
    const numbers = result && {
      ranked: result.houses.ranked,
      groups: result.opportunities.length,
      insufficient: result.houses.insufficient,
      excluded: result.houses.excluded,
    };
    this.#tabs.show(state.tab, (name) => [
      t(`find.tab.${name}`),
      numbers ? h('span', { class: 'find-tab-count' }, ` ${count(numbers[name])}`) : '',
    ]);
    this.#told.hidden = state.tab === 'groups';
  }

  #drawRows() {
    const { result, state } = this.#finding;
    if (!result) return;
    this.#drawn = state.tab;
    const focused = this.#rows.contains(document.activeElement)
      ? document.activeElement.closest('[data-house]')?.dataset.house
      : null;
    const draw = {
      ranked: () => this.#ranking(result.ranking),
      insufficient: () => this.#others(result.insufficient, 'insufficient'),
      excluded: () => this.#others(result.excluded, 'excluded'),
      groups: () => groupsPart(this.#finding, this.#does.group),
    };
    this.#rows.replaceChildren(...[draw[state.tab]()].flat());
    this.#drawTabs();
    this.#mark();
    if (focused) this.#linkOf(focused)?.focus({ preventScroll: true });
  }

  #ranking(rows) {
    const { houses } = this.#finding.result;
    if (!rows.length) return this.#nothing(houses);
    const left = houses.ranked - rows.length;
    const more =
      left > 0 && rows.length < LIMIT_AT_MOST
        ? h(
            'p',
            { class: 'pager' },
            h(
              'button',
              { type: 'button', class: 'button', dataset: { do: 'more' }, onclick: () => this.#more(rows.length) },
              t('find.more', { n: count(Math.min(left, PAGE)), left: count(left) }),
            ),
          )
        : '';
    return [
      h(
        'ol',
        { class: 'find-list' },
        rows.map((row) => this.#row(row, 'ranked')),
      ),
      more,
    ];
  }

  async #more(at) {
    await this.#finding.set({ limit: Math.min(LIMIT_AT_MOST, at + PAGE) });
    this.#rows.querySelectorAll('[data-open]')[at]?.focus();
  }

  #nothing(houses) {
    if (houses.matched === 0)
      return empty(
        t('find.empty.none'),
        h(
          'button',
          {
            type: 'button',
            class: 'button',
            onclick: () => this.#finding.set({ filter: {}, raw: null, within: '', area: null, exclude: null }),
          },
          t('find.empty.widen'),
        ),
      );
    return [
      empty(t('find.empty.unranked', { excluded: count(houses.excluded), insufficient: count(houses.insufficient) })),
      whatIsMissing(this.#finding, (ids) => this.#does.sheets(ids)),
    ];
  }

  #others(rows, kind) {
    const whole = this.#finding.result.houses[kind];
    if (!rows.length) return empty(t(`find.empty.${kind}`));
    return [
      h('p', { class: 'note find-about' }, t(`find.about.${kind}`)),
      h(
        'ul',
        { class: 'find-list' },
        rows.map((row) => this.#row(row, kind)),
      ),
      whole > rows.length
        ? h('p', { class: 'note' }, t('find.firstOnly', { n: count(rows.length), all: count(whole) }))
        : '',
    ];
  }

  #row(row, kind) {
    return houseRow(row, kind, this.#finding, {
      opened: (id, byKey) => this.#does.opened(id, { byKey }),
      focused: (id) => this.#focused(id),
    });
  }

  #linkOf(id) {
    return this.#rows.querySelector(`[data-open="${CSS.escape(id)}"]`);
  }

  #focused(id) {
    for (const link of this.#rows.querySelectorAll('[data-open]')) link.tabIndex = link.dataset.open === id ? 0 : -1;
    this.#finding.heat(id);
  }

  #key(event) {
    const row = event.target.closest('[data-house]');
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === ' ' && event.target.matches('a')) {
      event.preventDefault();
      const box = row.querySelector('[data-choose]');
      box.checked = !box.checked;
      this.#finding.choose([row.dataset.house], box.checked);
    } else if (event.key in STEPS) {
      event.preventDefault();
      const all = [...this.#rows.querySelectorAll('[data-open]')];
      const at = all.findIndex((one) => one.dataset.open === row.dataset.house);
      all[Math.max(0, Math.min(all.length - 1, at + STEPS[event.key]))]?.focus();
    }
  }

  /** Says which are chosen and which is open, without drawing anew. */
  #mark() {
    const { state } = this.#finding;
    const chosen = new Set(state.chosen);
    const links = [...this.#rows.querySelectorAll('[data-open]')];
    for (const box of this.#rows.querySelectorAll('[data-choose]')) {
      box.checked = chosen.has(box.dataset.choose);
      box.closest('.find-row').classList.toggle('is-chosen', box.checked);
    }
    for (const link of links) {
      const isOpen = link.dataset.open === state.house;
      if (isOpen) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
      link.href = `#${routeOf({ ...state, house: link.dataset.open })}`;
    }
    if (!links.some((link) => link.tabIndex === 0))
      (links.find((link) => link.dataset.open === state.house) ?? links[0])?.setAttribute('tabindex', '0');
    this.#drawTabs();
  }

  #heat() {
    for (const row of this.#rows.querySelectorAll('.is-hot')) row.classList.remove('is-hot');
    if (this.#finding.hot) this.#linkOf(this.#finding.hot)?.closest('.find-row').classList.add('is-hot');
  }

  /** Puts the focus on a house's row, or on the list. */
  focus(id) {
    const link = (id ? this.#linkOf(id) : null) ?? this.#rows.querySelector('[data-open][tabindex="0"]');
    (link ?? this.#rows).focus();
  }

  /** Brings a row into view without moving the focus. */
  reveal(id) {
    this.#linkOf(id)?.closest('.find-row').scrollIntoView({ block: 'nearest' });
  }
}
