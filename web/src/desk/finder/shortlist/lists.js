/** Shortlists of the team: all of them, and one to read, annotate, compare and take out. */
import { h } from '../../../dom.js';
import { count, dateWords, t } from '../../../i18n.js';
import { empty, errorWords, failed, loading } from '../../../views/states.js';
import { ask } from '../../frame/dialogs.js';
import { field } from '../../frame/forms.js';
import { nameOf, placeOf, scoreSign, scoreWords } from '../words.js';
import { routeOf, stateOf } from '../question/state.js';
import { resolveLists } from './clash.js';

const PATH = '/api/shortlists';
const pathOf = (id) => `${PATH}/${encodeURIComponent(id)}`;
const NAME_AT_MOST = 100;
const NOTE_AT_MOST = 1000;
const TEXT_AT_MOST = 4000;

export class Shortlists {
  node = h('section', { class: 'find-lists', hidden: true });
  #finding;
  #context;
  #does;
  #turn = 0;
  #shown = null;
  #list = null;
  #etag = null;
  #form = null;
  #base = '';
  #rows = new Map();

  /** `does.sheets(ids)`, `does.way(ids)`, `does.memo(ids)`, `does.out(ids)`. */
  constructor(finding, context, does) {
    this.#finding = finding;
    this.#context = context;
    this.#does = does;
    finding.addEventListener('state', () => this.#follow());
  }

  unsaved() {
    return Boolean(this.#form?.isConnected) && JSON.stringify(this.#read()) !== this.#base;
  }

  #follow() {
    const { part, shortlist } = this.#finding.state;
    this.node.hidden = part !== 'shortlists';
    const wanted = this.node.hidden ? null : shortlist;
    if (wanted === this.#shown) return;
    this.#shown = wanted;
    if (wanted === null) this.#leave();
    else if (wanted) this.#open(wanted);
    else this.#all();
  }

  #leave() {
    this.#turn++;
    this.#form = null;
    this.node.replaceChildren();
  }

  #head(title, ...buttons) {
    return h(
      'div',
      { class: 'view-head' },
      h('h2', { tabindex: '-1', id: 'find-lists-title' }, title),
      h('div', { class: 'button-row' }, buttons),
    );
  }

  #backToFinding() {
    return h(
      'a',
      {
        class: 'button',
        href: `#${routeOf({ ...this.#finding.state, part: '', shortlist: '' })}`,
        dataset: { do: 'lists-back' },
      },
      t('find.lists.back'),
    );
  }

  async #all() {
    const mine = ++this.#turn;
    this.#form = null;
    this.node.replaceChildren(this.#head(t('find.lists'), this.#backToFinding()), loading());
    try {
      const answer = await this.#context.api.get(PATH);
      if (mine !== this.#turn) return;
      const all = answer.shortlists ?? answer;
      this.node.replaceChildren(
        this.#head(t('find.lists'), this.#backToFinding()),
        h('p', { class: 'lede' }, t('find.lists.lede')),
        all.length
          ? h(
              'ul',
              { class: 'cards find-list-cards' },
              all.map((one) =>
                h(
                  'li',
                  { class: 'card card-link', dataset: { shortlist: one.id } },
                  h(
                    'h2',
                    {},
                    h(
                      'a',
                      { href: `#${routeOf({ ...this.#finding.state, part: 'shortlists', shortlist: one.id })}` },
                      one.name,
                    ),
                  ),
                  h(
                    'p',
                    {},
                    [this.#profileTitle(one.profile), t('find.houses', { n: count(one.houses.length) })]
                      .filter(Boolean)
                      .join(' · '),
                  ),
                  one.note ? h('p', { class: 'find-list-note' }, one.note) : null,
                  h('p', { class: 'note' }, t('find.lists.by', { name: authorOf(one), when: dateWords(one.changed) })),
                ),
              ),
            )
          : empty(t('find.lists.none')),
      );
      this.node.querySelector('h2').focus({ preventScroll: true });
    } catch (error) {
      if (mine === this.#turn)
        this.node.replaceChildren(
          this.#head(t('find.lists'), this.#backToFinding()),
          failed(error, () => this.#all()),
        );
    }
  }

  #profileTitle(id) {
    return this.#finding.profiles.find((one) => one.id === id)?.title ?? '';
  }

  async #open(id) {
    const mine = ++this.#turn;
    this.#form = null;
    this.node.replaceChildren(this.#head(t('find.lists')), loading());
    try {
      const { body, etag } = await this.#context.api.request('GET', pathOf(id));
      if (mine !== this.#turn) return;
      this.#take(body, etag);
      this.#rows = new Map();
      this.#draw();
      await this.#rank(mine);
    } catch (error) {
      if (mine !== this.#turn) return;
      this.node.replaceChildren(
        this.#head(t('find.lists'), this.#backToFinding()),
        error.status === 404
          ? empty(t('find.lists.gone'), h('a', { class: 'button', href: '#/finder/shortlists' }, t('find.lists')))
          : failed(error, () => this.#open(id)),
      );
    }
  }

  #take(list, etag) {
    this.#list = list;
    this.#etag = etag ?? `"${list.version}"`;
  }

  get #ids() {
    return this.#list.houses.map((one) => one.id);
  }

  /** By what the houses are ranked: the list's own weights. A house stays on it whatever was filtered. */
  get #asked() {
    const { profile, request } = this.#list;
    const isKnown = this.#finding.profiles.some((one) => one.id === profile);
    return {
      profile: isKnown ? profile : this.#finding.profile.id,
      request: isKnown && request?.weights ? { weights: request.weights } : {},
    };
  }

  #draw() {
    const list = this.#list;
    const button = (name, act, kind = '') =>
      h(
        'button',
        { type: 'button', class: `button ${kind}`, dataset: { do: name }, onclick: act },
        t(`find.list.${name}`),
      );
    const name = field({
      label: t('find.list.name'),
      name: 'name',
      required: true,
      maxlength: NAME_AT_MOST,
      value: list.name,
    });
    const note = field({
      label: t('find.list.note'),
      name: 'note',
      tag: 'textarea',
      maxlength: TEXT_AT_MOST,
      children: [list.note ?? ''],
    });
    const told = h('p', { class: 'find-list-told', role: 'status' });
    const save = h(
      'button',
      { type: 'submit', class: 'button button-main', dataset: { do: 'list-save' } },
      t('desk.save'),
    );
    this.#form = h(
      'form',
      {
        class: 'find-list-form',
        novalidate: true,
        oninput: () => {
          told.textContent = this.unsaved() ? t('find.list.unsaved') : '';
        },
        onsubmit: (event) => {
          event.preventDefault();
          this.#save(told, save);
        },
      },
      h('div', { class: 'fields find-list-fields' }, name, note),
      h('h3', {}, t('find.list.houses', { n: list.houses.length })),
      list.houses.length
        ? h(
            'ol',
            { class: 'find-list-houses' },
            list.houses.map((one, index) => this.#house(one, index)),
          )
        : empty(t('find.list.none')),
      h('div', { class: 'find-list-save' }, save, told),
    );
    this.node.replaceChildren(
      this.#head(
        list.name,
        h(
          'a',
          { class: 'button', href: `#${routeOf({ ...this.#finding.state, part: 'shortlists', shortlist: '' })}` },
          t('find.lists.all'),
        ),
        this.#backToFinding(),
      ),
      h(
        'p',
        { class: 'note' },
        [
          this.#profileTitle(list.profile),
          t('find.lists.by', { name: authorOf(list), when: dateWords(list.changed) }),
          t('find.list.shared'),
        ]
          .filter(Boolean)
          .join(' · '),
      ),
      h(
        'div',
        { class: 'button-row find-list-acts' },
        button('compare', () => this.#go({ part: 'compare' })),
        button('again', () => this.#go({ part: '' })),
        button('out', () => this.#does.out(this.#ids, this.#asked)),
        button('sheets', () => this.#does.sheets(this.#ids)),
        button('memo', () => this.#does.memo(this.#ids, this.#asked)),
        button('way', () => this.#does.way(this.#ids)),
        button('delete', () => this.#delete(), 'button-danger'),
      ),
      this.#form,
    );
    this.#base = JSON.stringify(this.#read());
  }

  #house({ id, note }, index) {
    const text = h(
      'textarea',
      {
        rows: 2,
        maxlength: NOTE_AT_MOST,
        dataset: { note: id },
        'aria-label': t('find.list.noteOf', { name: this.#nameOf(id) }),
        placeholder: t('find.list.notePlaceholder'),
      },
      note ?? '',
    );
    return h('li', { class: 'find-list-house', dataset: { house: id } }, this.#houseHead(id, index), text);
  }

  #nameOf(id) {
    return nameOf(this.#rows.get(id)) || nameOf(this.#finding.row(id)) || id;
  }

  /** What is known of a house: undefined in the rows while that is asked for, null where it is gone. */
  #houseHead(id, index) {
    const row = this.#rows.get(id);
    const title = this.#nameOf(id);
    const isRanked = row && row.rank !== undefined && row.rank !== null;
    const told =
      row === undefined
        ? ''
        : row === null
          ? t('find.list.houseGone')
          : row.gates
            ? t('find.why.excludedBadge')
            : isRanked
              ? t('find.list.score', { score: scoreWords(row.score) })
              : t('find.why.insufficient');
    const route = routeOf({
      ...stateOf(this.#list.profile ?? this.#finding.profile.id, this.#list.request ?? {}),
      house: id,
      chosen: this.#ids,
    });
    return h(
      'div',
      { class: 'find-list-house-head' },
      row && !row.gates
        ? scoreSign(row, 40)
        : h('span', { class: 'find-group-number', 'aria-hidden': 'true' }, String(index + 1)),
      h(
        'div',
        {},
        h('strong', {}, h('a', { href: `#${route}` }, title)),
        row && placeOf(row) ? h('span', { class: 'find-row-place' }, placeOf(row)) : null,
        h('span', { class: 'find-row-facts' }, told),
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'button button-small',
          'aria-label': t('find.list.dropOf', { name: title }),
          onclick: () => this.#drop(id),
        },
        t('find.compare.drop'),
      ),
    );
  }

  /** What the houses are called and how they score now, by the request that the list was made with. */
  async #rank(mine) {
    const list = this.#list;
    if (!list.houses.length) return;
    try {
      const answer = await this.#finding.only(this.#ids, this.#asked);
      if (mine !== this.#turn) return;
      this.#rows = new Map(
        this.#ids.map((id) => [
          id,
          [...answer.ranking, ...answer.insufficient, ...answer.excluded].find((row) => row.id === id) ?? null,
        ]),
      );
      for (const node of this.#form.querySelectorAll('.find-list-house')) {
        // the notes, which somebody may be writing, stay
        const { house } = node.dataset;
        node.firstChild.replaceWith(this.#houseHead(house, this.#ids.indexOf(house)));
        node.querySelector('textarea').setAttribute('aria-label', t('find.list.noteOf', { name: this.#nameOf(house) }));
      }
    } catch (error) {
      if (mine === this.#turn)
        this.#context.say(t('find.list.noScores', { why: errorWords(error) }), { visibly: true });
    }
  }

  #read() {
    const form = this.#form;
    return {
      name: form.querySelector('[name=name]').value.trim(),
      note: form.querySelector('[name=note]').value.trim(),
      houses: [...form.querySelectorAll('[data-note]')].map((one) => ({
        id: one.dataset.note,
        note: one.value.trim(),
      })),
    };
  }

  #drop(id) {
    this.#form.querySelector(`[data-house="${CSS.escape(id)}"]`).remove();
    this.#form.dispatchEvent(new Event('input'));
    this.#form.querySelector('[data-do="list-save"]').focus();
  }

  async #save(told, save) {
    const ours = this.#read();
    if (!ours.name) {
      told.textContent = t('desk.form.required', { label: t('find.list.name') });
      this.#form.querySelector('[name=name]').focus();
      return;
    }
    save.disabled = true;
    try {
      const { body, etag } = await this.#context.api.send('PATCH', pathOf(this.#list.id), ours, {
        ifMatch: this.#etag,
      });
      this.#saved(body ?? { ...this.#list, ...ours }, etag);
    } catch (error) {
      if (error.status === 412) await this.#clash(ours);
      else told.textContent = t('find.list.notSaved', { why: errorWords(error) }); // what was typed stays
    } finally {
      save.disabled = false;
    }
  }

  #saved(list, etag) {
    this.#take(list, etag);
    this.#draw();
    this.#context.say(t('find.list.saved'), { visibly: true });
    this.node.querySelector('[data-do="list-save"]').focus({ preventScroll: true });
  }

  /** A colleague saved it meanwhile. Nothing of either is lost: both are shown, and both can be kept. */
  async #clash(ours) {
    const { body: theirs, etag } = await this.#context.api.request('GET', pathOf(this.#list.id));
    const decided = await resolveLists({ ours, theirs, nameOf: (id) => this.#nameOf(id) });
    try {
      if (decided === 'mine') {
        const answer = await this.#context.api.send('PATCH', pathOf(theirs.id), ours, { ifMatch: etag });
        this.#saved(answer.body ?? { ...theirs, ...ours }, answer.etag);
      } else if (decided === 'both') {
        const answer = await this.#context.api.send('POST', PATH, {
          ...ours,
          name: t('find.clash.copy', { name: ours.name }).slice(0, NAME_AT_MOST),
          profile: theirs.profile,
          request: theirs.request,
        });
        this.#saved(theirs, etag);
        this.#context.say(t('find.clash.copied', { name: answer.body.name }), { visibly: true });
      } else if (decided === 'theirs') this.#saved(theirs, etag);
    } catch (error) {
      this.#context.say(t('find.list.notSaved', { why: errorWords(error) }), { visibly: true });
    }
  }

  #go(change) {
    const { profile, request } = this.#list;
    const known = this.#finding.profiles.some((one) => one.id === profile) ? profile : this.#finding.profile.id;
    this.#finding.set({ ...stateOf(known, request ?? {}), chosen: this.#ids, ...change }, { push: true });
  }

  async #delete() {
    if (
      !(await ask({
        title: t('find.list.deleteTitle', { name: this.#list.name }),
        text: t('find.list.deleteText'),
        yes: t('find.list.delete'),
        danger: true,
      }))
    )
      return;
    try {
      await this.#context.api.send('DELETE', pathOf(this.#list.id), undefined, { ifMatch: this.#etag });
      this.#form = null;
      this.#context.say(t('find.list.deleted'), { visibly: true });
      this.#finding.set({ shortlist: '' }, { push: true });
    } catch (error) {
      this.#context.say(errorWords(error), { visibly: true });
    }
  }
}

const authorOf = (one) => one.author?.name ?? one.author ?? '';
