/** What the pages for residents ask of the API. The secret of a private link goes in a header, never in an address. */
import { worthSending } from '../filekind.js';
import { language } from '../i18n.js';

/** `kind`: offline (nothing came back), problem (the server said why), broken (it said nothing we understand). */
export class GiveError extends Error {
  constructor(kind, { status = 0, detail = '', errors = [], errorId = '' } = {}) {
    super(detail || kind);
    Object.assign(this, { kind, status, detail, errorId, errors });
  }
}

const WAIT_MILLIS = 30_000;
const LINK = 'X-Maeul-Contribution';
const FORM = 'X-Maeul-Form';
const ONCE = 'Idempotency-Key';
const UPLOAD_KEY = 'Maeul-Upload-Key';

/** The problem of an answer that is none that was hoped for. */
function problemOf(status, text) {
  try {
    const body = JSON.parse(text);
    const said = (one) => (language() === 'en' && one.detailEn) || one.detail || '';
    return new GiveError('problem', {
      status,
      detail: said(body),
      errorId: body.errorId ?? '',
      errors: (body.errors ?? []).map((one) => ({ pointer: one.pointer ?? '', words: said(one) })),
    });
  } catch {
    return new GiveError('broken', { status });
  }
}

/** @returns {Promise<any>} */
async function ask(method, url, { body = undefined, headers = {} } = {}) {
  let response;
  let text;
  try {
    response = await fetch(url, {
      method,
      cache: 'no-store',
      signal: AbortSignal.timeout?.(WAIT_MILLIS),
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: {
        Accept: 'application/json',
        'Accept-Language': language(),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
    });
    text = await response.text();
  } catch {
    throw new GiveError('offline');
  }
  if (!response.ok) throw problemOf(response.status, text);
  return text ? JSON.parse(text) : null;
}

/**
 * { form, schema, consents, limits } of a layer.
 *
 * @param {string} layer
 */
export const getForm = (layer) => ask('GET', `/api/contributions/form/${encodeURIComponent(layer)}`);
/**
 * { layer, feature } as everyone would see it; `secret` where it changes what was sent already.
 *
 * @param {any} body
 * @param {string} [secret]
 */
export const preview = (body, secret) =>
  ask('POST', '/api/contributions/preview', { body, headers: secret ? { [LINK]: secret } : {} });
/**
 * { id, secret, link }. The same key with the same body is the same contribution.
 *
 * @param {any} body
 * @param {string} onceKey
 */
export const submit = (body, onceKey) => ask('POST', '/api/contributions', { body, headers: { [ONCE]: onceKey } });
/**
 * @param {string} secret
 */
export const mine = (secret) => ask('GET', '/api/contributions/mine', { headers: { [LINK]: secret } });
/**
 * @param {string} secret
 * @param {any} body
 */
export const change = (secret, body) => ask('PATCH', '/api/contributions/mine', { body, headers: { [LINK]: secret } });
/**
 * @param {string} secret
 */
export const withdraw = (secret) => ask('DELETE', '/api/contributions/mine', { headers: { [LINK]: secret } });

/**
 * Sends one photo or recording: { id, medium, key, position }. `told` hears 0 to 1. `by`: { form } or { secret }.
 * XMLHttpRequest, since fetch tells nothing of how far it has got.
 *
 * @param {File} file
 * @param {{ form?: string, secret?: string }} by
 * @param {(share: number) => void} [told]
 * @returns {Promise<any>}
 */
export async function upload(file, by, told = () => {}) {
  const sent = await worthSending(file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/contributions/media');
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Accept-Language', language());
    request.setRequestHeader(by.secret ? LINK : FORM, by.secret ?? by.form);
    request.upload.onprogress = (event) => event.lengthComputable && told(event.loaded / event.total);
    request.onerror = () => reject(new GiveError('offline'));
    request.ontimeout = request.onerror;
    request.onload = () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText));
      else reject(problemOf(request.status, request.responseText));
    };
    request.send(new Blob([sent], { type: 'application/octet-stream' }));
  });
}

/**
 * A photo or a sound that only the holder of its key may see, as an address of this page. Throws where it is gone.
 *
 * @param {{ id: string, key?: string, medium: string }} medium
 * @param {string} [size]
 * @returns {Promise<string>}
 */
export async function mediaUrl({ id, key, medium }, size = 'screen') {
  let response;
  try {
    response = await fetch(`/media/${id}${medium === 'sound' ? '' : `/${size}`}`, {
      headers: key ? { [UPLOAD_KEY]: key } : {},
    });
  } catch {
    throw new GiveError('offline');
  }
  if (!response.ok) throw new GiveError('problem', { status: response.status });
  return URL.createObjectURL(await response.blob());
}
