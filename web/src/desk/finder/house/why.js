/**
 * Why a house stands where it stands: its score part by part, each with the fact behind it; what is not known; how
 * steady it is.
 */
import { h } from '../../../dom.js';
import { t } from '../../../i18n.js';
import { failed, loading } from '../../../views/states.js';
import { COMPARED_AT_MOST } from '../question/state.js';
import { gateTitles, nameOf, placeOf, reasonsOf, scoreSign } from '../words.js';
import { ownerPart } from './owner.js';
import { housePast } from './past.js';
import { recordPart } from './record.js';
import { scorePart } from './score.js';

export class Why {
  node = h('aside', { class: 'find-why', id: 'find-why', hidden: true, 'aria-labelledby': 'find-why-title' });
  #finding;
  #context;
  #does;
  #turn = 0;
  #shown = '';
  #owner = null;
  #item = null;
  #past = null;
  #isLeftAlone = false;

  /** `does.closed(id)` once it is put away, `does.sheets(ids)` to print a survey sheet. */
  constructor(finding, context, does) {
    this.#finding = finding;
    this.#context = context;
    this.#does = does;
    finding.addEventListener('state', () => this.#follow());
    finding.addEventListener('result', () => this.#follow({ anew: true }));
    this.node.addEventListener('keydown', (event) => {
      const isTyping = /** @type {Element} */ (event.target).matches('textarea, input');
      if (event.key !== 'Escape' || document.querySelector('dialog[open]') || isTyping) return;
      event.preventDefault();
      this.#does.closed(this.#finding.state.house);
    });
  }

  unsaved() {
    return this.#owner?.unsaved() ?? false;
  }

  focus() {
    this.node.querySelector('h2')?.focus({ preventScroll: false });
  }

  async #follow({ anew = false } = {}) {
    const { state, result } = this.#finding;
    const id = state.part ? '' : state.house;
    this.node.hidden = !id;
    if (!id) {
      this.#shown = '';
      this.#turn++;
      this.node.replaceChildren();
      return;
    }
    if (!result) return;
    if (id === this.#shown && !anew) {
      this.#buttons();
      return;
    }
    const mine = ++this.#turn;
    if (id !== this.#shown) {
      this.#item = null;
      this.#owner = null;
      this.#isLeftAlone = false;
      this.node.replaceChildren(
        h('h2', { id: 'find-why-title', tabindex: '-1' }, nameOf(this.#finding.row(id)) || t('find.why')),
        loading(),
      );
    }
    this.#shown = id;
    try {
      const { row, isExample } = await this.#rowOf(id);
      if (mine !== this.#turn) return;
      this.#draw(id, row, isExample);
      if (!row && !isExample) this.#finding.miss('house');
    } catch (error) {
      if (mine === this.#turn && error.name !== 'AbortError')
        this.node.replaceChildren(
          h('h2', { id: 'find-why-title', tabindex: '-1' }, t('find.why')),
          failed(error, () => this.#follow({ anew: true })),
        );
    }
  }

  /** The row of the house; asked for beside them where the lists that are shown do not reach it. */
  async #rowOf(id) {
    const row = this.#finding.row(id);
    if (row) return { row };
    const also = await this.#finding.also([id]);
    return {
      row: also.ranking[0] ?? also.insufficient[0] ?? also.excluded[0] ?? null,
      isExample: also.examples.includes(id),
    };
  }

  #draw(id, row, isExample) {
    const hadFocus = this.node.contains(document.activeElement);
    const inner = hadFocus && /** @type {HTMLElement} */ (document.activeElement).dataset.do;
    const close = h(
      'button',
      {
        type: 'button',
        class: 'button button-small find-why-close',
        dataset: { do: 'close' },
        onclick: () => this.#does.closed(id),
      },
      t('find.why.close'),
    );
    if (!row) {
      this.node.replaceChildren(
        h(
          'div',
          { class: 'find-why-head' },
          h('h2', { id: 'find-why-title', tabindex: '-1' }, t(isExample ? 'find.why.example' : 'find.why.gone')),
          close,
        ),
        h('p', {}, t(isExample ? 'find.why.exampleText' : 'find.why.goneText')),
      );
      if (hadFocus) this.focus();
      return;
    }
    const isExcluded = Boolean(row.gates);
    const isRanked = row.rank !== undefined && row.rank !== null;
    this.#item ??= recordPart(this.#context, this.#finding, id, () => this.#forbid());
    this.#owner ??= ownerPart(this.#context, id, () => this.#forbid());
    this.node.replaceChildren(
      ...[
        h(
          'div',
          { class: 'find-why-head' },
          h(
            'div',
            { class: 'find-why-name' },
            isExcluded ? null : scoreSign(isRanked ? row : { ...row, rank: null }, 56),
            h(
              'div',
              {},
              h('h2', { id: 'find-why-title', tabindex: '-1' }, nameOf(row)),
              placeOf(row) ? h('p', { class: 'find-why-place' }, placeOf(row)) : null,
            ),
          ),
          close,
        ),
        this.#badges(row, isRanked, isExcluded),
        this.#actions(id),
        isExcluded
          ? h(
              'div',
              { class: 'notice' },
              h('p', {}, h('strong', {}, t('find.why.excluded'))),
              h(
                'ul',
                { class: 'rules' },
                reasonsOf(this.#finding.result.gates, row).map((title) => h('li', {}, title)),
              ),
            )
          : scorePart(row, isRanked, this.#finding.result),
        this.#item,
        h('section', { class: 'find-why-part' }, h('h3', {}, t('find.past')), this.#pastOf(id)),
        this.#owner.node,
      ]
        .flat()
        .filter(Boolean),
    );
    if (hadFocus)
      (inner && this.node.querySelector(`[data-do="${inner}"]`)
        ? this.node.querySelector(`[data-do="${inner}"]`)
        : this.node.querySelector('h2')
      ).focus({ preventScroll: true });
  }

  #pastOf(id) {
    if (this.#past?.id !== id) this.#past = { id, node: housePast(this.#context, id) };
    return this.#past.node;
  }

  #badges(row, isRanked, isExcluded) {
    const badge = (kind, words) => h('span', { class: `badge ${kind}` }, words);
    return h(
      'p',
      { class: 'badges find-why-badges' },
      isRanked
        ? badge('badge-good', t('find.why.rank', { rank: row.rank, of: this.#finding.result.houses.ranked }))
        : isExcluded
          ? badge('badge-stop', t('find.why.excludedBadge'))
          : badge('badge-wait', t('find.why.insufficient')),
      gateTitles(this.#finding.result.gates, row.conditional).map((title) =>
        badge('badge-wait', t('find.gate.warns', { title })),
      ),
      h(
        'span',
        { class: 'badge badge-stop', dataset: { dnc: '' }, hidden: !this.#isLeftAlone },
        t('find.doNotContact'),
      ),
    );
  }

  #actions(id) {
    const layer = this.#finding.profile.layer;
    return h(
      'div',
      { class: 'button-row find-why-actions' },
      h(
        'button',
        {
          type: 'button',
          class: 'button',
          dataset: { do: 'take' },
          'aria-pressed': String(this.#finding.state.chosen.includes(id)),
          onclick: () => this.#finding.choose([id], !this.#finding.state.chosen.includes(id)),
        },
        this.#takeWords(id),
      ),
      h(
        'button',
        { type: 'button', class: 'button', dataset: { do: 'sheet' }, onclick: () => this.#does.sheets([id]) },
        t('find.sheet'),
      ),
      h(
        'a',
        {
          class: 'button',
          href: `#/items/${encodeURIComponent(layer)}/${encodeURIComponent(id)}`,
          dataset: { do: 'edit' },
        },
        t('find.edit'),
      ),
    );
  }

  #takeWords(id) {
    return this.#finding.state.chosen.includes(id) ? t('find.taken') : t('find.take', { most: COMPARED_AT_MOST });
  }

  #buttons() {
    const take = this.node.querySelector('[data-do="take"]');
    if (!take) return;
    take.textContent = this.#takeWords(this.#shown);
    take.setAttribute('aria-pressed', String(this.#finding.state.chosen.includes(this.#shown)));
  }

  #forbid() {
    this.#isLeftAlone = true;
    const badge = this.node.querySelector('[data-dnc]');
    if (badge) badge.hidden = false;
  }
}
