/** The review desk: what waits, one of it in full, and the keys that go through it. */
import { h, loadStyle } from '../../dom.js';
import { addWords, count, dateWords, t } from '../../i18n.js';
import { empty, failed, loading } from '../../views/states.js';
import { elsewhereWords } from '../frame/home.js';
import { tabList } from '../frame/tabs.js';
import { Detail, titleOfSubmission } from './detail.js';
import { openHelp, watchKeys } from './keys.js';
import { addressOf, filtersForm, isNarrowed, query, TABS } from './query.js';

const COUNT_MILLIS = 30_000;

/**
 * @param {HTMLElement} root
 * @param {import('../frame/views.js').Context} context
 */
export async function open(root, context) {
  await Promise.all([addWords('review'), addWords('editor'), loadStyle('css/review.css'), loadStyle('css/editor.css')]);
  const desk = new ReviewDesk(root, context);
  await desk.begin(context.parts[0]);
  return desk;
}

class ReviewDesk {
  #root;
  #context;
  #list;
  #side;
  #detail;
  #tabs;
  #news;
  #elsewhere;
  #ending = new AbortController();
  #shown = [];
  #next = null;
  #turn = 0;
  #counts = null;
  #seen = null;

  constructor(root, context) {
    this.#root = root;
    this.#context = context;
    this.#side = h('div', { class: 'review-detail', id: 'review-detail' });
    this.#list = h('div', {
      class: 'review-rows',
      id: 'review-rows',
      role: 'tabpanel',
      'aria-labelledby': `review-tab-${query.tab}`,
    });
    this.#news = h('div', { 'aria-live': 'polite' });
    this.#elsewhere = h('div', {});
    this.#detail = new Detail(this.#side, context, {
      decided: (detail, said) => this.#goOn(detail.id, said),
      changed: () => this.#reload(),
    });
  }

  async begin(id) {
    this.#tabs = tabList({
      names: Object.keys(TABS),
      prefix: 'review-tab-',
      panel: this.#list,
      label: t('review.tabs'),
      className: 'tabs',
      open: (name) => {
        query.tab = name;
        this.#drawTabs();
        this.#load();
      },
    });
    const filters = filtersForm(this.#context.catalog, () => this.#load());
    this.#root.append(
      h(
        'div',
        { class: 'view-head' },
        h('h1', {}, t('review.title')),
        h(
          'button',
          { type: 'button', class: 'button', id: 'review-help', onclick: () => openHelp() },
          t('review.keys'),
        ),
      ),
      h(
        'div',
        { class: 'review' },
        h('div', { class: 'review-list' }, this.#tabs.node, filters, this.#elsewhere, this.#news, this.#list),
        this.#side,
      ),
    );
    this.#drawTabs();
    const { signal } = this.#ending;
    watchKeys((action) => this.#key(action), signal);
    const timer = setInterval(() => document.visibilityState === 'visible' && this.#recount(), COUNT_MILLIS);
    signal.addEventListener('abort', () => clearInterval(timer));
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.#recount(), {
      signal,
    });
    this.#mark(id);
    await Promise.all([this.#load(), id ? this.#detail.open(id) : null]);
    if (!id) this.#nothingOpen();
  }

  /** The route has changed within the view. */
  async move([id]) {
    if (id === this.#detail.id) return true;
    if (this.unsaved()) return false;
    this.#mark(id);
    if (id) await this.#detail.open(id);
    else this.#nothingOpen();
    return true;
  }

  close() {
    this.#ending.abort();
    this.#detail.close();
  }

  unsaved() {
    return this.#detail.unsaved();
  }

  #nothingOpen() {
    this.#detail.close();
    this.#detail.id = undefined;
    this.#context.title(t('desk.nav.review'));
    this.#side.replaceChildren(h('div', { class: 'state' }, h('p', {}, t('review.choose'))));
    this.#list.querySelector('a')?.focus({ preventScroll: true });
  }

  #mark(id) {
    this.#root.querySelector('.review').classList.toggle('is-open', Boolean(id));
    for (const link of this.#list.querySelectorAll('a[data-id]')) {
      if (link.dataset.id === id) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  }

  #drawTabs() {
    this.#tabs.show(query.tab, (name) => {
      const number = this.#counts && TABS[name].reduce((sum, state) => sum + (this.#counts[state] ?? 0), 0);
      return [
        t(`review.tab.${name}`),
        number === null ? '' : h('span', { class: 'review-count' }, ` ${count(number)}`),
      ];
    });
  }

  /** What waits for others is said, and no more of it than how much. */
  #tellElsewhere() {
    this.#elsewhere.replaceChildren(
      ...elsewhereWords(this.#counts).map((words) => h('p', { class: 'notice review-elsewhere' }, words)),
    );
  }

  /** How many there are now; where more wait than before, it is said and nothing jumps. */
  async #recount() {
    try {
      const counts = await this.#context.api.get('/api/submissions/counts');
      this.#counts = isNarrowed() ? { ...this.#counts, elsewhere: counts.elsewhere } : counts;
      this.#drawTabs();
      this.#tellElsewhere();
      const waiting = (all) => all.received + all.answered;
      if (this.#seen && waiting(counts) > waiting(this.#seen)) {
        this.#news.replaceChildren(
          h(
            'div',
            { class: 'notice review-news' },
            h('p', {}, t('review.news', { n: count(waiting(counts) - waiting(this.#seen)) })),
            h(
              'button',
              { type: 'button', class: 'button button-small', onclick: () => this.#load() },
              t('review.news.show'),
            ),
          ),
        );
      }
    } catch {
      /* the numbers stay as they are until the next time */
    }
  }

  /** Reads the list anew, quietly. */
  #reload() {
    return this.#load({ quietly: true });
  }

  async #load({ quietly = false } = {}) {
    const mine = ++this.#turn;
    if (!quietly) this.#list.replaceChildren(loading());
    try {
      const [page, counts] = await Promise.all([this.#page(), this.#context.api.get('/api/submissions/counts')]);
      if (mine !== this.#turn) return;
      // the number on a tab is that of its list
      this.#counts = isNarrowed() ? { ...counts, ...page.counts } : counts;
      this.#seen = counts;
      this.#news.replaceChildren();
      this.#shown = page.submissions;
      this.#next = page.after;
      this.#drawTabs();
      this.#tellElsewhere();
      this.#drawRows();
    } catch (error) {
      if (mine === this.#turn && error.name !== 'AbortError')
        this.#list.replaceChildren(failed(error, () => this.#load()));
    }
  }

  #page(after) {
    return this.#context.api.get(addressOf(after), { signal: this.#ending.signal });
  }

  #drawRows() {
    if (!this.#shown.length) {
      this.#list.replaceChildren(empty(t(isNarrowed() ? 'review.empty.narrowed' : `review.empty.${query.tab}`)));
      return;
    }
    const row = (one) =>
      h(
        'li',
        {},
        h(
          'a',
          { href: `#/review/${one.id}`, dataset: { id: one.id } },
          h('strong', { class: 'review-row-title' }, titleOfSubmission(one)),
          h(
            'span',
            { class: 'review-row-facts' },
            [t(`review.kind.${one.kind}`), one.layerTitle, dateWords(one.receivedAt)].join(' · '),
          ),
          one.assignedName ? h('span', { class: 'badge' }, t('review.assignedTo', { name: one.assignedName })) : null,
        ),
      );
    this.#list.replaceChildren(
      h('ul', { class: 'review-items' }, this.#shown.map(row)),
      this.#next
        ? h(
            'p',
            { class: 'pager' },
            h('button', { type: 'button', class: 'button', onclick: () => this.#more() }, t('review.more')),
          )
        : '',
    );
    this.#mark(this.#detail.id);
  }

  async #more() {
    try {
      const page = await this.#page(this.#next);
      const at = this.#shown.length;
      this.#shown = [...this.#shown, ...page.submissions];
      this.#next = page.after;
      this.#drawRows();
      this.#list.querySelectorAll('a[data-id]')[at]?.focus();
    } catch (error) {
      this.#context.say(error.message, { visibly: true });
    }
  }

  /**
   * The one that waits after this one is opened; where none is left, the list is. `said`: what was done, which stays to
   * be read.
   */
  async #goOn(id, said) {
    const at = this.#shown.findIndex((one) => one.id === id);
    const rest = this.#shown.filter((one) => one.id !== id);
    await this.#reload();
    const next =
      this.#shown.find((one) => one.id === rest[Math.max(0, at)]?.id) ?? this.#shown.find((one) => one.id !== id);
    if (next) this.#context.go(`/review/${next.id}`);
    else {
      this.#context.go('/review');
      this.#context.say([said, t('review.allDone')].filter(Boolean).join(' '), { visibly: true });
    }
  }

  #step(by) {
    const at = this.#shown.findIndex((one) => one.id === this.#detail.id);
    const next = this.#shown[at < 0 ? 0 : at + by];
    if (next) this.#context.go(`/review/${next.id}`);
    else this.#context.say(t(by > 0 ? 'review.last' : 'review.first'), { visibly: true });
  }

  #key(action) {
    if (action === 'next' || action === 'previous') this.#step(action === 'next' ? 1 : -1);
    else if (action === 'help') openHelp();
    else if (action === 'words') document.getElementById('review-words').focus();
    else if (action === 'list') this.#context.go('/review');
    else this.#detail.act(action);
  }
}
