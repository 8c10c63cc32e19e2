/**
 * Lean features of layers, read once and kept until the page is closed or a reading fails.
 *
 * @typedef {{ id: string, properties: Record<string, any>, geometry: any, html?: Record<string, string> }} Feature of
 *     GeoJSON; `html` of texts that are Markdown
 */
import { FEATURE_CAP, getAllFeatures } from './api.js';

/** @type {(layerId: string, featureId: string) => string} */
export const keyOf = (layerId, featureId) => `${layerId}/${featureId}`;

/**
 * "layer/id" → [layer, id]; an id may itself hold a slash.
 *
 * @param {string} key
 * @returns {[layer: string, id: string]}
 */
export function splitKey(key) {
  const at = key.indexOf('/');
  return [key.slice(0, at), key.slice(at + 1)];
}

export class Features {
  #kept = new Map();

  /**
   * { info, schema, features, matched }. With `rich`, what a card shows comes too. Of a layer too large to be read
   * whole, `kinds` (values of its category) are asked of the server instead of being sifted here.
   *
   * @param {import('./catalog.js').LayerInfo} info
   * @param {{ rich?: boolean, kinds?: string[] }} [how]
   */
  async load(info, { rich = false, kinds = [] } = {}) {
    const schema = await info.schema();
    const large = (info.count ?? 0) > FEATURE_CAP && info.roles.category;
    const asked = large && kinds.length ? { [info.roles.category]: kinds.join(',') } : {};
    const name = `${info.id} ${rich} ${JSON.stringify(asked)}`;
    if (!this.#kept.has(name)) {
      const reading = getAllFeatures(info.id, { ...asked, properties: schema.leanNames(rich).join(',') });
      this.#kept.set(name, reading);
      reading.catch(() => this.#kept.get(name) === reading && this.#kept.delete(name));
    }
    return { info, schema, ...(await this.#kept.get(name)) };
  }

  /**
   * The layer is read anew when it is next asked for.
   *
   * @param {string} layerId
   */
  forget(layerId) {
    for (const name of [...this.#kept.keys()]) if (name.startsWith(`${layerId} `)) this.#kept.delete(name);
  }
}
