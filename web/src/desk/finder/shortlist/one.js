/** One shortlist to read, annotate, compare and take out. */
import { h } from '../../../dom.js';
import { dateWords, t } from '../../../i18n.js';
import { empty, errorWords, failed, loading } from '../../../views/states.js';
import { ask } from '../../frame/dialogs.js';
import { routeOf, stateOf } from '../question/state.js';
import { nameOf } from '../words.js';
import { resolveLists } from './clash.js';
import { listForm, NAME_AT_MOST } from './form.js';
import { authorOf, backToFinding, head, PATH, profileTitle } from './head.js';
import { houseHead } from './house.js';

const pathOf = (id) => `${PATH}/${encodeURIComponent(id)}`;
const NOTE_AT_MOST = 1000;

export class Shortlist {
  #node;
  #finding;
  #context;
  #does;
  #turn = 0;
  #list = null;
  #etag = null;
  #form = null;
  #base = '';
  #rows = new Map();
  #gates = [];

  /** Fills `node`. `does`: see {@link Shortlists}. */
  constructor(node, finding, context, does) {
    this.#node = node;
    this.#finding = finding;
    this.#context = context;
    this.#does = does;
  }

  /** What is still on its way is not shown. */
  leave() {
    this.#turn++;
    this.#form = null;
  }

  unsaved() {
    return Boolean(this.#form?.node.isConnected) && JSON.stringify(this.#form.read()) !== this.#base;
  }

  async open(id) {
    const mine = ++this.#turn;
    this.#node.replaceChildren(head(t('find.lists')), loading());
    try {
      const { body, etag } = await this.#context.api.request('GET', pathOf(id));
      if (mine !== this.#turn) return;
      this.#take(body, etag);
      this.#rows = new Map();
      this.#draw();
      await this.#rank(mine);
    } catch (error) {
      if (mine !== this.#turn) return;
      this.#node.replaceChildren(
        head(t('find.lists'), backToFinding(this.#finding)),
        error.status === 404
          ? empty(t('find.lists.gone'), h('a', { class: 'button', href: '#/finder/shortlists' }, t('find.lists')))
          : failed(error, () => this.open(id)),
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
    this.#form = listForm(list, {
      house: (one, index) => this.#house(one, index),
      changed: () => (this.unsaved() ? t('find.list.unsaved') : ''),
      save: () => this.#save(),
    });
    this.#node.replaceChildren(
      head(
        list.name,
        h(
          'a',
          { class: 'button', href: `#${routeOf({ ...this.#finding.state, part: 'shortlists', shortlist: '' })}` },
          t('find.lists.all'),
        ),
        backToFinding(this.#finding),
      ),
      h(
        'p',
        { class: 'note' },
        [
          profileTitle(this.#finding, list.profile),
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
      this.#form.node,
    );
    this.#base = JSON.stringify(this.#form.read());
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

  #houseHead(id, index) {
    const route = routeOf({
      ...stateOf(this.#list.profile ?? this.#finding.profile.id, this.#list.request ?? {}),
      house: id,
      chosen: this.#ids,
    });
    const drop = () => this.#drop(id);
    const row = this.#rows.get(id);
    return houseHead({ row, gates: this.#gates, title: this.#nameOf(id), index, route, drop });
  }

  /** What the houses are called and how they score now, by the request that the list was made with. */
  async #rank(mine) {
    const list = this.#list;
    if (!list.houses.length) return;
    try {
      const answer = await this.#finding.only(this.#ids, this.#asked);
      if (mine !== this.#turn) return;
      this.#gates = answer.gates;
      this.#rows = new Map(
        this.#ids.map((id) => [
          id,
          [...answer.ranking, ...answer.insufficient, ...answer.excluded].find((row) => row.id === id) ?? null,
        ]),
      );
      for (const node of this.#form.node.querySelectorAll('.find-list-house')) {
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

  #drop(id) {
    this.#form.node.querySelector(`[data-house="${CSS.escape(id)}"]`).remove();
    this.#form.node.dispatchEvent(new Event('input'));
    this.#form.node.querySelector('[data-do="list-save"]').focus();
  }

  async #save() {
    const { told, save } = this.#form;
    const ours = this.#form.read();
    if (!ours.name) {
      told.textContent = t('desk.form.required', { label: t('find.list.name') });
      this.#form.node.querySelector('[name=name]').focus();
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
    this.#node.querySelector('[data-do="list-save"]').focus({ preventScroll: true });
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
