/**
 * Reads the API: JSON, pages of features, and problems as one kind of error.
 *
 * @typedef {{ features: import('./features.js').Feature[], numberMatched?: number,
 *     links?: { rel: string, href: string }[] }} Page of features
 */

/** What went wrong, in words for the reader: `kind` is `offline`, `problem` or `broken`. */
export class ApiError extends Error {
  /** @type {number} of HTTP; 0 where nothing came back */
  status;
  kind;
  title;
  detail;
  errorId;
  /** @type {{ pointer: string, detail: string, at?: number[] }[]} what is wrong with the parts of what was sent */
  errors;

  /**
   * @param {'offline' | 'problem' | 'broken'} kind
   * @param {{ status?: number, title?: string, detail?: string, errorId?: string, errors?: any[] }} [more]
   */
  constructor(kind, { status = 0, title = '', detail = '', errorId = '', errors = [] } = {}) {
    super(detail || title || kind);
    Object.assign(this, { kind, status, title, detail, errorId, errors });
  }
}

/**
 * Whether the same may well go through another time; what is refused for what it is never does.
 *
 * @param {{ kind?: string, status?: number }} error
 */
export const isPassing = ({ kind, status }) => kind === 'offline' || status >= 500 || status === 408 || status === 429;

const PAGE_SIZE = 1000;
/** More features than this of one layer are not drawn at once; the page says so. */
export const FEATURE_CAP = 5000;

let language = 'ko';
/**
 * @param {string} lang
 */
export const speak = (lang) => {
  language = lang;
};

/**
 * One GET. Throws {@link ApiError}; an abort passes through as it is.
 *
 * @typedef {{ signal?: AbortSignal, lang?: string, credentials?: RequestCredentials }} Reading
 * @param {string} url
 * @param {Reading} [reading]
 * @returns {Promise<any>}
 */
export async function getJson(url, { signal, lang = language, credentials = 'same-origin' } = {}) {
  let response;
  try {
    response = await fetch(url, {
      signal,
      credentials,
      headers: { Accept: 'application/geo+json, application/json;q=0.9', 'Accept-Language': lang },
    });
  } catch (cause) {
    if (cause.name === 'AbortError') throw cause;
    throw new ApiError('offline');
  }
  let body;
  try {
    body = await response.json();
  } catch (cause) {
    if (cause.name === 'AbortError') throw cause;
    throw new ApiError('broken', { status: response.status });
  }
  if (response.ok) return body;
  const detail = (lang === 'en' && body.detailEn) || body.detail;
  throw new ApiError('problem', { status: response.status, title: body.title, detail, errorId: body.errorId });
}

/** @type {(layer: string) => string} */
const collection = (layer) => `/api/collections/${encodeURIComponent(layer)}`;
/** @type {(layer: string) => string} where the items of a layer are */
export const itemsPath = (layer) => `${collection(layer)}/items`;
/** @type {(layer: string, id: string) => string} where one item is */
export const itemPath = (layer, id) => `${itemsPath(layer)}/${encodeURIComponent(id)}`;

export const getConfig = () => getJson('/config.json');
export const getCollections = () => getJson('/api/collections').then((body) => body.collections);
/**
 * Its titles are in the reader's language.
 *
 * @param {string} layer
 */
export const getSchema = (layer) => getJson(`${collection(layer)}/schema`);
/**
 * What /api/collections says of one layer now.
 *
 * @param {string} layer
 */
export const getCollection = (layer) => getJson(collection(layer));
/**
 * @param {string} layer
 */
export const getSummary = (layer) => getJson(`${collection(layer)}/summary`);
/**
 * @param {string} layer
 * @param {string} id
 * @param {Reading} [options]
 */
export const getItem = (layer, id, options) => getJson(itemPath(layer, id), options);
/**
 * What is said of a photo or a sound: alt, credit, transcript.
 *
 * @param {string} id
 */
export const getMedium = (id) => getJson(`/api/media/${encodeURIComponent(id)}`);
/**
 * @param {string} layer
 * @param {string} id
 * @param {string} lang
 */
export const itemPage = (layer, id, lang) => `${itemPath(layer, id)}?f=html&lang=${lang}`;

/**
 * @param {string} words
 * @param {Reading} [options]
 */
export function search(words, options) {
  return getJson(`/api/search?${new URLSearchParams({ q: words, limit: '100' })}`, options);
}

/**
 * One tile of the web's usual grid, as GeoJSON: clusters where there is too much for single features.
 *
 * @param {string} layer
 * @param {{ zoom: number, row: number, column: number }} place
 * @param {Reading} [options]
 */
export function getTile(layer, { zoom, row, column }, options) {
  return getJson(`${collection(layer)}/tiles/WebMercatorQuad/${zoom}/${row}/${column}?f=geojson`, options);
}

/**
 * The page after this one, or null.
 *
 * @param {Page} page
 * @param {Reading} [options]
 * @returns {Promise<Page> | null}
 */
export function getNext(page, options) {
  const next = page.links?.find((link) => link.rel === 'next');
  if (!next || page.features.length === 0) return null;
  const url = new URL(next.href, location.href);
  return getJson(url.pathname + url.search, options); // same origin, however the server names itself
}

/**
 * One page of features. `params` are the API's own: bbox, properties, limit, any property by name.
 *
 * @param {string} layer
 * @param {Record<string, any>} params
 * @param {Reading} [options]
 * @returns {Promise<Page>}
 */
export function getFeatures(layer, params, options) {
  return getJson(`${itemsPath(layer)}?${new URLSearchParams(params)}`, options);
}

/**
 * All features of a layer by `next` links, up to {@link FEATURE_CAP}.
 * `matched` is what the server has, so `matched > features.length` means that some are missing.
 *
 * @param {string} layer
 * @param {Record<string, any>} params
 * @param {Reading} [options]
 * @returns {Promise<{ features: import('./features.js').Feature[], matched: number }>}
 */
export async function getAllFeatures(layer, params, options) {
  const features = [];
  let page = await getFeatures(layer, { ...params, limit: PAGE_SIZE }, options);
  const matched = page.numberMatched;
  while (page) {
    features.push(...page.features);
    page = features.length < FEATURE_CAP ? await getNext(page, options) : null;
  }
  return { features: features.slice(0, FEATURE_CAP), matched: matched ?? features.length };
}
