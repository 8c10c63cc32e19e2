/**
 * The table of a layer: sorted, filtered, in pages; rows are chosen to change many at once; simple values change in
 * place.
 */
import { itemsPath } from '../../api.js';
import { debounce, h } from '../../dom.js';
import { language, t } from '../../i18n.js';
import { empty, failed, loading } from '../../views/states.js';
import { openBulk } from './bulk.js';
import { columnsOf, sortHeader, sortSelect, weight } from './columns.js';
import { itemRow } from './row.js';
import { undoBulk } from './undo.js';

const PAGE = 50;
const FILTERS_AT_MOST = 4;
const CHOSEN_AT_MOST = 500;
const WAIT_MILLIS = 300;

/**
 * @param {HTMLElement} root
 * @param {import('../frame/views.js').Context} context
 * @param {import('../../catalog.js').LayerInfo} info
 */
export async function open(root, context, info) {
  const schema = await info.schema();
  const table = new Table(root, context, info, schema);
  await table.load();
  return null;
}

class Table {
  #root;
  #context;
  #info;
  #schema;
  #asked = { q: '', sort: '', from: 0, only: {} };
  #chosen = new Map(); // id → feature
  #features = [];
  #columns;
  #place = h('div', {});
  #bar = h('div', { class: 'bulk-bar', hidden: true });
  #count = h('p', { class: 'note', role: 'status' });
  #turn = 0;

  constructor(root, context, info, schema) {
    this.#root = root;
    this.#context = context;
    this.#info = info;
    this.#schema = schema;
    this.#columns = columnsOf(schema);
    const lang = language();
    context.title(info.title(lang));
    root.replaceChildren(
      h('p', { class: 'crumbs' }, h('a', { href: '#/items' }, `← ${t('edit.allLayers')}`)),
      h(
        'div',
        { class: 'view-head' },
        h('h1', {}, info.title(lang)),
        h('a', { class: 'button button-main', href: `#/items/${info.id}/new` }, t('edit.new')),
      ),
      this.#filters(),
      this.#count,
      this.#bar,
      this.#place,
    );
  }

  #filters() {
    const words = h('input', {
      type: 'search',
      autocomplete: 'off',
      oninput: debounce(() => this.#ask({ q: words.value.trim() }), WAIT_MILLIS),
    });
    const enumerated = this.#schema.properties
      .filter((one) => this.#schema.choices(one.name).length > 1)
      .sort((a, b) => weight(this.#schema, b) - weight(this.#schema, a))
      .slice(0, FILTERS_AT_MOST);
    return h(
      'div',
      { class: 'filters', role: 'search' },
      h('label', { class: 'field' }, h('span', {}, t('edit.find')), words),
      enumerated.map((one) => {
        const select = h(
          'select',
          {
            dataset: { filter: one.name },
            onchange: () => this.#ask({ only: { ...this.#asked.only, [one.name]: select.value } }),
          },
          h('option', { value: '' }, t('edit.all')),
          this.#schema.choices(one.name).map((choice) => h('option', { value: choice.value }, choice.title)),
        );
        return h('label', { class: 'field' }, h('span', {}, one.title ?? one.name), select);
      }),
    );
  }

  #ask(change) {
    this.#asked = { ...this.#asked, from: 0, ...change };
    return this.load();
  }

  async load() {
    const mine = ++this.#turn;
    const { q, sort, from, only } = this.#asked;
    const params = {
      limit: String(PAGE),
      offset: String(from),
      properties: this.#names().join(','),
      ...(q ? { q } : {}),
      ...(sort ? { sortby: sort } : {}),
      ...Object.fromEntries(Object.entries(only).filter(([, value]) => value)),
    };
    if (!this.#features.length) this.#place.replaceChildren(loading());
    this.#place.setAttribute('aria-busy', 'true');
    try {
      const page = await this.#context.api.get(`${itemsPath(this.#info.id)}?${new URLSearchParams(params)}`);
      if (mine !== this.#turn) return;
      this.#features = page.features;
      this.#draw(page.numberMatched);
    } catch (error) {
      if (mine === this.#turn) this.#place.replaceChildren(failed(error, () => this.load()));
    } finally {
      if (mine === this.#turn) this.#place.removeAttribute('aria-busy');
    }
  }

  /** What the rows show, and what a title is made of. */
  #names() {
    const { status } = this.#schema;
    const names = [...this.#columns, ...this.#schema.namingNames(), status?.property, status?.publishAt];
    return [...new Set(names)].filter((name) => name && this.#schema.has(name));
  }

  #draw(matched) {
    const { from } = this.#asked;
    this.#count.textContent = t('edit.count', {
      n: matched,
      from: matched ? from + 1 : 0,
      to: from + this.#features.length,
    });
    if (!this.#features.length) {
      this.#place.replaceChildren(empty(t('edit.nothingFound')));
      this.#tellChosen();
      return;
    }
    const all = h('input', {
      type: 'checkbox',
      'aria-label': t('edit.chooseAll'),
      onchange: () => this.#chooseAll(all.checked),
    });
    all.checked = this.#features.every((feature) => this.#chosen.has(feature.id));
    const body = h(
      'tbody',
      {},
      this.#features.map((feature) =>
        itemRow(feature, {
          schema: this.#schema,
          info: this.#info,
          columns: this.#columns,
          context: this.#context,
          isChosen: this.#chosen.has(feature.id),
          choose: (isChosen) => this.#choose(feature, isChosen),
        }),
      ),
    );
    const pages = h(
      'nav',
      { class: 'pager', 'aria-label': t('edit.pages') },
      h(
        'button',
        { type: 'button', class: 'button', disabled: from === 0, onclick: () => this.#turnTo(from - PAGE) },
        t('edit.pageBefore'),
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'button',
          disabled: from + this.#features.length >= matched,
          onclick: () => this.#turnTo(from + PAGE),
        },
        t('edit.pageNext'),
      ),
    );
    this.#place.replaceChildren(
      sortSelect(this.#schema, this.#columns, this.#asked.sort, (sort) => this.#ask({ sort })),
      h(
        'div',
        { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': this.#info.title(language()) },
        h(
          'table',
          { class: 'grid items-table' },
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              h('td', { class: 'choose' }, all),
              this.#columns.map((name) =>
                sortHeader(this.#schema, name, this.#asked.sort, (sort) => this.#sortBy(name, sort)),
              ),
            ),
          ),
          body,
        ),
      ),
      matched > PAGE ? pages : '',
    );
    this.#tellChosen();
  }

  async #sortBy(name, sort) {
    await this.#ask({ sort });
    this.#place.querySelector(`[data-sort="${name}"]`)?.focus();
  }

  async #turnTo(from) {
    await this.#ask({ from: Math.max(0, from) });
    this.#root.querySelector('.table-wrap')?.focus();
  }

  #choose(feature, isChosen) {
    if (!isChosen) this.#chosen.delete(feature.id);
    else if (this.#chosen.size < CHOSEN_AT_MOST) this.#chosen.set(feature.id, feature);
    else this.#context.say(t('edit.tooManyChosen', { most: CHOSEN_AT_MOST }), { visibly: true });
    this.#tellChosen();
  }

  #chooseAll(isChosen) {
    for (const feature of this.#features) this.#choose(feature, isChosen);
    for (const row of this.#place.querySelectorAll('tbody tr'))
      row.querySelector('input').checked = this.#chosen.has(row.dataset.item);
  }

  #tellChosen() {
    const n = this.#chosen.size;
    this.#bar.hidden = n === 0;
    this.#bar.replaceChildren(
      h('p', { role: 'status' }, t('edit.chosen', { n })),
      h(
        'div',
        { class: 'button-row' },
        h('button', { type: 'button', class: 'button button-main', onclick: () => this.#bulk() }, t('edit.bulk')),
        h(
          'button',
          {
            type: 'button',
            class: 'button',
            onclick: () => {
              this.#chosen.clear();
              this.#chooseAll(false);
            },
          },
          t('edit.chooseNone'),
        ),
      ),
    );
    const all = this.#place.querySelector('thead input');
    if (all) all.checked = this.#features.every((feature) => this.#chosen.has(feature.id));
  }

  async #bulk() {
    const { api, say } = this.#context;
    const done = await openBulk({
      schema: this.#schema,
      info: this.#info,
      features: [...this.#chosen.values()],
      context: this.#context,
    });
    if (!done) return;
    this.#chosen.clear();
    await this.load();
    const offer = () =>
      say(t('edit.bulk.done', { n: done.count }), {
        visibly: true,
        action: {
          label: t('edit.undo'),
          act: async () => {
            if (await undoBulk({ schema: this.#schema, done, api, say })) await this.load();
            else offer();
          },
        },
      });
    offer();
  }
}
