/** The panel: the list of the view or the open item, and the map kept equal to it. */
import { h, loadDetailStyle } from '../dom.js';
import { count, t } from '../i18n.js';
import { keyOf, splitKey } from '../features.js';
import { writeAddress } from '../state.js';
import { boxOf } from '../map/places.js';
import { lookOf } from '../symbols.js';
import { categoryChips, keeps, yearSelects } from '../schema/filter.js';
import { titleOf } from '../schema/format.js';
import { sectionNode } from './rows.js';
import { empty, failed, loading } from './states.js';
import { layersOn, VIEWS } from './views.js';

export class Panel {
  #page;
  #list = document.getElementById('list');
  #item = document.getElementById('item');
  #body = document.getElementById('panel-body');
  #sections = [];
  #head = h('div', { class: 'list-head' });
  #results = h('div', { class: 'list-results' });
  #shownView = null;
  #turn = 0;
  #itemTurn = 0;
  #opened = null; // { key, feature, schema, info, numbers } of the open item
  #scroll = 0;

  /** `page`: { state, catalog, features, map, sheet, say(words) }. */
  constructor(page) {
    this.#page = page;
    page.state.addEventListener('change', ({ detail }) => this.#changed(detail));
    page.map.addEventListener('pick', ({ detail }) => this.open(detail.key));
    page.map.addEventListener('hover', ({ detail }) => this.hover(detail.key, true));
    document.getElementById('panel').addEventListener('keydown', (event) => event.key === 'Escape' && this.#now.item && this.#leave());
    this.#list.addEventListener('click', (event) => this.#followInside(event));
    this.#item.addEventListener('click', (event) => this.#followInside(event));
  }

  get #now() {
    return this.#page.state.now;
  }

  async start() {
    await this.showList();
    if (this.#now.item) await this.#showItem({ focus: false });
  }

  open(key) {
    this.#page.state.set({ item: key }, { step: true });
  }

  hover(key, fromMap = false) {
    this.#page.map.heat(key);
    if (!fromMap) return;
    for (const link of this.#list.querySelectorAll('.is-hot')) link.classList.remove('is-hot');
    const link = key && this.#linkOf(key);
    link?.classList.add('is-hot');
    if (!this.#item.hidden) return;
    link?.scrollIntoView({ block: 'nearest' });
  }

  #leave() {
    this.#page.state.set({ item: null }, { step: true });
  }

  #linkOf(key) {
    return this.#list.querySelector(`[data-feature="${CSS.escape(key)}"]`);
  }

  #followInside(event) {
    const link = event.target.closest('a[data-feature]');
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    this.open(link.dataset.feature);
  }

  #context() {
    return {
      ...this.#page, lang: this.#now.lang, panel: this, hover: (key) => this.hover(key),
      hrefOf: (key) => writeAddress({ ...this.#now, item: key }), refresh: () => this.showList(),
    };
  }

  async #changed({ changed, travelled }) {
    const listAgain = ['view', 'layers', 'lang'].some((key) => changed.has(key)) || (travelled && ['kinds', 'from', 'until'].some((key) => changed.has(key)));
    if (listAgain) await this.showList({ fit: changed.has('view') && !travelled });
    else if (['kinds', 'from', 'until'].some((key) => changed.has(key))) this.#sift();
    if (changed.has('item') || (changed.has('lang') && this.#now.item)) {
      if (this.#now.item) await this.#showItem({ focus: changed.has('item') });
      else this.#closeItem({ focus: !changed.has('view') });
    }
    if (travelled && this.#now.place && changed.has('place')) this.#page.map.goTo(this.#now.place);
  }

  /** Reads what the view needs and draws it; what cannot be read is said in its place. */
  async showList({ fit = false } = {}) {
    const turn = ++this.#turn;
    const { state, catalog, features, map, say } = this.#page;
    const now = state.now;
    const { own, added } = layersOn(catalog, now);
    this.#setState('loading');
    if (this.#shownView !== now.view) this.#list.replaceChildren(loading()); // else the old list stays until the new one is there
    this.#shownView = now.view;
    map.count([]);
    const more = VIEWS[now.view].more && Promise.all([VIEWS[now.view].more(), loadDetailStyle()]);
    const asked = [...own, ...added];
    const read = await Promise.allSettled(asked.map((info) => features.load(info, { rich: own.includes(info), kinds: now.kinds })));
    const head = await more?.then(([module]) => module.head(this.#context())).catch((error) => failed(error, () => this.showList()));
    if (turn !== this.#turn) return;

    this.#sections = read.map((result, i) => ({
      info: asked[i], rich: own.includes(asked[i]), heading: asked.length > 1, error: result.reason, ...result.value,
    }));
    const needed = this.#sections.filter((section) => section.rich || own.length === 0);
    const failures = needed.filter((section) => section.error);
    if (needed.length && failures.length === needed.length) {
      this.#setState('failed');
      this.#list.replaceChildren(failed(failures[0].error, () => this.showList()));
      say(t('error.title'));
      this.#sections = [];
      this.#drawMap();
      return;
    }
    this.#buildHead(own[0], head);
    this.#list.replaceChildren(this.#head, this.#results);
    this.#sift();
    if (fit) this.#fitOwn();
  }

  #buildHead(first, extra) {
    const now = this.#now;
    const section = this.#sections.find((one) => one.info === first && !one.error);
    const filters = section && [
      categoryChips(section, now, (kinds) => this.#page.state.set({ kinds })),
      VIEWS[now.view].years ? yearSelects(section, now, (patch) => this.#page.state.set(patch)) : null,
    ].filter(Boolean);
    const words = first?.description(now.lang);
    this.#head.replaceChildren(...[words ? h('p', { class: 'lede' }, words) : null, extra,
      filters?.length ? h('div', { class: 'filters' }, filters) : null].filter(Boolean));
  }

  /** Applies the filters to the view's first layer and draws list and map from the same features. */
  #sift() {
    const now = this.#now;
    const first = this.#page.catalog.only(VIEWS[now.view].layers)[0];
    for (const section of this.#sections) {
      if (section.error) continue;
      section.shown = section.info === first ? section.features.filter(keeps(section.schema, now)) : section.features;
    }
    const good = this.#sections.filter((section) => !section.error);
    const total = good.reduce((sum, section) => sum + section.shown.length, 0);
    const context = this.#context();
    const filtered = now.kinds.length > 0 || now.from !== null || now.until !== null;
    const clear = filtered ? h('div', { class: 'clear-row' }, h('button', { type: 'button', class: 'button',
      onclick: async () => { this.#page.state.set({ kinds: [], from: null, until: null }); await this.showList(); this.#body.focus(); } }, t('filter.clear'))) : null;
    const nodes = this.#sections.map((section, i) => (section.error
      ? h('section', { class: 'section' }, h('h2', { class: 'section-title' }, section.info.title(now.lang)), failed(section.error, () => this.showList()))
      : sectionNode(section, context, this.#sections[i + 1]?.info)));
    const nothing = total === 0 && good.length === this.#sections.length;
    if (nothing && this.#sections.length) nodes.splice(0, nodes.length, empty(filtered ? t('state.nothingLeft') : t('state.empty')));
    this.#results.replaceChildren(...[clear, ...nodes].filter(Boolean));
    const broken = this.#sections.some((section) => section.info === first && section.error);
    this.#setState(broken ? 'failed' : nothing && (this.#sections.length || now.view !== 'layers') ? 'empty' : 'ready');
    document.getElementById('panel-count').textContent = this.#sections.length ? t('list.count', { n: count(total) }) : '';
    this.#page.say(t('say.list', { view: t(`view.${now.view}`), n: count(total) }));
    this.#drawMap();
  }

  #setState(name) {
    this.#list.dataset.state = name;
    this.#list.setAttribute('aria-busy', String(name === 'loading'));
    if (name === 'failed') document.getElementById('panel-count').textContent = '';
  }

  #entry(section, feature, primary, numbers) {
    const key = keyOf(section.info.id, feature.id);
    const { shape, colour } = lookOf(section.schema, feature);
    return { key, geometry: feature.geometry, title: titleOf(section.schema, feature, this.#now.lang), shape, colour, primary,
      dashed: section.schema.isOrdered, number: numbers?.get(key) };
  }

  #drawMap() {
    const numbers = this.#opened?.numbers;
    const entries = this.#sections.filter((section) => !section.error)
      .flatMap((section) => section.shown.map((feature) => this.#entry(section, feature, section.rich, numbers)));
    if (this.#opened && !entries.some((entry) => entry.key === this.#opened.key)) {
      entries.push(this.#entry(this.#opened, this.#opened.feature, true));
    }
    this.#page.map.show(entries);
    this.#page.map.choose(this.#opened?.key ?? null);
  }

  /** Moves the map only where nothing of the view can be seen. */
  #fitOwn() {
    const boxes = this.#sections.filter((section) => section.rich && !section.error)
      .flatMap((section) => section.shown.map((feature) => boxOf(feature.geometry))).filter(Boolean);
    if (boxes.length && !boxes.some((box) => this.#page.map.sees(box))) {
      this.#page.map.fit([0, 1, 2, 3].map((i) => Math[i < 2 ? 'min' : 'max'](...boxes.map((box) => box[i]))), { maxZoom: 16 });
    }
  }

  async #showItem({ focus }) {
    const turn = ++this.#itemTurn;
    const key = this.#now.item;
    const [layerId, id] = splitKey(key);
    const info = this.#page.catalog.get(layerId);
    if (this.#item.hidden) this.#scroll = this.#body.scrollTop;
    this.#list.hidden = true;
    this.#item.hidden = false;
    this.#item.replaceChildren(loading());
    this.#page.sheet.offerBack(() => this.#leave());
    this.#body.scrollTop = 0;
    this.#page.sheet.atLeastHalf();
    let shown;
    try {
      if (!info) throw Object.assign(new Error(), { detail: t('error.noLayer') });
      const [{ openItem }] = await Promise.all([import('./item.js'), loadDetailStyle()]);
      shown = await openItem(info, id, this.#context(), () => turn === this.#itemTurn);
    } catch (error) {
      if (turn !== this.#itemTurn) return;
      this.#item.replaceChildren(failed(error, () => this.#showItem({ focus: true })));
      return;
    }
    if (turn !== this.#itemTurn) return;
    this.#opened = { key, info, ...shown };
    this.#item.replaceChildren(shown.node);
    if (focus) this.#item.querySelector('h2')?.focus({ preventScroll: true });
    document.title = `${shown.title} · ${t('brand.name')}`;
    this.#drawMap();
    if (focus || !this.#now.place) this.#page.map.lookAt(shown.feature.geometry);
    this.#page.say(t('say.item', { title: shown.title }));
  }

  #closeItem({ focus }) {
    this.#itemTurn += 1;
    const key = this.#opened?.key;
    this.#opened = null;
    this.#page.sheet.offerBack(null);
    this.#item.hidden = true;
    this.#item.replaceChildren();
    this.#list.hidden = false;
    document.title = t('page.title');
    this.#drawMap();
    this.#body.scrollTop = this.#scroll;
    if (!focus) return;
    const link = key && this.#linkOf(key);
    if (link) link.focus();
    else document.getElementById('panel').focus({ preventScroll: true });
  }
}
