/**
 * Why a house stands where it stands: its score part by part, each with the fact behind it; what is not known; how
 * steady it is.
 */
import { h } from '../../../dom.js';
import { itemPage } from '../../../api.js';
import { language, t } from '../../../i18n.js';
import { isEmpty } from '../../../schema/format.js';
import { valueOf } from '../../../schema/values.js';
import { failed, loading } from '../../../views/states.js';
import {
  bandWords,
  bar,
  completeness,
  factWords,
  gateTitles,
  missingWords,
  nameOf,
  percent,
  placeOf,
  pointsPart,
  scoreMade,
  scoreSign,
  scoreWords,
  spanPart,
  stabilityWords,
} from '../words.js';
import { COMPARED_AT_MOST } from '../question/state.js';
import { housePast } from './past.js';
import { ownerPart } from './owner.js';

/** What one wants to know of a house first, where its layer has it. */
const FIRST = [
  'grade',
  'gradeRaw',
  'evidence',
  'evidenceSource',
  'evidenceDate',
  'followUp',
  'consent',
  'consentScope',
  'consentUntil',
  'leaseYears',
  'intendedUse',
  'asOf',
];
const MISSING_SHOWN = 6;

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
      if (event.key !== 'Escape' || document.querySelector('dialog[open]') || event.target.matches('textarea, input'))
        return;
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
    const inner = hadFocus && document.activeElement.dataset.do;
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
    this.#item ??= this.#facts(id);
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
                gateTitles(this.#finding.result.gates, row.gates).map((title) => h('li', {}, title)),
              ),
            )
          : this.#score(row, isRanked),
        this.#item.node,
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

  #score(row, isRanked) {
    const { criteria } = this.#finding.result;
    const titleOf = (id) => criteria.find((one) => one.id === id)?.title ?? id;
    const known = row.criteria
      .filter((one) => one.value !== null && one.weight > 0)
      .sort((a, b) => b.points - a.points);
    const unknown = row.criteria.filter((one) => one.value === null && one.weight > 0);
    return [
      h(
        'section',
        { class: 'find-why-part' },
        h('h3', {}, t('find.why.score')),
        h(
          'p',
          { class: 'find-why-score' },
          isRanked
            ? [
                h('b', {}, scoreWords(row.score)),
                ' ',
                h('span', {}, t('find.why.ofHundred')),
                ' · ',
                bandWords(row.score),
              ]
            : t('find.why.noScore'),
        ),
        completeness(row.completeness),
        isRanked ? h('p', { class: 'note' }, scoreMade(row)) : null,
        h(
          'ul',
          { class: 'find-criteria' },
          [...known, ...unknown].map((one) => criterion(titleOf(one.id), one)),
        ),
      ),
      row.span
        ? h(
            'section',
            { class: 'find-why-part find-why-span' },
            h('h3', {}, t('find.span')),
            spanPart(row.span, row.rank, this.#finding.result.gates),
          )
        : null,
      h('section', { class: 'find-why-part' }, h('h3', {}, t('find.missing')), this.#missing(row)),
      row.stability
        ? h(
            'section',
            { class: 'find-why-part' },
            h('h3', {}, t('find.stable')),
            h('p', {}, stabilityWords(row, this.#finding.result.gates)),
            h('p', { class: 'note' }, t('find.stable.note')),
          )
        : null,
    ];
  }

  #missing(row) {
    if (!row.missing?.length) return h('p', {}, t('find.missing.none'));
    const rest = row.missing.length - MISSING_SHOWN;
    return [
      h('p', { class: 'note' }, t('find.missing.note')),
      h(
        'ul',
        { class: 'find-missing' },
        row.missing
          .slice(0, MISSING_SHOWN)
          .map((one) => h('li', {}, h('strong', {}, one.title), ' ', h('span', {}, missingWords(one)))),
      ),
      rest > 0 ? h('p', { class: 'note' }, t('find.missing.more', { n: rest })) : null,
    ];
  }

  /** What the record itself says, and whether the owner wants to be left alone. */
  #facts(id) {
    const node = h('section', { class: 'find-why-part' }, h('h3', {}, t('find.facts')), loading());
    const { schema, profile } = this.#finding;
    const read = async () => {
      const feature = await this.#context.api.get(
        `/api/collections/${encodeURIComponent(profile.layer)}/items/${encodeURIComponent(id)}`,
      );
      const names = FIRST.filter((name) => schema.has(name) && !isEmpty(feature.properties[name]));
      node.replaceChildren(
        h('h3', {}, t('find.facts')),
        names.length
          ? h(
              'dl',
              { class: 'facts' },
              names.map((name) =>
                h('div', {}, h('dt', {}, schema.title(name)), h('dd', {}, valueOf(schema, feature, name, language()))),
              ),
            )
          : h('p', {}, t('find.facts.none')),
      );
      if (feature.properties.doNotContact === true) this.#forbid();
    };
    const begin = () =>
      read().catch((error) =>
        node.replaceChildren(
          h('h3', {}, t('find.facts')),
          failed(error, () => {
            node.replaceChildren(h('h3', {}, t('find.facts')), loading());
            begin();
          }),
        ),
      );
    begin();
    return { node };
  }

  #forbid() {
    this.#isLeftAlone = true;
    const badge = this.node.querySelector('[data-dnc]');
    if (badge) badge.hidden = false;
  }
}

/** One criterion: its title, what it gave of what it could give, the fact, and where the nearest one is. */
function criterion(title, part) {
  const { value, fact, nearest } = part;
  const points = h('span', { class: 'find-criterion-points' }, pointsPart(part));
  if (value === null) {
    return h(
      'li',
      { class: 'find-criterion is-unknown' },
      h('span', { class: 'find-criterion-title' }, title),
      points,
      h('span', { class: 'find-criterion-bar', 'aria-hidden': 'true' }),
      h('span', { class: 'find-criterion-fact' }, t('find.fact.none')),
    );
  }
  return h(
    'li',
    { class: 'find-criterion' },
    h('span', { class: 'find-criterion-title' }, title),
    points,
    h('span', { class: 'find-criterion-bar', 'aria-hidden': 'true' }, bar(value)),
    h(
      'span',
      { class: 'find-criterion-fact' },
      factWords(title, fact) || percent(value),
      nearest
        ? [
            ' · ',
            h(
              'a',
              { href: itemPage(nearest.layer, nearest.id, language()), target: '_blank', rel: 'noopener' },
              nearest.title,
              h('span', { class: 'sr-only' }, t('link.newWindow')),
            ),
          ]
        : null,
    ),
  );
}
