/** A layer's /schema as the page needs it: properties in order, titles by language, choices, roles of time. */
import { slotsOf } from './format.js';

/** Marks content made up to show how the page works. Any layer may have it. */
const EXAMPLE = 'example';

/** @typedef {{ value: any, title: string, colour?: string, shape?: string }} Choice */

export class Schema {
  /** @type {Map<string, Choice[]>} */
  #choices = new Map();

  /**
   * @param {any} json the answer of /schema
   * @param {import('../catalog.js').LayerInfo} layer
   */
  constructor(json, layer) {
    this.layer = layer;
    this.required = new Set(json.required ?? []);
    /** @type {{ name: string, seq: number, [keyword: string]: any }[]} in the order of forms and lists */
    this.properties = Object.entries(json.properties ?? {})
      .map(([name, definition], place) => ({
        name,
        ...definition,
        seq: definition['x-ogc-propertySeq'] ?? 1000 + place,
      }))
      .sort((a, b) => a.seq - b.seq);
    this.byName = new Map(this.properties.map((property) => [property.name, property]));
    const ogc = (role) => this.properties.find((property) => property['x-ogc-role'] === role)?.name;
    this.id = ogc('id') ?? 'id';
    this.geometry = ogc('primary-geometry');
    this.instant = ogc('primary-instant');
    this.start = ogc('primary-interval-start');
    this.end = ogc('primary-interval-end');
    this.category = layer.roles.category;
    /**
     * What the values of its status mean, for those who see it: { property, draft, review, published, withdrawn,
     * publishAt }.
     */
    this.status = json['x-maeul-status'] ?? null;
    /** By which values everyone sees a row, for those who see them: { property: [values] }, none standing for blank. */
    this.publicWhere = json['x-maeul-public']?.where ?? null;
    /** True where a feature joins others one after another, as a trail does. */
    this.isOrdered = Object.keys(layer.refs).some((name) => this.byName.get(name)?.type === 'array');
  }

  /**
   * The schema is read in one language, so its titles need none.
   *
   * @param {string} name
   * @returns {string}
   */
  title(name) {
    return this.byName.get(name)?.title || name;
  }

  /**
   * The choices of an enumeration, or an empty list.
   *
   * @param {string} name
   */
  choices(name) {
    if (!this.#choices.has(name)) {
      const property = this.byName.get(name);
      this.#choices.set(
        name,
        (property?.oneOf ?? property?.items?.oneOf ?? []).map((choice) => ({
          value: choice.const,
          title: choice.title ?? String(choice.const),
          colour: choice['x-maeul-colour'],
          shape: choice['x-maeul-shape'],
        })),
      );
    }
    return this.#choices.get(name);
  }

  choice(name, value) {
    return this.choices(name).find((choice) => choice.value === value);
  }

  has(name) {
    return this.byName.has(name);
  }

  /** Names of the properties that the map and the rows need; `rich` adds what a card shows. */
  leanNames(rich) {
    const roles = this.layer.roles;
    const wanted = [
      ...this.namingNames(),
      roles.category,
      roles.year,
      EXAMPLE,
      this.instant,
      this.start,
      this.end,
      ...Object.keys(this.layer.refs).filter((name) => this.byName.get(name)?.type !== 'array'),
    ];
    if (rich) wanted.push(roles.subtitle, roles.image, roles.address, roles.certainty);
    const english = wanted.map((name) => this.layer.translations[name]);
    return [...new Set([...wanted, ...english])].filter((name) => name && this.has(name));
  }

  /** Names of the properties that a title is made of. */
  namingNames() {
    const { roles, unnamed, translations } = this.layer;
    const own = [roles.title, translations[roles.title]];
    const other = [
      ...unnamed.flatMap((text) => [...slotsOf(text.ko), ...slotsOf(text.en)]),
      roles.address,
      roles.category,
    ];
    const wanted = this.required.has(roles.title) ? own : [...own, ...other];
    return [...new Set(wanted)].filter((name) => name && this.has(name));
  }

  /** @param {import('../features.js').Feature} feature */
  isExample(feature) {
    return feature.properties[EXAMPLE] === true;
  }

  /**
   * The text of `name` in the reader's language, where the layer has a translation.
   *
   * @param {Pick<import('../features.js').Feature, 'properties'>} feature
   * @param {string} name
   * @param {string} lang
   * @returns {string}
   */
  text(feature, name, lang) {
    const english = lang === 'en' ? feature.properties[this.layer.translations[name]] : undefined;
    const value = english || feature.properties[name];
    return typeof value === 'string' ? value : value === undefined || value === null ? '' : String(value);
  }

  /**
   * First and last year of a feature, or null where it has none.
   *
   * @param {import('../features.js').Feature} feature
   * @returns {[first: number, last: number] | null}
   */
  years(feature) {
    const year = (name) => {
      const value = feature.properties[name];
      if (typeof value === 'number') return value;
      const found = /^-?\d{4}/.exec(String(value ?? ''));
      return found ? Number(found[0]) : null;
    };
    const first = year(this.layer.roles.year) ?? year(this.start) ?? year(this.instant);
    const last = year(this.end) ?? first;
    return first === null && last === null ? null : [first ?? last, last ?? first];
  }
}
