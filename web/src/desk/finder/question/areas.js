/** Where to look: inside an item of a layer of areas, inside of what is drawn, and not inside of what is drawn. */
import { getConfig, getFeatures } from '../../../api.js';
import { h, loadStyle } from '../../../dom.js';
import { addWords, language, t } from '../../../i18n.js';
import { titleOf } from '../../../schema/format.js';
import { dongs } from '../../../views/ground.js';
import { errorWords } from '../../../views/states.js';
import { newId, openDialog } from '../../frame/dialogs.js';

const AREAS = ['polygon', 'multipolygon'];
const COLOURS = { area: '#1f4a38', exclude: '#a4452c' };
const OFFERED_AT_MOST = 500;

export class Areas {
  node = h('section', { class: 'find-part find-areas' });
  #finding;
  #catalog;
  #select;
  #given = h('option'); // what an address names and the lists do not, or not yet
  #rows = {};
  #titles = new Map();
  #said = h('p', { class: 'field-error', role: 'alert' });

  constructor(finding, catalog) {
    this.#finding = finding;
    this.#catalog = catalog;
    const id = newId('within');
    this.#select = h(
      'select',
      { id, dataset: { do: 'within' }, onchange: () => finding.set({ within: this.#select.value }) },
      h('option', { value: '' }, t('find.within.all')),
    );
    const drawn = (which) => {
      const told = h('span', { class: 'find-area-told' });
      const draw = h('button', {
        type: 'button',
        class: 'button button-small',
        dataset: { draw: which },
        onclick: () => this.#draw(which),
      });
      const away = h(
        'button',
        {
          type: 'button',
          class: 'button button-small',
          dataset: { undraw: which },
          onclick: () => {
            finding.set({ [which]: null });
            draw.focus();
          },
        },
        t('find.area.away'),
      );
      this.#rows[which] = { told, draw, away };
      return h(
        'div',
        { class: `find-area find-area-${which}` },
        h(
          'p',
          {},
          h('span', { class: 'find-area-sign', 'aria-hidden': 'true' }),
          h('strong', {}, t(`find.area.${which}`)),
          ' ',
          told,
        ),
        h('div', { class: 'button-row' }, draw, away),
      );
    };
    this.node.append(
      h('div', { class: 'find-part-head' }, h('h2', {}, t('find.areas'))),
      h('div', { class: 'field' }, h('label', { for: id }, t('find.within')), this.#select),
      this.#said,
      drawn('area'),
      drawn('exclude'),
    );
    finding.addEventListener('state', () => this.#show());
    this.ready = this.#offer();
  }

  /** What the select offers; the title of `within` comes from here too. */
  async #offer() {
    const lang = language();
    try {
      const layers = this.#catalog.layers.filter((info) => AREAS.includes(info.geometry));
      const groups = await Promise.all(
        layers.map(async (info) => {
          const schema = await info.schema();
          const names = [info.roles.title, info.translations[info.roles.title], info.roles.category].filter(
            (name) => name && schema.has(name),
          );
          const page = await getFeatures(info.id, { limit: OFFERED_AT_MOST, properties: names.join(',') });
          const options = page.features.map((feature) => [
            `${info.id}/${feature.id}`,
            titleOf(schema, feature, lang),
            feature.geometry,
          ]);
          for (const [key, title, geometry] of options) this.#titles.set(key, { title, geometry });
          return h(
            'optgroup',
            { label: info.title(lang) },
            options
              .sort((a, b) => a[1].localeCompare(b[1], lang))
              .map(([value, title]) => h('option', { value }, title)),
          );
        }),
      );
      this.#select.append(...groups);
    } catch (error) {
      this.#said.textContent = t('find.within.failed', { why: errorWords(error) });
    }
    if (this.#finding.state) this.#show();
  }

  /** `{ title, geometry }` of what is looked inside of, or null. */
  get within() {
    return this.#titles.get(this.#finding.state.within) ?? null;
  }

  #show() {
    const { state } = this.#finding;
    this.#given.remove(); // it is no choice once another one is made, nor once it turned out not to be there
    if (state.within && ![...this.#select.options].some((one) => one.value === state.within)) {
      this.#given.value = this.#given.textContent = state.within;
      this.#select.append(this.#given);
    }
    this.#select.value = state.within;
    for (const [which, { told, draw, away }] of Object.entries(this.#rows)) {
      const n = state[which]?.coordinates.length ?? 0;
      told.textContent = n ? t('find.area.drawn', { n }) : t('find.area.none');
      draw.textContent = t(n ? 'find.area.change' : 'find.area.draw');
      draw.setAttribute('aria-label', `${t(`find.area.${which}`)}: ${draw.textContent}`);
      away.setAttribute('aria-label', `${t(`find.area.${which}`)}: ${t('find.area.away')}`);
      away.hidden = n === 0;
    }
  }

  /** Where the houses are that are looked at now, whatever was drawn. */
  #houses() {
    const { result } = this.#finding;
    return [...(result?.ranking ?? []), ...(result?.insufficient ?? [])]
      .filter((row) => row.location)
      .map((row) => ({ type: 'Point', coordinates: row.location }));
  }

  async #draw(which) {
    const { state } = this.#finding;
    const geometry = await drawArea({
      title: t(`find.area.${which}`),
      colour: COLOURS[which],
      geometry: state[which],
      text: t(`find.area.${which}Text`),
      houses: this.#houses(),
      catalog: this.#catalog,
    });
    if (geometry !== undefined) this.#finding.set({ [which]: geometry });
  }
}

/**
 * Opens a map to draw on, over the dongs and the houses; answers what was drawn (null: nothing), or undefined where it
 * was put away.
 */
async function drawArea({ title, text, colour, geometry, houses, catalog }) {
  await Promise.all([addWords('editor'), loadStyle('css/editor.css')]);
  const map = h('div', { class: 'sketch', 'aria-label': t('edit.place.map'), role: 'application', tabindex: '0' });
  const status = h('p', { class: 'note', role: 'status' }, t('state.loading'));
  let sketch = null;
  const button = (name, act) =>
    h(
      'button',
      {
        type: 'button',
        class: 'button button-small',
        dataset: { do: name },
        onclick: () => {
          if (sketch) act();
        },
      },
      t(`edit.place.${name}`),
    );
  const tools = h(
    'div',
    { class: 'button-row sketch-tools' },
    button('here', () => sketch.put(sketch.centre)),
    button('undo', () => sketch.undo()),
    button('redo', () => sketch.redo()),
    button('before', () => sketch.walk(-1)),
    button('next', () => sketch.walk(1)),
    button('removeCorner', () => sketch.remove()),
    button('another', () => sketch.begin()),
    button('clear', () => sketch.clear()),
    button('look', () => sketch.lookAt()),
    button('in', () => sketch.zoom(1)),
    button('out', () => sketch.zoom(-1)),
  );
  return new Promise((resolve) => {
    const dialog = openDialog({
      title,
      wide: true,
      body: [
        h('p', {}, text),
        h('div', { class: 'sketch-frame' }, map, h('div', { class: 'sketch-cross', 'aria-hidden': 'true' })),
        tools,
        status,
      ],
      actions: [
        h('button', { type: 'button', class: 'button', onclick: () => dialog.close(undefined) }, t('desk.cancel')),
        h(
          'button',
          { type: 'button', class: 'button button-main', dataset: { answer: 'area' }, onclick: () => done() },
          t('find.area.use'),
        ),
      ],
      closed: (value) => {
        sketch?.close();
        resolve(value?.done ? value.geometry : undefined);
      },
    });
    const done = () => {
      if (sketch && sketch.corners > 0 && !sketch.geometry) {
        status.textContent = t('edit.place.tooFew', { n: sketch.corners });
        return;
      }
      dialog.close({ done: Boolean(sketch), geometry: sketch?.geometry ?? null });
    };
    Promise.all([
      getConfig(),
      import('../../../map/sketch/sketch.js'),
      dongs({ catalog }).catch(() => null),
      loadStyle('vendor/leaflet/leaflet.css'),
    ])
      .then(([config, { Sketch }, ground]) => {
        if (!map.isConnected) return;
        sketch = new Sketch(map, config, {
          type: 'multipolygon',
          colour,
          words: (key, values) => t(`edit.place.${key}`, values),
        });
        sketch.set(geometry);
        sketch.behind((ground?.features ?? []).map((one) => one.geometry).filter(Boolean), '#8f8266');
        sketch.behind(houses, '#a4452c');
        const show = () => {
          map.dataset.corners = String(sketch.corners);
          status.textContent =
            sketch.corners === 0
              ? t('find.area.begin')
              : t(sketch.geometry ? 'edit.place.corners' : 'edit.place.tooFew', { n: sketch.corners });
        };
        sketch.addEventListener('select', show);
        map.dataset.ready = 'true';
        show();
      })
      .catch((error) => {
        status.textContent = t('edit.place.noMap', { why: errorWords(error) });
      });
  });
}
