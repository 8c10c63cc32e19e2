/** The figures of the vacant houses: each says in a sentence what it counts, and each is a table with bars. */
import { h, loadStyle, s } from '../../dom.js';
import { addWords, count, dateWords, t } from '../../i18n.js';
import { symbol } from '../../symbols.js';
import { empty } from '../../views/states.js';
import { newId } from '../frame/dialogs.js';

const TIMES = ['surveyed', 'moves'];
const PLAIN = '#2f6b4f';
const HEIGHT = 120;

/** Of the drawing, so that its letters are as large as the page's on a phone, too. */
const width = () => (matchMedia('(max-width: 599.98px)').matches ? 310 : 600);

/**
 * @param {HTMLElement} root
 * @param {import('../frame/views.js').Context} context
 */
export async function open(root, { api, go }) {
  await Promise.all([addWords('houses'), loadStyle('css/houses.css')]);
  const report = await api.get('/api/houses/dashboard');
  const lifted = report.houses - report.vacant;
  root.append(
    h(
      'div',
      { class: 'view-head' },
      h('h1', {}, t('desk.nav.figures')),
      h(
        'div',
        { class: 'button-row' },
        h('button', { type: 'button', class: 'button', onclick: () => window.print() }, t('house.print.now')),
        h('button', { type: 'button', class: 'button', onclick: () => go('/figures') }, t('house.figures.again')),
      ),
    ),
    h('p', { class: 'lede' }, t('house.figures.lede', { when: dateWords(report.timeStamp) })),
  );
  if (!report.houses) {
    root.append(empty(t('house.figures.none')));
    return null;
  }
  const examples = report.examples
    ? t('house.figures.examples')
    : report.examplesLeftOut
      ? t('house.figures.examplesLeftOut', { n: count(report.examplesLeftOut) })
      : '';
  if (examples) root.append(h('p', { class: 'notice figure-examples' }, examples));
  root.append(
    h(
      'dl',
      { class: 'figure-heads' },
      head('vacant', report.vacant),
      head('lifted', lifted),
      head('houses', report.houses),
    ),
    h(
      'div',
      { class: 'figures' },
      report.figures.map((figure) => card(figure)),
    ),
  );
  return null;
}

const head = (name, n) => h('div', {}, h('dt', {}, t(`house.figures.${name}`)), h('dd', {}, count(n)));

function card(figure) {
  const id = newId('figure');
  const body =
    figure.id === 'completeness'
      ? completeness(figure)
      : TIMES.includes(figure.id)
        ? overTime(figure, id)
        : bars(figure);
  return h(
    'section',
    { class: `card figure figure-${figure.id}`, 'aria-labelledby': id, dataset: { figure: figure.id } },
    h('h2', { id }, figure.title),
    h('p', { class: 'figure-definition' }, figure.definition),
    figure.partial ? h('p', { class: 'notice' }, t('house.figures.partial')) : null,
    figure.groups.length ? body : h('p', { class: 'note' }, t('house.figures.empty')),
    figure.id === 'completeness'
      ? null
      : h('p', { class: 'figure-sum' }, t('house.figures.sum', { n: count(figure.of) })),
  );
}

const share = (n, of) => (of ? Math.round((n / of) * 1000) / 10 : 0);

/** A bar is drawn beside its number, which says the same. */
function bar(n, most, colour) {
  const width = most ? (n / most) * 100 : 0;
  return s(
    'svg',
    {
      class: 'figure-bar',
      viewBox: '0 0 100 10',
      preserveAspectRatio: 'none',
      'aria-hidden': 'true',
      focusable: 'false',
    },
    s('rect', { width: 100, height: 10, class: 'figure-track' }),
    s('rect', { width, height: 10, fill: colour ?? PLAIN }),
  );
}

function bars(figure) {
  const most = Math.max(...figure.groups.map((group) => group.count));
  return table(
    figure,
    [t('house.figures.count'), t('house.figures.share')],
    figure.groups.map((group) => [
      [group.shape ? symbol(group.shape, group.colour, 16) : null, h('span', {}, group.title)],
      count(group.count),
      `${share(group.count, figure.of)} %`,
      bar(group.count, most, group.key === null ? '#8b7f66' : group.colour),
    ]),
  );
}

function completeness(figure) {
  return table(
    figure,
    [t('house.figures.known'), t('house.figures.share')],
    figure.groups.map((group) => [
      [h('span', {}, group.title)],
      `${count(group.count)} / ${count(figure.of)}`,
      `${share(group.count, figure.of)} %`,
      bar(group.count, figure.of, share(group.count, figure.of) < 50 ? '#a4452c' : PLAIN),
    ]),
  );
}

function table(figure, titles, rows) {
  return h(
    'table',
    { class: 'figure-table' },
    h('caption', { class: 'sr-only' }, figure.title),
    h(
      'thead',
      { class: 'sr-only' },
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, t('house.figures.what')),
        titles.map((title) => h('th', { scope: 'col' }, title)),
        h('td', {}),
      ),
    ),
    h(
      'tbody',
      {},
      rows.map(([title, n, part, drawn]) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, h('span', { class: 'figure-name' }, title)),
          h('td', { class: 'number' }, n),
          h('td', { class: 'number figure-share' }, part),
          h('td', { class: 'figure-cell' }, drawn),
        ),
      ),
    ),
  );
}

/** Columns side by side, and the same as a table. */
function overTime(figure, id) {
  const { groups } = figure;
  const most = Math.max(1, ...groups.map((group) => group.count));
  const wide = width();
  const step = wide / groups.length;
  const chart = s(
    'svg',
    { class: 'figure-columns', viewBox: `0 0 ${wide} ${HEIGHT + 36}`, role: 'img', 'aria-labelledby': id },
    ...groups.flatMap((group, index) => {
      const height = (group.count / most) * HEIGHT;
      const middle = index * step + step / 2;
      const thick = Math.min(56, step * 0.66);
      return [
        s('rect', {
          x: middle - thick / 2,
          y: 16 + HEIGHT - Math.max(height, 1),
          width: thick,
          height: Math.max(height, 1),
          rx: 2,
          fill: group.key === null ? '#8b7f66' : PLAIN,
        }),
        s(
          'text',
          { x: middle, y: 12 + HEIGHT - height, 'text-anchor': 'middle', class: 'figure-value' },
          String(group.count),
        ),
        s(
          'text',
          { x: middle, y: HEIGHT + 32, 'text-anchor': 'middle', class: 'figure-label' },
          short(group, groups.length, step),
        ),
      ];
    }),
  );
  return [chart, h('details', { class: 'figure-details' }, h('summary', {}, t('house.figures.asTable')), bars(figure))];
}

/** 2026.11 is the eleventh; the year stands with January and in the table. */
function short(group, n, step) {
  const [year, month] = group.title.split('.');
  if (!month || n < 8) return group.title;
  return month === '01' && step > 40 ? `${year}.1` : String(Number(month));
}
