/** What somebody is writing: kept in this browser with every keystroke, until it is sent or thrown away. */
const PREFIX = 'maeul.draft.';
/** A form's token is good for fourteen days; one that is nearly over is renewed. */
const FORM_MILLIS = 13 * 24 * 3600 * 1000;

export const MOST_PHOTOS = 6;

/** Nothing written yet. `values` are properties by name, `when` is how well the year is known. */
export function emptyDraft(kind, layer, item = null) {
  return {
    kind,
    layer,
    item,
    values: {},
    when: { way: '', year: '', decade: '' },
    text: '',
    point: null,
    addressText: '',
    website: '',
    photos: [],
    sound: null,
    name: '',
    contact: { email: '', telephone: '' },
    consents: {
      version: '',
      collection: false,
      publication: false,
      portrait: false,
      age: '',
      guardianAgrees: false,
      guardian: '',
    },
    form: '',
    formAt: 0,
    once: '',
    onceFor: '',
    step: 0,
  };
}

export const hasOldForm = (draft) => !draft.form || Date.now() - draft.formAt > FORM_MILLIS;

/** True where there is something that somebody would miss. */
export const isWorthKeeping = (draft) =>
  Boolean(
    draft.text ||
    draft.point ||
    draft.addressText ||
    draft.photos.length ||
    draft.sound ||
    draft.name ||
    draft.when.way ||
    Object.values(draft.values).some(Boolean),
  );

/** One draft under one name. Storage may be refused or full; then it lives as long as the page. */
export class Keeper {
  #name;
  isKept = true;

  constructor(name) {
    this.#name = PREFIX + name;
  }

  read(fresh) {
    try {
      const kept = JSON.parse(localStorage.getItem(this.#name));
      return kept?.kind === fresh.kind && kept.layer === fresh.layer ? { ...fresh, ...kept } : fresh;
    } catch {
      return fresh;
    }
  }

  write(draft) {
    try {
      localStorage.setItem(this.#name, JSON.stringify(draft));
      this.isKept = true;
    } catch {
      this.isKept = false;
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.#name);
    } catch {
      /* there was nothing then */
    }
  }
}

/** The same request again has the same key; another one, another. */
export function onceKey(draft, body) {
  const whole = JSON.stringify(body);
  if (draft.onceFor !== whole || !draft.once) {
    const bytes = crypto.getRandomValues(new Uint8Array(24));
    draft.once = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    draft.onceFor = whole;
  }
  return draft.once;
}
