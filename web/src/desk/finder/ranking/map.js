/** The map beside the list: the same houses, with a legend. Loads what draws it when there is something to draw. */
import { getConfig } from '../../../api.js';
import { h, loadStyle } from '../../../dom.js';
import { language, t } from '../../../i18n.js';
import { holder, icon } from '../../../symbols.js';
import { dongs, groundPlaces } from '../../../views/ground.js';
import { errorWords } from '../../../views/states.js';
import { BANDS, bandOf, bandWords, nameOf, scoreWords } from '../words.js';

export class FinderMap {
  node = h('section', { class: 'find-map-part', 'aria-label': t('find.map') });
  #finding;
  #does;
  #areas;
  #element;
  #map = null;
  #told;
  #legend;
  #fitted = '';
  #ending = new AbortController();

  /** `does.opened(id)`, `does.grouped(index)`; `areas.within` is the outline that was chosen by name. */
  constructor(finding, does, areas) {
    this.#finding = finding;
    this.#does = does;
    this.#areas = areas;
    this.#element = h('div', {
      class: 'find-map',
      id: 'find-map',
      role: 'application',
      'aria-label': t('find.map.label'),
      tabindex: '0',
    });
    this.#told = h('p', { class: 'find-map-told', role: 'status' });
    const tool = (name, sign, act) =>
      h(
        'button',
        {
          type: 'button',
          class: 'map-tool',
          dataset: { map: name },
          'aria-label': t(`find.map.${name}`),
          title: t(`find.map.${name}`),
          onclick: () => this.#map && act(),
        },
        icon(sign, 22),
      );
    this.#legend = this.#drawLegend();
    this.node.append(
      h(
        'div',
        { class: 'find-map-frame' },
        this.#element,
        h(
          'div',
          { class: 'find-map-tools' },
          tool('in', 'plus', () => this.#map.zoom(1)),
          tool('out', 'minus', () => this.#map.zoom(-1)),
          tool('fit', 'home', () => this.#map.fit()),
        ),
      ),
      this.#legend,
      this.#told,
    );
    finding.addEventListener('result', () => this.#draw());
    finding.addEventListener('state', () => this.#mark());
    finding.addEventListener('heat', () => this.#map?.heat(finding.hot));
  }

  #drawLegend() {
    const entry = (sign, words) => h('li', {}, sign, h('span', {}, words));
    return h(
      'details',
      { class: 'find-legend', open: true },
      h('summary', {}, t('find.legend')),
      h(
        'ul',
        {},
        BANDS.map((band, index) =>
          entry(
            holder(band.shape, band.colour, String(band.from || '–'), { size: 30 }),
            t('find.legend.band', {
              words: t(`find.band.${band.id}`),
              from: band.from,
              to: index ? BANDS[index - 1].from : 100,
            }),
          ),
        ),
        entry(holder('hexagon', '#6b6455', '?', { size: 30, hollow: true }), t('find.legend.unknown')),
        entry(h('span', { class: 'legend-warns', 'aria-hidden': 'true' }, '!'), t('find.legend.warns')),
        entry(h('span', { class: 'legend-group', 'aria-hidden': 'true' }), t('find.legend.group')),
        entry(h('span', { class: 'legend-in', 'aria-hidden': 'true' }), t('find.area.area')),
        entry(h('span', { class: 'legend-out', 'aria-hidden': 'true' }), t('find.area.exclude')),
      ),
    );
  }

  async begin(catalog) {
    try {
      const [config, { ScoreMap }, ground] = await Promise.all([
        getConfig(),
        import('../../../map/scores/scores.js'),
        dongs({ catalog }).catch(() => null),
        loadStyle('vendor/leaflet/leaflet.css'),
      ]);
      if (!this.#element.isConnected) return;
      this.#map = new ScoreMap(this.#element, config);
      if (ground) this.#map.ground(groundPlaces(ground, language(), config.home));
      this.#map.addEventListener('pick', (event) => this.#does.opened(event.detail.key));
      this.#map.addEventListener('hover', (event) => this.#finding.heat(event.detail.key));
      this.#map.addEventListener('group', (event) => this.#does.grouped(event.detail.index));
      const seen = new ResizeObserver(() => this.#resize());
      seen.observe(this.#element);
      this.#ending.signal.addEventListener('abort', () => {
        seen.disconnect();
        this.#map.remove();
        this.#map = null;
      });
      this.#element.dataset.ready = 'true';
      this.#draw();
      this.#areas.ready.then(() => this.#mark());
    } catch (error) {
      this.#told.textContent = t('find.map.failed', { why: errorWords(error) });
    }
  }

  #resize() {
    this.#map?.resize();
    if (this.#element.offsetHeight && this.#fitted === 'hidden') this.#fit();
  }

  #draw() {
    const { result, state } = this.#finding;
    if (!this.#map || !result) return;
    const kind = kindOf(state.tab);
    const rows = kind === 'excluded' ? [] : result[kind];
    this.#map.show(rows.map((row) => entryOf(row)));
    const known = new Map([...result.ranking, ...result.insufficient].map((row) => [row.id, row.location]));
    this.#map.groups(
      kind !== 'ranking'
        ? []
        : result.opportunities.map((one, index) => ({
            at: one.houses.map((id) => known.get(id)).filter(Boolean),
            centre: one.centre,
            number: index + 1,
            title: t('find.group.title', { n: one.houses.length }),
          })),
    );
    const unplaced = rows.filter((row) => !row.location).length;
    this.#told.textContent =
      kind === 'excluded' ? t('find.map.excluded') : unplaced ? t('find.map.unplaced', { n: unplaced }) : '';
    this.#element.dataset.shown = String(rows.length - unplaced);
    this.#element.dataset.kind = kind;
    this.#mark();
    this.#fitOnce();
  }

  /** The map moves by itself only where somebody asks for other places, never because weights are moved. */
  #fitOnce() {
    const { state } = this.#finding;
    const about = JSON.stringify([state.profile, state.filter, state.within, state.area, state.exclude]);
    if (this.#fitted === about) return;
    this.#fitted = this.#element.offsetHeight ? about : 'hidden';
    if (this.#fitted === about) this.#map.fit();
  }

  #fit() {
    const { state } = this.#finding;
    this.#fitted = JSON.stringify([state.profile, state.filter, state.within, state.area, state.exclude]);
    this.#map.fit();
  }

  #mark() {
    const { state, result } = this.#finding;
    if (!this.#map) return;
    if (result && this.#element.dataset.kind !== kindOf(state.tab)) this.#draw();
    this.#map.areas({ area: state.area, exclude: state.exclude, within: this.#areas.within?.geometry ?? null });
    this.#map.mark(state.chosen);
    this.#map.choose(state.house || null);
  }

  look(at, near) {
    if (at) this.#map?.lookAt(at, { near });
  }
  lookAtAll(at) {
    this.#map?.resize(); // it may have been out of sight until now
    if (at.length) this.#map?.fitPlaces(at);
  }
  way(at) {
    this.#map?.resize();
    this.#map?.way(at);
  }
  get centre() {
    return this.#map?.centre ?? null;
  }
  close() {
    this.#ending.abort();
  }
}

/** Which of the answer's lists the map shows: the same as the list beside it. */
const kindOf = (tab) => (['insufficient', 'excluded'].includes(tab) ? tab : 'ranking');

function entryOf(row) {
  const isRanked = row.rank !== undefined && row.rank !== null;
  const { shape, colour } = bandOf(isRanked ? row.score : null);
  const title = isRanked
    ? t('find.map.house', {
        rank: row.rank,
        name: nameOf(row),
        score: scoreWords(row.score),
        band: bandWords(row.score),
      })
    : t('find.map.unknown', { name: nameOf(row) });
  return {
    key: row.id,
    at: row.location,
    title,
    shape,
    colour,
    words: isRanked ? String(Math.round(row.score)) : '?',
    hollow: !isRanked,
    warns: row.conditional?.length > 0,
  };
}
