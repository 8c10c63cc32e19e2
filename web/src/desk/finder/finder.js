/** The finder of vacant houses: which first, why these, what is not known. For planners. Puts its parts together. */
import { h, loadStyle } from '../../dom.js';
import { addWords, count, t } from '../../i18n.js';
import { empty } from '../../views/states.js';
import { Areas } from './question/areas.js';
import { Finding } from './question/ask.js';
import { Compare } from './ranking/compare.js';
import { Filters } from './question/filter.js';
import { HouseList } from './ranking/list.js';
import { Shortlists } from './shortlist/lists.js';
import { FinderMap } from './ranking/map.js';
import { openExport, openMemo, openSheets } from './out.js';
import { openSearches, saveHouses } from './shortlist/save.js';
import { routeOf } from './question/state.js';
import { Basket, Counts, ProfileChoice, Unread } from './ranking/top.js';
import { openWay } from './ranking/way.js';
import { Weights } from './question/weights.js';
import { Why } from './house/why.js';
import { nameOf, scoreWords } from './words.js';

const PANES = ['list', 'map', 'settings'];

/**
 * @param {HTMLElement} root
 * @param {import('../frame/views.js').Context} context
 */
export async function open(root, context) {
  const [{ profiles }] = await Promise.all([
    context.api.get('/api/finder'),
    addWords('finder'),
    loadStyle('css/finder.css'),
  ]);
  if (!profiles.length) {
    root.append(h('h1', {}, t('find.title')), empty(t('find.noProfiles')));
    return null;
  }
  const desk = new FinderDesk(root, context, profiles);
  await desk.begin();
  return desk;
}

class FinderDesk {
  #root;
  #context;
  #finding;
  #list;
  #map;
  #why;
  #compare;
  #lists;
  #work;
  #panes;
  #said = '';

  constructor(root, context, profiles) {
    this.#root = root;
    this.#context = context;
    const { api, catalog } = context;
    const finding = new Finding(
      api,
      profiles,
      (layer) => catalog.get(layer)?.schema() ?? Promise.reject(new Error(layer)),
    );
    this.#finding = finding;
    const areas = new Areas(finding, catalog);
    const does = {
      opened: (id, options) => this.#openHouse(id, options),
      closed: (id) => this.#closeHouse(id),
      group: (one) => this.#lookAtGroup(one),
      grouped: (index) => this.#openGroup(index),
      compare: () => this.#part('compare'),
      back: () => this.#part(''),
      route: (id) => routeOf({ ...finding.state, part: '', house: id }),
      save: (ids) => this.#save(ids),
      out: (ids, asked) => openExport({ finding, api, say: context.say, ids, asked }),
      sheets: (ids) => openSheets({ context, ids }),
      memo: (ids, asked) => openMemo({ finding, context, ids, asked }),
      way: (ids) => this.#way(ids),
    };
    this.#list = new HouseList(finding, does);
    this.#map = new FinderMap(finding, does, areas);
    this.#why = new Why(finding, context, does);
    this.#compare = new Compare(finding, does);
    this.#lists = new Shortlists(finding, context, does);
    const settings = h(
      'div',
      { class: 'find-settings', id: 'find-settings' },
      new Weights(finding).node,
      areas.node,
      new Filters(finding).node,
    );
    const button = (name, act) =>
      h(
        'button',
        { type: 'button', class: 'button button-small', dataset: { do: name }, onclick: act },
        t(`find.do.${name}`),
      );
    const tools = h(
      'div',
      { class: 'button-row find-tools' },
      button('searches', () => openSearches({ finding, api, say: context.say })),
      button('lists', () => this.#part('shortlists')),
      button('out', () => does.out()),
      button('memo', () => does.memo()),
    );
    this.#panes = h(
      'div',
      { class: 'find-panes', role: 'group', 'aria-label': t('find.panes') },
      PANES.map((name) =>
        h(
          'button',
          {
            type: 'button',
            class: 'find-pane',
            dataset: { pane: name },
            'aria-pressed': String(name === 'list'),
            onclick: () => this.#pane(name),
          },
          t(`find.pane.${name}`),
        ),
      ),
    );
    this.#work = h(
      'div',
      { class: 'find-work', dataset: { pane: 'list' } },
      settings,
      this.#list.node,
      h('div', { class: 'find-side' }, this.#map.node, this.#why.node),
    );
    this.#root.append(
      h(
        'div',
        { class: 'finder' },
        h('div', { class: 'view-head find-head' }, h('h1', {}, t('find.title')), tools),
        h(
          'div',
          { class: 'find-main' },
          new Unread(finding).node,
          h('div', { class: 'find-top' }, new ProfileChoice(finding).node, new Counts(finding).node),
          this.#panes,
          this.#work,
          new Basket(finding, does).node,
        ),
        this.#compare.node,
        this.#lists.node,
      ),
    );
    finding.addEventListener('state', () => this.#show());
    finding.addEventListener('result', () => this.#tell());
  }

  async begin() {
    this.#map.begin(this.#context.catalog);
    await this.#finding.read(location.hash.slice(1));
  }

  /** The address has changed within the view: back, forward, a link. */
  async move() {
    const route = location.hash.slice(1);
    if (route === routeOf(this.#finding.state)) return true;
    if (this.unsaved()) return false;
    await this.#finding.read(route);
    return true;
  }

  route() {
    return routeOf(this.#finding.state);
  }

  unsaved() {
    return this.#why.unsaved() || this.#lists.unsaved();
  }

  close() {
    this.#finding.close();
    this.#map.close();
  }

  #show() {
    const { state } = this.#finding;
    this.#root.querySelector('.find-main').hidden = state.part !== '';
    this.#root.querySelector('.find-tools').hidden = state.part !== '';
    this.#work.classList.toggle('has-house', Boolean(state.house));
    const title =
      state.part === 'compare' ? t('find.compare') : state.part === 'shortlists' ? t('find.lists') : t('find.title');
    this.#context.title(title);
  }

  /** Says to those who listen what the ranking is now, once for each. */
  #tell() {
    const { result, error, state } = this.#finding;
    if (error || !result || state.part) return;
    const best = result.ranking[0];
    const words = best
      ? t('find.said', { n: count(result.houses.ranked), name: nameOf(best), score: scoreWords(best.score) })
      : t('find.said.none');
    if (words !== this.#said) this.#context.say(words);
    this.#said = words;
  }

  #pane(name) {
    this.#work.dataset.pane = name;
    for (const one of this.#panes.querySelectorAll('[data-pane]'))
      one.setAttribute('aria-pressed', String(one.dataset.pane === name));
  }

  /** Shows a pane that something else led to; on a phone it begins below what stands above. */
  #lead(name) {
    this.#pane(name);
    if (!matchMedia('(min-width: 760px)').matches) this.#panes.scrollIntoView({ block: 'start' });
  }

  async #part(part) {
    await this.#finding.set({ part, shortlist: '' }, { push: true });
    if (part === 'compare') this.#compare.focus();
    else if (!part) this.#list.focus(this.#finding.state.house);
  }

  /** From the list the focus stays there for the mouse and goes along for the keyboard. */
  async #openHouse(id, { byKey = false } = {}) {
    const isSame = this.#finding.state.house === id;
    if (!isSame && this.#why.unsaved()) {
      // the desk asks whether to leave what was typed
      location.hash = `#${routeOf({ ...this.#finding.state, house: id })}`;
      return;
    }
    await this.#finding.set({ house: id }, { push: !isSame });
    this.#map.look(this.#finding.row(id)?.location);
    this.#list.reveal(id);
    if (byKey || !matchMedia('(min-width: 760px)').matches) this.#why.focus();
    if (!matchMedia('(min-width: 760px)').matches) this.#why.node.scrollIntoView({ block: 'start' });
  }

  async #closeHouse(id) {
    if (this.#why.unsaved()) {
      location.hash = `#${routeOf({ ...this.#finding.state, house: '' })}`;
      return;
    }
    await this.#finding.set({ house: '' }, { push: true });
    this.#list.focus(id);
  }

  #lookAtGroup(one) {
    this.#lead('map');
    const places = one.houses.map((id) => this.#finding.row(id)?.location).filter(Boolean);
    this.#map.lookAtAll(places.length > 1 ? places : [one.centre]);
  }

  async #openGroup(index) {
    await this.#finding.set({ tab: 'groups' });
    this.#lead('list');
    const group = this.#root.querySelector(`[data-group="${index + 1}"]`);
    group?.scrollIntoView({ block: 'nearest' });
    group?.querySelector('button').focus({ preventScroll: true });
  }

  async #save(ids) {
    const { api, say } = this.#context;
    const list = await saveHouses({ finding: this.#finding, api, ids });
    if (list)
      say(t('find.save.done', { name: list.name }), {
        action: {
          label: t('find.save.open'),
          act: () => this.#finding.set({ part: 'shortlists', shortlist: list.id }, { push: true }),
        },
      });
  }

  #way(ids) {
    openWay({
      finding: this.#finding,
      api: this.#context.api,
      ids,
      centre: this.#map.centre,
      sheets: (order) => openSheets({ context: this.#context, ids: order }),
      found: async (places) => {
        if (this.#finding.state.part) await this.#finding.set({ part: '' }, { push: true });
        this.#lead('map');
        this.#map.way(places);
      },
    });
  }
}
