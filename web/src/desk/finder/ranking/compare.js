/** Up to four houses side by side: a row for each criterion, the best of a row said in words. */
import { h } from '../../../dom.js';
import { t } from '../../../i18n.js';
import { empty, failed, loading } from '../../../views/states.js';
import {
  bandWords,
  bar,
  factWords,
  gateTitles,
  missingWords,
  nameOf,
  percent,
  placeOf,
  pointsPart,
  reasonsOf,
  scoreSign,
  scoreWords,
  shareWords,
  spanPart,
  stabilityWords,
} from '../words.js';
import { COMPARED_AT_MOST } from '../question/state.js';

const NOTHING = '–';
const MISSING_SHOWN = 3;

export class Compare {
  node = h('section', { class: 'find-compare', hidden: true, 'aria-labelledby': 'find-compare-title' });
  #finding;
  #does;
  #turn = 0;

  /** `does.back()`, `does.save(ids)`, `does.route(id)` (of the house in the list). */
  constructor(finding, does) {
    this.#finding = finding;
    this.#does = does;
    const show = () => this.#show();
    finding.addEventListener('state', show);
    finding.addEventListener('result', show);
  }

  focus() {
    this.node.querySelector('h2')?.focus();
  }

  async #show() {
    const { state, result } = this.#finding;
    this.node.hidden = state.part !== 'compare';
    if (this.node.hidden) {
      this.#turn++;
      this.node.replaceChildren();
      return;
    }
    if (!result) {
      this.node.replaceChildren(this.#head([]), loading());
      return;
    }
    const mine = ++this.#turn;
    const ids = this.#finding.compared;
    if (!ids.length) {
      this.node.replaceChildren(
        this.#head([]),
        empty(
          t('find.compare.none'),
          h('button', { type: 'button', class: 'button', onclick: () => this.#does.back() }, t('find.compare.back')),
        ),
      );
      return;
    }
    try {
      const rows = await this.#rows(ids);
      if (mine !== this.#turn) return;
      const hadFocus = this.node.contains(document.activeElement);
      this.node.replaceChildren(this.#head(ids), this.#table(rows), this.#rest(ids));
      if (hadFocus) this.focus();
    } catch (error) {
      if (mine === this.#turn)
        this.node.replaceChildren(
          this.#head(ids),
          failed(error, () => this.#show()),
        );
    }
  }

  /** Rows of the last answer; those that its lists do not reach are asked for beside them. */
  async #rows(ids) {
    const missing = ids.filter((id) => !this.#finding.row(id));
    const also = missing.length ? await this.#finding.also(missing) : null;
    const found = (id) =>
      also && [...also.ranking, ...also.insufficient, ...also.excluded].find((row) => row.id === id);
    return ids.map(
      (id) =>
        this.#finding.row(id) ?? found(id) ?? { id, gone: true, isExample: also.examples.includes(id), criteria: [] },
    );
  }

  #head(ids) {
    return h(
      'div',
      { class: 'view-head' },
      h('h2', { id: 'find-compare-title', tabindex: '-1' }, t('find.compare.title', { n: ids.length })),
      h(
        'div',
        { class: 'button-row' },
        h(
          'button',
          { type: 'button', class: 'button', dataset: { do: 'compare-back' }, onclick: () => this.#does.back() },
          t('find.compare.back'),
        ),
        ids.length
          ? h(
              'button',
              {
                type: 'button',
                class: 'button button-main',
                dataset: { do: 'compare-save' },
                onclick: () => this.#does.save(this.#finding.state.chosen),
              },
              t('find.save'),
            )
          : null,
      ),
    );
  }

  /** The chosen ones that did not fit. */
  #rest(ids) {
    const left = this.#finding.state.chosen.filter((id) => !ids.includes(id));
    return left.length
      ? h('p', { class: 'note' }, t('find.compare.rest', { n: left.length, most: COMPARED_AT_MOST }))
      : '';
  }

  #table(rows) {
    const { result } = this.#finding;
    const line = (title, cells, best = new Set()) =>
      h(
        'tr',
        {},
        h('th', { scope: 'row' }, title),
        rows.map((row, index) =>
          h(
            'td',
            { dataset: { house: nameOf(row) }, class: best.has(index) ? 'is-best' : '' },
            cells(row),
            best.has(index) ? h('span', { class: 'find-best' }, t('find.best')) : null,
          ),
        ),
      );
    const ranked = (row) => row.rank !== undefined && row.rank !== null;
    // Nothing is called best of a house that is left out.
    const best = (valueOf) => bestOf(rows, (row) => (row.gates ? null : valueOf(row)));
    const criteria = result.criteria.map((one) => {
      const of = (row) => row.criteria?.find((part) => part.id === one.id);
      return line(
        [one.title, h('small', {}, t('find.points.most', { n: shareWords(one.weight) }))],
        (row) => {
          const part = of(row);
          if (!part) return NOTHING;
          if (part.value === null)
            return [
              h('span', { class: 'find-none' }, part.ended ?? t('find.fact.none')),
              h('small', {}, pointsPart(part)),
            ];
          return [
            h(
              'span',
              { class: 'find-compare-points' },
              h('b', {}, pointsPart(part)),
              h('span', { class: 'find-criterion-bar', 'aria-hidden': 'true' }, bar(part.value)),
            ),
            h('span', { class: 'find-criterion-fact' }, factWords(one.title, part.fact) || percent(part.value)),
          ];
        },
        best((row) => of(row)?.value),
      );
    });
    return h(
      'div',
      { class: 'table-wrap find-compare-wrap', tabindex: '0', role: 'region', 'aria-label': t('find.compare.table') },
      h(
        'table',
        { class: 'find-compare-table' },
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('td', {}),
            rows.map((row) =>
              h(
                'th',
                { scope: 'col' },
                h(
                  'span',
                  { class: 'find-compare-house' },
                  row.gates || row.gone ? null : scoreSign(row, 44),
                  h(
                    'span',
                    {},
                    h('a', { href: `#${this.#does.route(row.id)}` }, nameOf(row)),
                    placeOf(row) ? h('small', {}, placeOf(row)) : null,
                  ),
                ),
                h(
                  'button',
                  {
                    type: 'button',
                    class: 'button button-small',
                    dataset: { drop: row.id },
                    'aria-label': t('find.compare.dropOf', { name: nameOf(row) }),
                    onclick: () => this.#finding.choose([row.id], false),
                  },
                  t('find.compare.drop'),
                ),
              ),
            ),
          ),
        ),
        h(
          'tbody',
          {},
          line(t('find.compare.rank'), (row) =>
            ranked(row)
              ? t('find.rank', { n: row.rank })
              : row.gates
                ? [h('b', {}, t('find.why.excludedBadge')), h('small', {}, reasonsOf(result.gates, row).join(', '))]
                : row.gone
                  ? t(row.isExample ? 'find.why.example' : 'find.why.gone')
                  : t('find.why.insufficient'),
          ),
          line(
            t('find.compare.score'),
            (row) =>
              row.score === undefined || row.gates || row.gone
                ? NOTHING
                : [h('b', {}, scoreWords(row.score)), h('small', {}, bandWords(row.score))],
            best((row) => row.score),
          ),
          line(
            t('find.compare.known'),
            (row) => (row.completeness === undefined ? NOTHING : percent(row.completeness)),
            best((row) => row.completeness),
          ),
          line(t('find.points.sum'), (row) =>
            row.points === undefined
              ? NOTHING
              : t('find.points', { n: shareWords(row.points), of: shareWords(row.completeness * 100) }),
          ),
          criteria,
          line(t('find.compare.gates'), (row) =>
            row.gone ? NOTHING : gateTitles(result.gates, row.conditional).join(', ') || t('find.compare.noGates'),
          ),
          line(t('find.span'), (row) =>
            row.span && !row.gates && !row.gone
              ? spanPart(row.span, row.rank, result.gates, { isExplained: false })
              : NOTHING,
          ),
          line(t('find.stable'), (row) => (row.stability && ranked(row) ? stabilityWords(row, result.gates) : NOTHING)),
          line(t('find.missing'), (row) => missingCell(row, result.gates)),
        ),
      ),
    );
  }
}

/** What is not known of a house; of one that is gone nobody says anything. */
function missingCell(row, gates) {
  if (row.gone) return NOTHING;
  if (!row.missing.length) return t('find.missing.none');
  const rest = row.missing.length - MISSING_SHOWN;
  return [
    h(
      'ul',
      { class: 'find-compare-missing' },
      row.missing
        .slice(0, MISSING_SHOWN)
        .map((one) => h('li', {}, row.gates ? one.title : `${one.title}: ${missingWords(one, gates)}`)),
    ),
    rest > 0 ? h('small', {}, t('find.missing.more', { n: rest })) : null,
  ];
}

/** Where in the rows the highest value stands; nowhere where all are equal or one alone is known. */
function bestOf(rows, valueOf) {
  const values = rows.map(valueOf).map((value) => value ?? null);
  const known = values.filter((value) => value !== null);
  const best = Math.max(...known);
  return known.length < 2 || known.every((value) => value === best)
    ? new Set()
    : new Set(values.flatMap((value, index) => (value === best ? [index] : [])));
}
