/** Hears of writes while the page is looked at. Silence is no failure: what was loaded stays as it is. */
import { t } from './i18n.js';

const FIRST_WAIT_MILLIS = 5_000;
const LONGEST_WAIT_MILLIS = 300_000;
const GATHER_MILLIS = 600;

export class Live {
  #page;
  #source = null;
  #wait = FIRST_WAIT_MILLIS;
  #again = null;
  #missed = true; // what was written between loading and listening
  #changed = new Set();
  #gathering = null;
  #working = Promise.resolve();

  /** `page`: { catalog, say(words), refresh(layerIds) that tells whether anything visible changed }. */
  constructor(page) {
    this.#page = page;
    document.addEventListener('visibilitychange', () => this.#turn());
    addEventListener('pagehide', () => this.#close());
    addEventListener('pageshow', ({ persisted }) => persisted && this.#turn());
    addEventListener('online', () => {
      this.#wait = FIRST_WAIT_MILLIS;
      this.#turn();
    });
    this.#turn();
  }

  #turn() {
    if (document.visibilityState === 'visible') this.#open();
    else this.#close();
  }

  #open() {
    clearTimeout(this.#again);
    if (this.#source || !navigator.onLine) return;
    const source = new EventSource('/api/changes');
    this.#source = source;
    source.addEventListener('open', () => {
      this.#wait = FIRST_WAIT_MILLIS;
      if (this.#missed) this.#catchUp();
    });
    source.addEventListener('change', ({ data }) => this.#hear(data));
    source.addEventListener('error', () => {
      if (this.#source !== source) return;
      this.#close();
      this.#again = setTimeout(() => this.#turn(), this.#wait * (0.75 + Math.random() / 2)); // not all readers at once
      this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MILLIS);
    });
  }

  #close() {
    clearTimeout(this.#again);
    this.#source?.close();
    this.#source = null;
    this.#missed = true;
  }

  #hear(data) {
    const { layer, revision } = JSON.parse(data);
    const info = this.#page.catalog.get(layer);
    if (info && info.revision !== revision) this.#gather([layer]);
  }

  /** What was written while nobody listened. */
  async #catchUp() {
    this.#missed = false;
    try {
      const changed = await this.#page.catalog.findChanged();
      if (changed.length) this.#gather(changed);
    } catch {
      this.#missed = true; // asked again when the stream is next opened
    }
  }

  /** Writes often come in a row: they are taken together. */
  #gather(layerIds) {
    for (const id of layerIds) this.#changed.add(id);
    this.#gathering ??= setTimeout(() => {
      this.#gathering = null;
      this.#working = this.#working
        .then(() => this.#refresh())
        .catch(() => {
          this.#missed = true;
        });
    }, GATHER_MILLIS);
  }

  async #refresh() {
    const { catalog, say, refresh } = this.#page;
    const ids = [...this.#changed];
    this.#changed.clear();
    await Promise.all(ids.map((id) => catalog.get(id)?.renew()));
    if (await refresh(ids)) say(t('say.changed'));
  }
}
