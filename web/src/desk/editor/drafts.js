/**
 * What was typed and not saved, kept in this browser for whoever typed it: one draft for each item, and one for each
 * layer's new item. It survives a failed request, a closed tab and a session that has ended.
 */
const PREFIX = 'maeul.draft.';
const KEPT_MILLIS = 30 * 86_400_000;

export class Draft {
  #key;

  /** `id`: null for a new item. */
  constructor(account, layer, id) {
    this.#key = `${PREFIX}${account}.${layer}/${id ?? ''}`;
  }

  /** `{ at, etag, base, now }`, or null. */
  read() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.#key));
      return kept?.now && Date.now() - Date.parse(kept.at) < KEPT_MILLIS ? kept : null;
    } catch {
      return null;
    }
  }

  /** Answers whether it could be kept: some browsers refuse. */
  write({ etag, base, now }) {
    try {
      localStorage.setItem(this.#key, JSON.stringify({ at: new Date().toISOString(), etag, base, now }));
      return true;
    } catch {
      return false;
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.#key);
    } catch {
      /* then there is none */
    }
  }
}

/** Takes away drafts that nobody has come back to for a month. */
export function sweepDrafts() {
  try {
    for (const key of Object.keys(localStorage).filter((one) => one.startsWith(PREFIX))) {
      const at = Date.parse(JSON.parse(localStorage.getItem(key))?.at);
      if (!(Date.now() - at < KEPT_MILLIS)) localStorage.removeItem(key);
    }
  } catch {
    /* what cannot be read is left as it is */
  }
}
