/** The panel: the list of the view, what is open over it, and the map kept equal to both. */
import { debounce, h, loadDetailStyle } from '../dom.js';
import { count, t } from '../i18n.js';
import { FILTERS, isFiltered, writeAddress } from '../state.js';
import { drawOn, fitOwn } from './list/mapping.js';
import { keepingPlace } from './list/place.js';
import { Opened } from './opened.js';
import * as results from './list/results.js';
import { failed, loading } from './states.js';
import { layersOf, layersOn } from './views.js';

const SETTLE_MILLIS = 350;

/** What stands above the list of a view; loaded when the view is opened. */
const HEADS = { houses: () => import('./houses.js'), layers: () => import('./layers.js') };

export class Panel {
  #page;
  #list = document.getElementById('list');
  #body = document.getElementById('panel-body');
  #sections = [];
  #head = h('div', { class: 'list-head' });
  #results = h('div', { class: 'list-results' });
  #grown = new Map();
  #shownView = null;
  #turn = 0;
  #following = null;
  #isNarrowed = false;
  #opened;

  /** `page`: { state, catalog, features, map, sheet, say(words) }. */
  constructor(page) {
    this.#page = page;
    this.#opened = new Opened(page, {
      context: () => this.#context(),
      linkOf: (key) => this.#linkOf(key),
      draw: () => this.#drawMap(),
    });
    page.state.addEventListener('change', ({ detail }) => this.#changed(detail));
    page.map.addEventListener('pick', ({ detail }) => this.open(detail.key));
    page.map.addEventListener('hover', ({ detail }) => this.hover(detail.key, true));
    page.map.addEventListener('crowd', () => {
      page.sheet.atLeastHalf();
      page.say(t('large.crowd'), { visibly: true });
    });
    page.map.addEventListener('gathered', ({ detail }) => this.#list.classList.toggle('is-single', !detail.any));
    const follow = debounce(() => this.#followMap(), SETTLE_MILLIS);
    page.map.addEventListener('view', () => {
      this.#lag(true);
      follow();
    });
    document
      .getElementById('panel')
      .addEventListener('keydown', (event) => event.key === 'Escape' && this.#opened.isOpen && this.#opened.leave());
    for (const node of [this.#list, document.getElementById('item')])
      node.addEventListener('click', (event) => this.#followInside(event));
  }

  get #now() {
    return this.#page.state.now;
  }

  /** The layer that filters are about. */
  get #first() {
    return layersOf(this.#page.catalog, this.#now.view)[0];
  }

  async start() {
    await this.showList();
    if (isOpen(this.#now)) await this.#opened.show({ focus: false });
  }

  open(key) {
    this.#page.state.set({ item: key }, { step: true });
  }

  /** Where the reader is stays in the device: the address says no more than that it was asked. */
  aroundMe() {
    this.#opened.tapped = true;
    this.#page.state.set({ item: null, around: 'me' }, { step: true });
  }

  hover(key, fromMap = false) {
    this.#page.map.heat(key);
    if (!fromMap) return;
    for (const link of this.#body.querySelectorAll('.is-hot')) link.classList.remove('is-hot');
    const link = key && this.#linkOf(key, this.#opened.isOpen ? document.getElementById('item') : this.#list);
    link?.classList.add('is-hot');
    if (!this.#opened.isOpen || this.#opened.found) link?.scrollIntoView({ block: 'nearest' });
  }

  #linkOf(key, within = this.#list) {
    return within.querySelector(`[data-feature="${CSS.escape(key)}"]`);
  }

  #followInside(event) {
    const link = event.target.closest('a[data-feature]');
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    this.open(link.dataset.feature);
  }

  #context() {
    return {
      ...this.#page,
      lang: this.#now.lang,
      panel: this,
      grown: this.#grown,
      hover: (key) => this.hover(key),
      hrefOf: (key) => writeAddress({ ...this.#now, item: key, around: null }),
      refresh: () => this.showList(),
    };
  }

  async #changed({ changed, travelled }) {
    const listAgain =
      ['view', 'layers', 'lang'].some((key) => changed.has(key)) ||
      (travelled && FILTERS.some((key) => changed.has(key)));
    if (listAgain) await this.showList({ fit: changed.has('view') && !travelled });
    else if (FILTERS.some((key) => changed.has(key))) await this.#narrow();
    if (changed.has('item') || changed.has('around') || (changed.has('lang') && isOpen(this.#now))) {
      if (isOpen(this.#now)) await this.#opened.show({ focus: changed.has('item') || changed.has('around') });
      else this.#opened.close({ focus: !changed.has('view') });
    }
    if (travelled && this.#now.place && changed.has('place')) this.#page.map.goTo(this.#now.place);
  }

  #read(info, rich, signal) {
    const kinds = info === this.#first ? this.#now.kinds : [];
    if (info.isLarge)
      return import('./list/large.js').then(({ inView }) => inView(info, kinds, this.#context(), signal));
    return this.#page.features.load(info, { rich, kinds });
  }

  /** Reads what the view needs and draws it; what cannot be read is said in its place. True where something is new. */
  async showList({ fit = false, quietly = false } = {}) {
    const turn = ++this.#turn;
    const { state, catalog, map, say } = this.#page;
    const now = state.now;
    const { own, added } = layersOn(catalog, now);
    if (!quietly) this.#setState('loading');
    if (this.#shownView !== now.view) {
      this.#list.replaceChildren(loading()); // else the old list stays until the new one is there
      this.#grown.clear();
    }
    this.#shownView = now.view;
    if (!quietly) map.count([]);
    const more = HEADS[now.view] && Promise.all([HEADS[now.view](), loadDetailStyle()]);
    const asked = [...own, ...added];
    const read = await Promise.allSettled(asked.map((info) => this.#read(info, own.includes(info))));
    const head = await more
      ?.then(([module]) => module.head(this.#context()))
      .catch((error) => (quietly ? null : failed(error, () => this.showList())));
    if (quietly) await map.atRest();
    if (turn !== this.#turn || (quietly && (read.some((result) => result.reason) || (more && !head)))) return false;

    const before = quietly && results.toldBy(this.#sections);
    this.#sections = read.map((result, i) => ({
      info: asked[i],
      rich: own.includes(asked[i]),
      heading: asked.length > 1,
      error: result.reason,
      ...result.value,
    }));
    const isNew = quietly && before !== results.toldBy(this.#sections);
    if (quietly && !isNew && !head) return false;
    const needed = this.#sections.filter((section) => section.rich || own.length === 0);
    const failures = needed.filter((section) => section.error);
    if (needed.length && failures.length === needed.length) {
      this.#setState('failed');
      this.#list.replaceChildren(failed(failures[0].error, () => this.showList()));
      say(t('error.title'));
      this.#sections = [];
      this.#drawMap();
      return true;
    }
    keepingPlace(this.#body, quietly, () => {
      this.#head.replaceChildren(
        ...results.headNodes(own[0], this.#sections, head, this.#now, (patch) => state.set(patch)),
      );
      this.#list.replaceChildren(this.#head, this.#results);
      this.#sift({ quietly });
    });
    if (fit) fitOwn(map, this.#sections);
    return isNew;
  }

  /** Filters have changed: sifted here, but asked of the server where a layer is too large for that. */
  async #narrow() {
    if (this.#first?.isLarge) await this.#followMap({ quietly: false });
    else this.#sift();
  }

  /**
   * Lists what the map shows now of the layers that are too large to be listed whole. Quietly, that waits until the map
   * is still: nothing is built while it moves, and what was asked for a place that is left is given up.
   */
  async #followMap({ quietly = true } = {}) {
    const turn = this.#turn;
    const { map, say } = this.#page;
    this.#isNarrowed ||= !quietly; // until it has been done: a later call may take over
    const isMoving = () => !this.#isNarrowed && map.isMoving; // then this is called again at the end
    const large = this.#sections.filter((section) => section.large);
    if (!large.length || isMoving()) return;
    this.#following?.abort();
    const following = new AbortController();
    this.#following = following;
    const read = await Promise.allSettled(
      large.map((section) => this.#read(section.info, section.rich, following.signal)),
    );
    if (turn !== this.#turn || following !== this.#following || isMoving()) return;
    this.#lag(false);
    if (read.some((result) => result.reason)) return; // what was there stays; the notices tell that the network is gone
    large.forEach((section, i) => Object.assign(section, read[i].value));
    keepingPlace(this.#body, true, () => (this.#isNarrowed ? this.#sift() : this.#renew(large)));
    if (!this.#isNarrowed && document.activeElement?.id === 'map')
      say(large.map((section) => section.large.noteWords(section)).join(' '));
    this.#isNarrowed = false;
  }

  /** Says of the list that it is not yet what the map shows. */
  #lag(isBehind) {
    if (this.#list.dataset.state === 'ready' && this.#sections.some((section) => section.large))
      this.#list.setAttribute('aria-busy', String(isBehind));
  }

  /** Builds only these sections anew: the rest of the list and the map are as they were. */
  #renew(sections) {
    results.renew(sections, this.#sections, this.#context());
    this.#countAll();
  }

  /** Tells how many there are in all, and returns it. */
  #countAll() {
    const total = results.countOf(this.#sections);
    document.getElementById('panel-count').textContent = this.#sections.length
      ? t('list.count', { n: count(total) })
      : '';
    return total;
  }

  /** Applies the filters to the view's first layer and draws list and map from the same features. */
  #sift({ quietly = false } = {}) {
    const now = this.#now;
    const first = this.#first;
    results.sift(this.#sections, first, now);
    const total = this.#countAll();
    const nothing = results.isNothing(this.#sections);
    this.#results.replaceChildren(
      ...(isFiltered(now) ? [results.clearRow(() => this.#clear())] : []),
      ...(nothing && this.#sections.length
        ? [results.nothingNode(now)]
        : results.sectionNodes(this.#sections, this.#context(), () => this.showList())),
    );
    this.#setState(
      this.#sections.some((section) => section.info === first && section.error)
        ? 'failed'
        : nothing && (this.#sections.length || now.view !== 'layers')
          ? 'empty'
          : 'ready',
    );
    if (!quietly) this.#page.say(t('say.list', { view: t(`view.${now.view}`), n: count(total) }));
    this.#drawMap();
  }

  async #clear() {
    this.#page.state.set({ kinds: [], from: null, until: null });
    await this.showList();
    this.#body.focus();
  }

  #setState(name) {
    this.#list.dataset.state = name;
    this.#list.setAttribute('aria-busy', String(name === 'loading'));
    if (name === 'failed') document.getElementById('panel-count').textContent = '';
  }

  #drawMap() {
    drawOn(this.#page.map, this.#sections, this.#opened, this.#now.lang);
  }

  /**
   * Layers have been written to: what is shown of them is read again without disturbing the reader. True where that
   * showed.
   */
  async refresh(layerIds) {
    const { catalog, features } = this.#page;
    for (const id of layerIds) features.forget(id);
    const { own, added } = layersOn(catalog, this.#now);
    const inList = this.#now.view === 'layers' || [...own, ...added].some((info) => layerIds.includes(info.id));
    const news = inList ? await this.showList({ quietly: true }) : false;
    if (inList) this.#page.map.renew(layerIds);
    return (await this.#opened.refresh(layerIds)) || news;
  }
}

const isOpen = ({ item, around }) => item || around === 'me';
