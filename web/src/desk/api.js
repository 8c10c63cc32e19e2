/**
 * Asks the API in the name of whoever is signed in. A session that has ended is begun anew in a dialog over the page,
 * and the request is sent again: what was typed stays where it is.
 */
import { ApiError } from '../api.js';
import { language } from '../i18n.js';

export { ApiError };

const SAFE = ['GET', 'HEAD'];
const JSON_TYPE = /[/+]json\b/;

let csrf = null;
/**
 * The word of the session that every change needs, or null.
 *
 * @param {string | null} word
 */
export const useCsrf = (word) => {
  csrf = word;
};

let heard = () => {};
/**
 * Calls `listener` whenever the service has answered somebody who is signed in.
 *
 * @param {() => void} listener
 */
export const onAnswer = (listener) => {
  heard = listener;
};

/**
 * What to do where the answer may mean that the session has ended: an async function of the status that answers true
 * where the request shall be sent again.
 */
/** @type {(status: number, csrf: string | null) => Promise<boolean>} */
let recover = async () => false;
/**
 * @param {typeof recover} handler
 */
export const onRefusal = (handler) => {
  recover = handler;
};

/**
 * GETs JSON. Throws {@link ApiError}; an abort passes through as it is.
 *
 * @type {(url: string, options?: Options) => Promise<any>}
 */
export const get = async (url, options = {}) => (await request('GET', url, undefined, options)).body;

/**
 * Sends a change. `body` is JSON, or anything that `fetch` takes (a Blob, a FormData), or undefined.
 * Options: `ifMatch` (an ETag), `type` (of the body), `headers`, `signal`, `file` (the body comes as `{ blob, name }`).
 * Answers `{ body, etag, status, location }`, `body` being null where there is none.
 *
 * @typedef {{ ifMatch?: string | null, type?: string, headers?: Record<string, string>, signal?: AbortSignal,
 *     file?: boolean, alone?: boolean }} Options
 * @typedef {{ body: any, etag: string | null, status: number, location: string | null }} Answer
 * @type {(method: string, url: string, body?: any, options?: Options) => Promise<Answer>}
 */
export const send = (method, url, body, options = {}) => request(method, url, body, options);

/**
 * The same as both, with `{ body, etag, status, location }` for a GET too. `alone`: no dialog, no second try.
 *
 * @param {string} method
 * @param {string} url
 * @param {any} [body]
 * @param {Options} [options]
 * @returns {Promise<Answer>}
 */
export async function request(method, url, body, options = {}) {
  const before = csrf;
  const answer = await once(method, url, body, options);
  if (!answer.error) {
    heard();
    return answer;
  }
  const mayHaveEnded = !options.alone && [401, 403, 404].includes(answer.error.status);
  if (mayHaveEnded && (await recover(answer.error.status, before))) {
    const again = await once(method, url, body, options);
    if (!again.error) return again;
    throw again.error;
  }
  throw answer.error;
}

/**
 * @param {string} method
 * @param {string} url
 * @param {any} body
 * @param {Options} options
 * @returns {Promise<any>} an {@link Answer}, or `{ error }`
 */
async function once(method, url, body, options) {
  const { ifMatch, type, headers = {}, signal, file = false } = options;
  let response;
  try {
    response = await fetch(url, {
      method,
      signal,
      credentials: 'same-origin',
      ...content(method, body, type, { ...headers, ...(ifMatch ? { 'If-Match': ifMatch } : {}) }),
    });
  } catch (cause) {
    if (cause.name === 'AbortError') throw cause;
    return { error: new ApiError('offline') };
  }
  try {
    const json = file && response.ok ? await fileOf(response) : await bodyOf(response);
    if (response.ok)
      return {
        body: json,
        etag: response.headers.get('ETag'),
        status: response.status,
        location: response.headers.get('Location'),
      };
    return { error: problem(response, json) };
  } catch (cause) {
    if (cause.name === 'AbortError') throw cause;
    return { error: new ApiError('broken', { status: response.status }) };
  }
}

function content(method, body, type, more) {
  const headers = { Accept: 'application/geo+json, application/json;q=0.9', 'Accept-Language': language(), ...more };
  if (!SAFE.includes(method) && csrf) headers['X-Maeul-CSRF'] = csrf;
  if (body === undefined || body === null) return { headers };
  const isData =
    body instanceof Blob || body instanceof FormData || body instanceof ArrayBuffer || typeof body === 'string';
  if (type || !isData) headers['Content-Type'] = type ?? 'application/json';
  return { headers, body: isData ? body : JSON.stringify(body) };
}

async function bodyOf(response) {
  const text = await response.text();
  return text && JSON_TYPE.test(response.headers.get('Content-Type') ?? '') ? JSON.parse(text) : text || null;
}

async function fileOf(response) {
  const said = /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get('Content-Disposition') ?? '')?.[1];
  const plain = /filename="?([^";]+)"?/i.exec(response.headers.get('Content-Disposition') ?? '')?.[1];
  return { blob: await response.blob(), name: said ? decodeURIComponent(said) : (plain ?? '') };
}

/**
 * What the API says of a request that it refused, as an error.
 *
 * @param {{ status: number }} response
 * @param {any} json
 */
export function problem(response, json) {
  if (typeof json !== 'object' || json === null) return new ApiError('broken', { status: response.status });
  const words = (one) => (language() === 'en' && one.detailEn) || one.detail;
  const errors = (json.errors ?? []).map((one) => ({
    pointer: one.pointer ?? one.parameter ?? '',
    detail: words(one),
    at: one.at,
  }));
  return new ApiError('problem', {
    status: response.status,
    title: json.title,
    detail: words(json),
    errorId: json.errorId,
    errors,
  });
}
