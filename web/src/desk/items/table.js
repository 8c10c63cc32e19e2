/**
 * The table of a layer: sorted, filtered, in pages; rows are chosen to change many at once; simple values change in
 * place.
 */
import { debounce, h } from '../../dom.js';
import { language, t } from '../../i18n.js';
import { isEmpty, titleOf } from '../../schema/format.js';
import { valueOf } from '../../schema/values.js';
import { empty, errorWords, failed, loading } from '../../views/states.js';
import { editCell, isSimple } from '../editor/field/cell.js';
import { stateBadge } from '../editor/publish.js';
import { openBulk } from './bulk.js';

const PAGE = 50;
const FILTERS_AT_MOST = 4;
const COLUMNS_AT_MOST = 6;
const CHOSEN_AT_MOST = 500;
const WAIT_MILLIS = 300;

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
      oninput: debounce((event) => this.#ask({ q: words.value.trim() }), WAIT_MILLIS),
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
      const page = await this.#context.api.get(
        `/api/collections/${this.#info.id}/items?${new URLSearchParams(params)}`,
      );
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
      this.#features.map((feature) => this.#row(feature)),
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
      this.#sortSelect(),
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
              this.#columns.map((name) => this.#header(name)),
            ),
          ),
          body,
        ),
      ),
      matched > PAGE ? pages : '',
    );
    this.#tellChosen();
  }

  async #turnTo(from) {
    await this.#ask({ from: Math.max(0, from) });
    this.#root.querySelector('.table-wrap')?.focus();
  }

  #header(name) {
    const { sort } = this.#asked;
    const title = this.#schema.title(name);
    if (this.#schema.byName.get(name).type === 'array') return h('th', { scope: 'col' }, title);
    const now = sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : null;
    return h(
      'th',
      { scope: 'col', 'aria-sort': now },
      h(
        'button',
        {
          type: 'button',
          class: 'link sort',
          dataset: { sort: name },
          onclick: async () => {
            await this.#ask({ sort: now === 'ascending' ? `-${name}` : name });
            this.#place.querySelector(`[data-sort="${name}"]`)?.focus();
          },
        },
        title,
        h('span', { 'aria-hidden': 'true' }, now === 'ascending' ? ' ▲' : now === 'descending' ? ' ▼' : ' ↕'),
      ),
    );
  }

  /** On a phone the rows are cards without a head: there one sorts by this. */
  #sortSelect() {
    const select = h(
      'select',
      { onchange: () => this.#ask({ sort: select.value }) },
      h('option', { value: '' }, t('edit.sort.none')),
      this.#columns
        .filter((name) => this.#schema.byName.get(name).type !== 'array')
        .flatMap((name) => [
          h('option', { value: name, selected: this.#asked.sort === name }, `${this.#schema.title(name)} ▲`),
          h(
            'option',
            { value: `-${name}`, selected: this.#asked.sort === `-${name}` },
            `${this.#schema.title(name)} ▼`,
          ),
        ]),
    );
    return h('label', { class: 'field sort-phone' }, h('span', {}, t('edit.sort')), select);
  }

  #row(feature) {
    const lang = language();
    const title = titleOf(this.#schema, feature, lang);
    const box = h('input', {
      type: 'checkbox',
      'aria-label': t('edit.choose', { title }),
      onchange: () => this.#choose(feature, box.checked),
    });
    box.checked = this.#chosen.has(feature.id);
    const row = h(
      'tr',
      { dataset: { item: feature.id } },
      h(
        'td',
        { class: 'choose' },
        h(
          'label',
          { class: 'choose-label' },
          box,
          h('span', { class: 'choose-words', 'aria-hidden': 'true' }, t('edit.chooseShort')),
        ),
      ),
    );
    const link = h('a', { href: `#/items/${this.#info.id}/${encodeURIComponent(feature.id)}` }, title);
    this.#columns.forEach((name, index) =>
      row.append(index === 0 ? h('th', { scope: 'row' }, link) : this.#cell(feature, name, title)),
    );
    return row;
  }

  #cell(feature, name, title) {
    const { status } = this.#schema;
    const property = this.#schema.byName.get(name);
    const cell = h('td', { dataset: { label: this.#schema.title(name), property: name } });
    const words =
      status?.property === name
        ? stateBadge(this.#schema, feature.properties)
        : isEmpty(feature.properties[name])
          ? h('span', { class: 'nothing' }, '–')
          : valueOf(this.#schema, feature, name, language());
    if (!isSimple(this.#schema, property) || status?.property === name) {
      cell.append(words);
      return cell;
    }
    const button = h(
      'button',
      {
        type: 'button',
        class: 'cell-button',
        'aria-label': t('edit.cell', { property: this.#schema.title(name), title }),
        onclick: () => edit(),
      },
      h('span', {}, words),
      h('span', { class: 'cell-pen', 'aria-hidden': 'true' }, '✎'),
    );
    cell.append(button);
    const edit = () =>
      editCell({
        cell,
        schema: this.#schema,
        property,
        context: this.#context,
        address: `/api/collections/${this.#info.id}/items/${encodeURIComponent(feature.id)}`,
        done: (properties) => {
          if (properties)
            feature.properties = {
              ...feature.properties,
              ...properties,
              ...(properties[name] === undefined ? { [name]: undefined } : {}),
            };
          const fresh = this.#cell(feature, name, title);
          cell.replaceWith(fresh);
          fresh.querySelector('button').focus();
        },
      });
    return cell;
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
    say(t('edit.bulk.done', { n: done.count }), {
      visibly: true,
      action: {
        label: t('edit.undo'),
        act: async () => {
          try {
            const { body } = await api.send('POST', `/api/batches/${done.batch}/undo`);
            say(
              body.left.length
                ? t('edit.bulk.undoneSome', { n: body.undone.length, left: body.left.length })
                : t('edit.bulk.undone', { n: body.undone.length }),
              { visibly: true },
            );
          } catch (error) {
            say(errorWords(error), { visibly: true });
          }
          await this.load();
        },
      },
    });
  }
}

const weight = (schema, one) => (one.name === schema.status?.property ? 2 : one.name === schema.category ? 1 : 0);

/** Title, category, status, then what else tells rows apart; the title (or the id) is the first. */
function columnsOf(schema) {
  const { roles, translations } = schema.layer;
  const texts = new Set(Object.values(translations));
  const isShort = (one) =>
    schema.choices(one.name).length ||
    ['integer', 'number', 'boolean'].includes(one.type) ||
    one.format === 'date' ||
    one.name === roles.address;
  const wanted = [
    roles.title ?? schema.id,
    roles.category,
    schema.status?.property,
    roles.year,
    roles.asOf,
    ...schema.properties
      .filter((one) => isShort(one) && !texts.has(one.name) && one.name !== schema.status?.publishAt)
      .map((one) => one.name),
  ];
  return [...new Set(wanted)]
    .filter((name) => name && schema.has(name) && name !== schema.geometry)
    .slice(0, COLUMNS_AT_MOST);
}
