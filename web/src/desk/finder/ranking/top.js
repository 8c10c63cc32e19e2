/**
 * Above the lists: which profile, how many houses there are of each kind, what the gates did, and what to do with the
 * chosen ones.
 */
import { h } from '../../../dom.js';
import { count, t } from '../../../i18n.js';
import { newId } from '../../frame/dialogs.js';
import { COMPARED_AT_MOST, NOTHING } from '../question/state.js';

const KEYS = ['p', 'w', 'cql', 'in', 'area', 'not', 'o', 'n', 'tab', 'unknown', 'ex', 'part', 'house'];
const LONGEST_KEY = 40;

/** The profile: a select on a phone and on a desk alike, with what it is for. */
export class ProfileChoice {
  node;
  #finding;
  #select;
  #told = h('p', { class: 'find-profile-told' });

  constructor(finding) {
    this.#finding = finding;
    const id = newId('profile');
    this.#select = h(
      'select',
      { id, dataset: { do: 'profile' }, onchange: () => this.#take(this.#select.value) },
      finding.profiles.map((one) => h('option', { value: one.id }, one.title)),
    );
    this.node = h(
      'div',
      { class: 'find-profile' },
      h('label', { for: id }, t('find.profile')),
      this.#select,
      this.#told,
    );
    finding.addEventListener('state', () => {
      this.#select.value = finding.profile.id;
      this.#told.textContent = finding.profile.description ?? '';
    });
  }

  /** What is looked at stays the same, but weights are another profile's. */
  #take(profile) {
    const { filter, unknown, raw, within, area, exclude, order, examples } = this.#finding.state;
    this.#finding.set(
      { ...NOTHING, filter, unknown, raw, within, area, exclude, order, examples, profile },
      { push: true },
    );
  }
}

/** That parts of the address were left out, until something else is asked for. */
export class Unread {
  node = h('p', { class: 'notice find-unread', role: 'status', hidden: true });

  constructor(finding) {
    finding.addEventListener('state', () => {
      const titleOf = (key) =>
        key.startsWith('f.')
          ? finding.schema?.byName.get(key.slice(2))?.title
          : KEYS.includes(key)
            ? t(`find.unread.${key}`)
            : null;
      const quoted = (key) => `“${key.replace(/^f\./, '').slice(0, LONGEST_KEY)}”`;
      const words = [...new Set(finding.unread.map((key) => titleOf(key) ?? quoted(key)))].join(', ');
      this.node.hidden = !words;
      this.node.textContent = words ? t('find.unread', { parts: words }) : '';
    });
  }
}

/** How many houses: matched = ranked + insufficient + excluded; and how many each gate hit. */
export class Counts {
  node = h('section', { class: 'find-counts', 'aria-label': t('find.counts') });
  #finding;
  #isOpen = matchMedia('(min-width: 760px)').matches;

  constructor(finding) {
    this.#finding = finding;
    finding.addEventListener('result', () => this.#draw());
    finding.addEventListener('busy', () => this.node.classList.toggle('is-busy', finding.busy));
  }

  #draw() {
    const { result } = this.#finding;
    if (!result) return;
    const { houses, gates } = result;
    const number = (key, n, tab) => {
      const words = [h('b', {}, count(n)), h('span', {}, t(`find.count.${key}`))];
      return h(
        'li',
        { class: `find-count find-count-${key}`, dataset: { count: key } },
        tab
          ? h('button', { type: 'button', onclick: () => this.#finding.set({ tab, part: '' }) }, words)
          : h('span', {}, words),
      );
    };
    const excluding = gates.filter((gate) => gate.kind === 'exclude');
    const marking = gates.filter((gate) => gate.kind !== 'exclude');
    const gate = ({ id, title, kind, hits }) =>
      h(
        'li',
        { class: `find-gate find-gate-${kind}${hits ? '' : ' is-none'}`, dataset: { gate: id, hits: String(hits) } },
        h('span', { class: 'find-gate-sign', 'aria-hidden': 'true' }, kind === 'exclude' ? '✕' : '!'),
        h('span', {}, title),
        ' ',
        h('b', {}, count(hits)),
      );
    this.node.replaceChildren(
      h(
        'ul',
        { class: 'find-count-list' },
        number('matched', houses.matched),
        number('ranked', houses.ranked, 'ranked'),
        number('insufficient', houses.insufficient, 'insufficient'),
        number('excluded', houses.excluded, 'excluded'),
      ),
      this.#examples(houses),
      this.#mayMatch(houses),
      gates.length
        ? h(
            'details',
            {
              class: 'find-gates',
              open: this.#isOpen,
              ontoggle: (event) => {
                this.#isOpen = event.target.open;
              },
            },
            h('summary', {}, t('find.gates')),
            h(
              'div',
              { class: 'find-gates-body' },
              excluding.length
                ? h(
                    'div',
                    {},
                    h('p', { class: 'find-gates-title' }, t('find.gates.exclude')),
                    h('ul', { 'aria-label': t('find.gates.exclude') }, excluding.map(gate)),
                  )
                : '',
              marking.length
                ? h(
                    'div',
                    {},
                    h('p', { class: 'find-gates-title' }, t('find.gates.conditional')),
                    h('ul', { 'aria-label': t('find.gates.conditional') }, marking.map(gate)),
                  )
                : '',
            ),
          )
        : '',
    );
  }

  /** How many houses may come to match, and the way to look at those of which a condition is not known. */
  #mayMatch({ mayMatch }) {
    const { filter, unknown } = this.#finding.state;
    if (!mayMatch) return '';
    return h(
      'p',
      { class: 'note find-may-match', dataset: { mayMatch: String(mayMatch) } },
      t('find.mayMatch', { n: count(mayMatch) }),
      ' ',
      Object.keys(filter).length && !unknown
        ? h(
            'button',
            {
              type: 'button',
              class: 'button button-small',
              dataset: { do: 'unknown' },
              onclick: () => this.#finding.set({ unknown: true }, { push: true }),
            },
            t('find.mayMatch.with'),
          )
        : null,
    );
  }

  /** What is to be said of made-up houses, and the way to have them or not where there are real ones. */
  #examples({ matched, examples, examplesLeftOut }) {
    const both = examples > 0 && examples < matched;
    if (!examples && !examplesLeftOut) return '';
    const words = both ? 'some' : examples ? 'all' : 'leftOut';
    const change = (is) => this.#finding.set({ examples: is }, { push: true });
    return h(
      'p',
      { class: 'note find-examples' },
      t(`find.examples.${words}`, { n: count(examples || examplesLeftOut) }),
      ' ',
      both || examplesLeftOut
        ? h(
            'button',
            { type: 'button', class: 'button button-small', dataset: { do: 'examples' }, onclick: () => change(!both) },
            t(both ? 'find.examples.without' : 'find.examples.with'),
          )
        : null,
    );
  }
}

/** The bar of the chosen houses. It stays in sight while any are chosen. */
export class Basket {
  node = h('section', { class: 'find-basket', 'aria-label': t('find.basket'), hidden: true });
  #finding;

  /** `does`: { compare(), save(ids), out(), sheets(ids), way(ids) }. */
  constructor(finding, does) {
    this.#finding = finding;
    const ids = () => this.#finding.state.chosen;
    const button = (name, act, kind = '') =>
      h(
        'button',
        { type: 'button', class: `button button-small ${kind}`, dataset: { basket: name }, onclick: act },
        t(`find.basket.${name}`),
      );
    const told = h('p', { class: 'find-basket-told', role: 'status' });
    const compare = button('compare', () => does.compare());
    this.node.append(
      told,
      h(
        'div',
        { class: 'button-row' },
        compare,
        button('save', () => does.save(ids()), 'button-main'),
        button('sheets', () => does.sheets(ids())),
        button('way', () => does.way(ids())),
        button('clear', () => finding.set({ chosen: [] })),
      ),
    );
    finding.addEventListener('state', () => {
      const n = ids().length;
      this.node.hidden = n === 0 || finding.state.part !== '';
      const words = n ? t('find.basket.n', { n }) : '';
      if (told.textContent !== words) told.textContent = words;
      compare.textContent =
        n > COMPARED_AT_MOST ? t('find.basket.compareFirst', { n: COMPARED_AT_MOST }) : t('find.basket.compare');
      compare.disabled = n < 2;
    });
  }
}
