/**
 * The views, and whether its years can be chosen in them. Which layers each one is about is said by the layer files
 * (`x-maeul-view`); one that names no view is still reached by "layers", search and links.
 *
 * @type {Record<string, { years?: boolean }>}
 */
export const VIEWS = {
  stories: { years: true },
  houses: {},
  sites: { years: true },
  network: {},
  economy: {},
  programmes: {},
  layers: {},
};

/** In the order of their buttons. */
export const VIEW_NAMES = Object.keys(VIEWS);

/** The areas that lie softly under everything and carry the counts of a summary. */
export const GROUND_LAYER = 'districts';

/**
 * The layers that a view is about, in their order.
 *
 * @param {import('../catalog.js').Catalog} catalog
 * @param {string} view
 */
export const layersOf = (catalog, view) => catalog.layers.filter((layer) => layer.view === view);

/**
 * The layers on the map: those the view is about, then those the reader turned on.
 *
 * @param {import('../catalog.js').Catalog} catalog
 * @param {Pick<import('../state.js').Shown, 'view' | 'layers'>} shown
 */
export function layersOn(catalog, { view, layers }) {
  const own = layersOf(catalog, view);
  const added =
    layers ?? (view === 'layers' ? catalog.layers.filter((layer) => layer.shown).map((layer) => layer.id) : []);
  return { own, added: catalog.only(added).filter((layer) => !own.includes(layer)) };
}
