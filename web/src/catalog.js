/** The layers that the API offers, with what the page asks of them. Knows no layer by name. */
import { getCollections, getSchema } from './api.js';
import { language } from './i18n.js';
import { Schema } from './schema/schema.js';

export class LayerInfo {
  #schemas = new Map();

  constructor(collection) {
    const own = collection.maeul ?? {};
    this.id = collection.id;
    this.titles = own.titles ?? { ko: collection.title, en: collection.title };
    this.descriptions = own.descriptions ?? { ko: collection.description ?? '', en: collection.description ?? '' };
    this.accent = /^#[0-9a-f]{6}$/i.test(own.accent) ? own.accent : '#66786c';
    this.symbol = own.symbol ?? 'circle';
    this.order = own.order ?? 1000;
    this.shown = own.shown === true;
    this.geometry = own.geometry ?? 'any';
    this.count = own.count ?? null;
    this.hasSummary = own.hasSummary === true;
    this.roles = own.roles ?? {};
    this.translations = own.translations ?? {};
    this.refs = own.refs ?? {};
  }

  title(lang) {
    return this.titles[lang] || this.titles.ko || this.id;
  }

  description(lang) {
    return this.descriptions[lang] || this.descriptions.ko || '';
  }

  get isPoint() {
    return this.geometry === 'point' || this.geometry === 'multipoint';
  }

  /** The properties that hold ids of `layerId`. */
  refsTo(layerId) {
    return Object.entries(this.refs).filter(([, target]) => target === layerId).map(([name]) => name);
  }

  /** In the reader's language. Read once for each; a failed reading is tried again at the next call. */
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
  constructor(layers) {
    this.layers = layers;
    this.byId = new Map(layers.map((layer) => [layer.id, layer]));
  }

  static async load() {
    const layers = (await getCollections()).map((collection) => new LayerInfo(collection));
    return new Catalog(layers.sort((a, b) => a.order - b.order || a.id.localeCompare(b.id)));
  }

  get(id) {
    return this.byId.get(id);
  }

  /** Those of `ids` that exist. */
  only(ids) {
    return ids.map((id) => this.byId.get(id)).filter(Boolean);
  }

  /** Layers with a property that holds ids of `layerId`. */
  pointingTo(layerId) {
    return this.layers.filter((layer) => layer.refsTo(layerId).length > 0);
  }
}
