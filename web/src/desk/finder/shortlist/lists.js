/** Shortlists of the team: all of them, and the one that is open. */
import { h } from '../../../dom.js';
import { count, dateWords, t } from '../../../i18n.js';
import { empty, failed, loading } from '../../../views/states.js';
import { routeOf } from '../question/state.js';
import { authorOf, backToFinding, head, PATH, profileTitle } from './head.js';
import { Shortlist } from './one.js';

export class Shortlists {
  node = h('section', { class: 'find-lists', hidden: true });
  #finding;
  #context;
  #does;
  #turn = 0;
  #shown = null;
  #one = null;

  /** `does.sheets(ids)`, `does.way(ids)`, `does.memo(ids)`, `does.out(ids)`. */
  constructor(finding, context, does) {
    this.#finding = finding;
    this.#context = context;
    this.#does = does;
    finding.addEventListener('state', () => this.#follow());
  }

  unsaved() {
    return this.#one?.unsaved() ?? false;
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
    this.#one?.leave();
    this.#one = null;
    this.node.replaceChildren();
  }

  #open(id) {
    this.#turn++;
    this.#one?.leave();
    this.#one = new Shortlist(this.node, this.#finding, this.#context, this.#does);
    this.#one.open(id);
  }

  async #all() {
    const mine = ++this.#turn;
    this.#one?.leave();
    this.#one = null;
    this.node.replaceChildren(head(t('find.lists'), backToFinding(this.#finding)), loading());
    try {
      const answer = await this.#context.api.get(PATH);
      if (mine !== this.#turn) return;
      const all = answer.shortlists ?? answer;
      this.node.replaceChildren(
        head(t('find.lists'), backToFinding(this.#finding)),
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
                    [profileTitle(this.#finding, one.profile), t('find.houses', { n: count(one.houses.length) })]
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
          head(t('find.lists'), backToFinding(this.#finding)),
          failed(error, () => this.#all()),
        );
    }
  }
}
