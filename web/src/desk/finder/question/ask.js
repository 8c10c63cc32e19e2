/** What is asked and what came of it. Everything of the finder's view hangs on one of these. */
import { t } from '../../../i18n.js';
import { debounce } from '../../../dom.js';
import { CHOSEN_AT_MOST, COMPARED_AT_MOST, readRoute, requestOf, routeOf } from './state.js';
import { fittingFilter, fittingRaw, fittingWeights, unreadOf, withoutRefused } from './unread.js';

/** A slider that is being moved asks once it rests this long. */
const REST_MILLIS = 220;

/**
 * Says `state` whenever something else is asked for or looked at, `busy` when it begins or ends to ask, `result` with
 * every answer, `heat` when a house is pointed at. An answer that comes after a later question was asked is dropped.
 */
export class Finding extends EventTarget {
  /** `unread`: keys of the address that could not be read, until something else is asked for. */
  state;
  result = null;
  error = null;
  busy = false;
  hot = null;
  unread = [];
  #api;
  #profiles;
  #schema = null;
  #schemaOf;
  #turn = 0;
  #asked = '';
  #aborting = null;
  #address = null;
  #soon = debounce(() => this.ask(), REST_MILLIS);

  /** `schemaOf(layerId)` answers a promise of the layer's schema. */
  constructor(api, profiles, schemaOf) {
    super();
    this.#api = api;
    this.#profiles = profiles;
    this.#schemaOf = schemaOf;
  }

  get profiles() {
    return this.#profiles;
  }
  get profile() {
    return this.#profiles.find((one) => one.id === this.state.profile) ?? this.#profiles[0];
  }
  /** Of the layer that the profile ranks, in the reader's language. */
  get schema() {
    return this.#schema;
  }
  get api() {
    return this.#api;
  }
  get url() {
    return `/api/finder/${encodeURIComponent(this.profile.id)}`;
  }
  get request() {
    return requestOf(this.state, this.#schema);
  }
  /** Everything that is weighed, with what it weighs now. */
  get weights() {
    return Object.fromEntries(this.profile.criteria.map((one) => [one.id, this.state.weights[one.id] ?? one.weight]));
  }
  get isWeightless() {
    return Object.values(this.weights).every((n) => n === 0);
  }

  /** Takes over what the address says, and leaves out of it what cannot be read; asks where that is something else. */
  async read(route) {
    const state = readRoute(route);
    if (!this.#profiles.some((one) => one.id === state.profile)) state.profile = this.#profiles[0].id;
    state.weights = fittingWeights(state.weights, this.#profiles.find((one) => one.id === state.profile).criteria);
    const before = this.state;
    this.state = state;
    if (before?.profile !== state.profile) this.#schema = await this.#schemaOf(this.profile.layer);
    state.filter = fittingFilter(state.filter, this.#schema);
    state.raw = fittingRaw(state);
    this.#address = route;
    this.#tidy();
    await this.ask();
  }

  /** Says what of the address could not be read, and makes it say what is shown. */
  #tidy() {
    this.unread = unreadOf(this.#address, this.state);
    if (this.unread.length) history.replaceState(null, '', `#${routeOf(this.state)}`);
    this.#say('state');
  }

  /** Changes the state and the address with it; `push` makes a step that the browser's back button undoes. */
  async set(change, { push = false, soon = false } = {}) {
    const before = this.state;
    this.state = { ...before, ...change };
    this.#address = null;
    this.unread = [];
    if (before.profile !== this.state.profile) this.#schema = await this.#schemaOf(this.profile.layer);
    const address = `#${routeOf(this.state)}`;
    if (address !== location.hash) {
      if (push) location.hash = address;
      else history.replaceState(null, '', address);
    }
    this.#say('state');
    if (soon) this.#soon();
    else await this.ask();
  }

  /** Says of a part of the address that there is no such thing, where that is found out last. */
  miss(key) {
    if (this.#address === null || this.unread.includes(key)) return;
    this.unread = [...this.unread, key];
    this.#say('state');
  }

  heat(id) {
    if (id === this.hot) return;
    this.hot = id;
    this.#say('heat');
  }

  choose(ids, is = true) {
    const chosen = new Set(this.state.chosen);
    for (const id of ids) {
      if (!is) chosen.delete(id);
      else if (chosen.size < CHOSEN_AT_MOST) chosen.add(id);
    }
    return this.set({ chosen: [...chosen] });
  }

  /** Those that are chosen and ranked best, as many as stand side by side. */
  get compared() {
    const rank = (id) => this.row(id)?.rank ?? Infinity;
    return [...this.state.chosen]
      .sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)))
      .slice(0, COMPARED_AT_MOST);
  }

  /** The row of a house in the last answer, whichever list it stands in; undefined where it is in none. */
  row(id) {
    return (
      this.result &&
      [...this.result.ranking, ...this.result.insufficient, ...this.result.excluded].find((one) => one.id === id)
    );
  }

  isExcluded(id) {
    return this.result?.excluded.some((one) => one.id === id) ?? false;
  }

  /** Asks for what the state says, unless that is what was asked last. `again` asks in any case. */
  async ask({ again = false } = {}) {
    if (this.state.part === 'shortlists') return;
    const body = { ...this.request, limit: this.state.limit };
    const asked = JSON.stringify([this.url, body]);
    if (asked === this.#asked && !again) return;
    this.#asked = asked;
    this.#aborting?.abort();
    const mine = ++this.#turn;
    if (this.isWeightless) {
      this.#end(null, t('find.weights.none'));
      return;
    }
    this.#aborting = new AbortController();
    this.busy = true;
    this.#say('busy');
    try {
      const { body: result } = await this.#api.send('POST', this.url, body, { signal: this.#aborting.signal });
      if (mine === this.#turn) this.#end(result, null);
    } catch (error) {
      if (mine !== this.#turn || error.name === 'AbortError') return;
      const rest = this.#address === null ? null : withoutRefused(this.state, error.errors ?? []);
      if (!rest) {
        this.#end(null, error);
        return;
      }
      this.state = rest; // the address asked for what there is not; the ranking is shown without
      this.#tidy();
      await this.ask();
    }
  }

  #end(result, error) {
    if (error) this.#asked = '';
    else this.result = result;
    this.error = error;
    this.busy = false;
    this.#say('busy');
    this.#say('result');
  }

  /**
   * What the finder says of these houses alone, by the request of the state or another. Their ranks are among
   * themselves.
   */
  async only(ids, { profile = this.profile.id, request = this.request } = {}) {
    const { body } = await this.#api.send('POST', `/api/finder/${encodeURIComponent(profile)}`, {
      ...request,
      ids,
      limit: CHOSEN_AT_MOST,
    });
    return body;
  }

  /**
   * The rows of these houses among all that the request of the state is about: their ranks and spans are the list's.
   */
  async also(ids) {
    const { body } = await this.#api.send('POST', this.url, { ...this.request, also: ids, limit: 1 });
    return body.also;
  }

  close() {
    this.#turn++;
    this.#aborting?.abort();
  }

  #say(type) {
    this.dispatchEvent(new Event(type));
  }
}
