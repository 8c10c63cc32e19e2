/** Who is signed in: said by GET /api/session, which is asked and never guessed. */
import * as api from '../api.js';

const URL_SESSION = '/api/session';
/** When somebody last used the desk, in any of the browser's tabs: those share the session. */
const USED = 'maeul.desk.used';

/** Says `change` when somebody else, or nobody, is signed in. */
export class Session extends EventTarget {
  #now = { signedIn: false };
  #used = Date.now();

  constructor() {
    super();
    api.onAnswer(() => this.#use());
  }

  get signedIn() {
    return this.#now.signedIn;
  }
  get account() {
    return this.#now.account ?? null;
  }
  get roles() {
    return this.account?.roles ?? [];
  }
  /** Scopes that a token of this account may have. */
  get tokenScopes() {
    return this.#now.tokenScopes ?? [];
  }
  /** Where another service signs people in, or undefined. */
  get openId() {
    return this.#now.openId;
  }
  get idleMinutes() {
    return this.#now.idleMinutes;
  }

  /** Whether nothing can be done before a second factor is set up. */
  get mustEnrol() {
    return this.signedIn && this.#now.mustEnrol === true;
  }

  has(...roles) {
    return roles.some((role) => this.roles.includes(role));
  }

  /** What the service says now, without taking it over. */
  async look() {
    return (await api.request('GET', URL_SESSION, undefined, { alone: true })).body;
  }

  /** Asks who is signed in. */
  async load() {
    this.take(await this.look());
    return this.signedIn;
  }

  /**
   * Answers true, or false where a code of the second factor is needed beside. Throws {@link ApiError}: 401 where login
   * or password are wrong, 422 where the code is, 429 where one has to wait.
   */
  async signIn(login, password, code) {
    const answer = (
      await api.request('POST', URL_SESSION, { login, password, ...(code ? { code } : {}) }, { alone: true })
    ).body;
    if (!answer.needsCode) this.take(answer);
    return !answer.needsCode;
  }

  /** Signs out here, or everywhere. */
  async signOut({ everywhere = false } = {}) {
    await api
      .request('DELETE', everywhere ? '/api/sessions' : URL_SESSION, undefined, { alone: true })
      .catch((error) => {
        if (error.status !== 401) throw error;
      });
    this.take({ signedIn: false, openId: this.openId });
  }

  /** Takes over what the service says of the session, whichever route said it. */
  take(answer) {
    const before = JSON.stringify(this.account);
    this.#now = { openId: this.openId, ...answer };
    api.useCsrf(answer.csrf ?? null);
    this.#use();
    if (JSON.stringify(this.account) !== before) this.dispatchEvent(new Event('change'));
  }

  #use() {
    this.#used = Date.now();
    try {
      localStorage.setItem(USED, String(this.#used));
    } catch {
      /* then this tab knows of itself alone */
    }
  }

  /** When the session ends, in milliseconds, as far as this browser knows; Infinity where nobody is signed in. */
  get endsAt() {
    if (!this.signedIn) return Infinity;
    let used = this.#used;
    try {
      used = Math.max(used, Number(localStorage.getItem(USED)) || 0);
    } catch {
      /* as above */
    }
    return Math.min(Date.parse(this.#now.ends), used + this.#now.idleMinutes * 60_000);
  }

  /** When it ends in any case, as the service says it. */
  get latest() {
    return this.#now.ends;
  }

  /** Whether it will end whatever one does, rather than for want of use. */
  get endsAnyway() {
    return Date.parse(this.#now.ends) - this.endsAt < 60_000;
  }
}
