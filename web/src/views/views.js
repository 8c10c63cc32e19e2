/**
 * The views: which layers each one is about, and whether its years can be chosen. A layer that is missing is left out,
 * and one that no view names is still reached by "layers", search and links.
 */
export const VIEWS = {
  stories: { layers: ['stories', 'trails'], years: true },
  houses: { layers: ['vacant-houses', 'conversions'] },
  sites: { layers: ['regeneration-sites', 'support-centers', 'residents-councils'], years: true },
  network: { layers: ['network-members', 'network-ties'] },
  economy: { layers: ['social-economy', 'school-coops'] },
  programmes: { layers: ['programmes'] },
  layers: { layers: [] },
};

/** In the order of their buttons. */
export const VIEW_NAMES = Object.keys(VIEWS);

/** The areas that lie softly under everything and carry the counts of a summary. */
export const GROUND_LAYER = 'districts';

/** The layers on the map: those the view is about, then those the reader turned on. */
export function layersOn(catalog, { view, layers }) {
  const own = catalog.only(VIEWS[view].layers);
  const added =
    layers ?? (view === 'layers' ? catalog.layers.filter((layer) => layer.shown).map((layer) => layer.id) : []);
  return { own, added: catalog.only(added).filter((layer) => !own.includes(layer)) };
}
