/** The layers that the API offers, with what the page asks of them. Knows no layer by name. */
import { getCollection, getCollections, getSchema } from './api.js';
import { language } from './i18n.js';
import { Schema } from './schema/schema.js';

/** Layers of points with more than this are drawn from tiles, and listed as far as the map shows them. */
export const LARGE = 2000;

export class LayerInfo {
  #schemas = new Map();

  /** @param {any} collection as /api/collections says it */
  constructor(collection) {
    const own = collection.maeul ?? {};
    /** @type {string} */
    this.id = collection.id;
    this.titles = own.titles ?? { ko: collection.title, en: collection.title };
    this.descriptions = own.descriptions ?? { ko: collection.description ?? '', en: collection.description ?? '' };
    this.accent = /^#[0-9a-f]{6}$/i.test(own.accent) ? own.accent : '#66786c';
    this.symbol = own.symbol ?? 'circle';
    this.order = own.order ?? 1000;
    this.shown = own.shown === true;
    this.view = own.view ?? null; // the one that shows it, if any
    this.geometry = own.geometry ?? 'any';
    this.hasSummary = own.hasSummary === true;
    /** @type {Record<string, string>} names of properties by what they are for */
    this.roles = own.roles ?? {};
    this.translations = own.translations ?? {};
    this.unnamed = own.unnamed ?? []; // [{ ko, en }] with {property} where a value belongs
    /** @type {Record<string, string>} layers by the properties that hold ids of theirs */
    this.refs = own.refs ?? {};
    this.#take(collection);
  }

  /** What a write to the layer may change. */
  #take(collection) {
    this.count = collection.maeul?.count ?? null;
    this.revision = collection.maeul?.revision ?? null;
    this.box = collection.extent?.spatial?.bbox?.[0] ?? null;
  }

  /** Asks again. */
  async renew() {
    this.#take(await getCollection(this.id));
  }

  get isLarge() {
    return this.isPoint && (this.count ?? 0) > LARGE;
  }

  /**
   * @param {string} lang
   * @returns {string}
   */
  title(lang) {
    return this.titles[lang] || this.titles.ko || this.id;
  }

  /**
   * @param {string} lang
   * @returns {string}
   */
  description(lang) {
    return this.descriptions[lang] || this.descriptions.ko || '';
  }

  get isPoint() {
    return this.geometry === 'point' || this.geometry === 'multipoint';
  }

  /** The properties that hold ids of `layerId`. */
  refsTo(layerId) {
    return Object.entries(this.refs)
      .filter(([, target]) => target === layerId)
      .map(([name]) => name);
  }

  /**
   * In the reader's language. Read once for each; a failed reading is tried again at the next call.
   *
   * @returns {Promise<Schema>}
   */
  schema() {
    const lang = language();
    if (!this.#schemas.has(lang)) {
      const reading = getSchema(this.id).then((json) => new Schema(json, this));
      this.#schemas.set(lang, reading);
      reading.catch(() => this.#schemas.delete(lang));
    }
    return this.#schemas.get(lang);
  }
}

export class Catalog {
  /** @param {LayerInfo[]} layers in their order */
  constructor(layers) {
    this.layers = layers;
    this.byId = new Map(layers.map((layer) => [layer.id, layer]));
  }

  static async load() {
    const layers = (await getCollections()).map((collection) => new LayerInfo(collection));
    return new Catalog(layers.sort((a, b) => a.order - b.order || a.id.localeCompare(b.id)));
  }

  /** The layers that have been written to since they were last asked about. */
  async findChanged() {
    const now = new Map(
      (await getCollections()).map((collection) => [collection.id, collection.maeul?.revision ?? null]),
    );
    return this.layers
      .filter((layer) => now.has(layer.id) && now.get(layer.id) !== layer.revision)
      .map((layer) => layer.id);
  }

  /**
   * @param {string} id
   * @returns {LayerInfo | undefined}
   */
  get(id) {
    return this.byId.get(id);
  }

  /**
   * Those of `ids` that exist.
   *
   * @param {string[]} ids
   */
  only(ids) {
    return ids.map((id) => this.byId.get(id)).filter(Boolean);
  }

  /** Layers with a property that holds ids of `layerId`. */
  pointingTo(layerId) {
    return this.layers.filter((layer) => layer.refsTo(layerId).length > 0);
  }
}
