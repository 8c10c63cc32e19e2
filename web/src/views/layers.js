/** All layers with their legend and counts; any of them can be put on the map. */
import { h } from '../dom.js';
import { count, t } from '../i18n.js';
import { symbol } from '../symbols.js';
import { layersOn } from './views.js';

export async function head(context) {
  const { catalog, state, lang } = context;
  const on = new Set(layersOn(catalog, state.now).added.map((layer) => layer.id));
  const legends = new Map(
    await Promise.all([...on].map(async (id) => /** @type {const} */ ([id, await legend(catalog.get(id), lang)]))),
  );
  const toggle = (layer) => {
    if (!on.delete(layer.id)) on.add(layer.id);
    state.set({ layers: catalog.layers.filter((one) => on.has(one.id)).map((one) => one.id) });
    requestAnimationFrame(() => keepFocus(layer.id));
  };
  return h(
    'div',
    { class: 'layers-head' },
    h('p', { class: 'lede' }, t('layers.intro')),
    h(
      'ul',
      { class: 'layer-list' },
      catalog.layers.map((layer) =>
        h(
          'li',
          { class: 'layer-row' },
          h(
            'label',
            { class: 'layer-toggle' },
            h('input', {
              type: 'checkbox',
              checked: on.has(layer.id),
              dataset: { toggle: layer.id },
              onchange: () => toggle(layer),
            }),
            symbol(layer.symbol, layer.accent, 24),
            h(
              'span',
              { class: 'layer-words' },
              h('span', { class: 'layer-title' }, layer.title(lang)),
              h('small', {}, layer.description(lang)),
            ),
            layer.count === null ? null : h('span', { class: 'layer-count' }, count(layer.count)),
          ),
          legends.get(layer.id),
        ),
      ),
    ),
    h('p', { class: 'note' }, h('a', { class: 'desk-link', href: '/desk' }, t('layers.desk'))),
  );
}

/** The list is built anew after a change; the reader stays on the box that was pressed. */
function keepFocus(id) {
  const list = document.getElementById('list');
  const back = () => {
    const box = list.querySelector(`[data-toggle="${CSS.escape(id)}"]`);
    if (box && document.activeElement !== box) box.focus({ preventScroll: true });
    return list.dataset.state !== 'loading';
  };
  if (back()) return;
  const watch = new MutationObserver(() => {
    if (back()) watch.disconnect();
  });
  watch.observe(list, { attributes: true, attributeFilter: ['data-state'] });
}

async function legend(layer, lang) {
  const schema = await layer.schema().catch(() => null);
  const choices = schema?.category ? schema.choices(schema.category) : [];
  if (!choices.length) return null;
  return h(
    'ul',
    { class: 'legend', 'aria-label': t('layers.legend', { layer: layer.title(lang) }) },
    choices.map((choice) =>
      h('li', {}, symbol(choice.shape ?? layer.symbol, choice.colour ?? layer.accent, 16), choice.title),
    ),
  );
}
