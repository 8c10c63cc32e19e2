/** What stands around every view of the desk: who is signed in, where to go, what has just happened. */
import { h } from '../../dom.js';
import { t, translatePage } from '../../i18n.js';
import { mayOpen, rolesInWords, VIEWS } from './views.js';

const TOAST_MILLIS = 6000;

export class Frame {
  #session;
  #bar = document.getElementById('desk-bar');
  #menu = document.getElementById('menu');
  #status = document.getElementById('status');
  #toasts = document.getElementById('toasts');
  #signOut;

  constructor(session, signOut) {
    this.#session = session;
    this.#signOut = signOut;
    this.#menu.addEventListener('click', () => this.#openMenu(this.#menu.getAttribute('aria-expanded') !== 'true'));
    document.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || this.#menu.getAttribute('aria-expanded') !== 'true') return;
      this.#openMenu(false);
      this.#menu.focus();
    });
    const skip = document.getElementById('skip');
    skip.addEventListener('click', (event) => {
      event.preventDefault();
      document.getElementById('view').focus();
    });
  }

  #openMenu(open) {
    this.#menu.setAttribute('aria-expanded', String(open));
    this.#bar.classList.toggle('is-open', open);
  }

  /** Draws it anew: somebody came or went, or reads another language. `now` is the name of the view. */
  draw(now) {
    translatePage();
    this.#menu.textContent = t('desk.menu');
    this.#toasts.setAttribute('aria-label', t('desk.toasts'));
    this.#menu.hidden = !this.#session.signedIn;
    this.#bar.hidden = !this.#session.signedIn;
    this.#openMenu(false);
    if (!this.#session.signedIn) {
      this.#bar.replaceChildren();
      return;
    }
    const { account, roles } = this.#session;
    this.#bar.replaceChildren(
      this.#session.mustEnrol
        ? ''
        : h(
            'nav',
            { class: 'desk-nav', 'aria-label': t('desk.nav') },
            h(
              'ul',
              {},
              VIEWS.filter((view) => mayOpen(view, this.#session)).map((view) =>
                h(
                  'li',
                  {},
                  h(
                    'a',
                    { href: `#/${view.name}`, dataset: { nav: view.name }, onclick: () => this.#openMenu(false) },
                    t(`desk.nav.${view.name}`),
                  ),
                ),
              ),
            ),
          ),
      h(
        'div',
        { class: 'desk-who' },
        h('p', {}, h('strong', {}, account.name), h('small', {}, rolesInWords(roles))),
        h('button', { type: 'button', class: 'button', id: 'sign-out', onclick: this.#signOut }, t('desk.signOut')),
      ),
    );
    this.mark(now);
  }

  /** Says in the navigation which view is open. */
  mark(now) {
    for (const link of this.#bar.querySelectorAll('[data-nav]')) {
      if (link.dataset.nav === now) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
  }

  /**
   * Says something to those who listen; `visibly` also to those who look. `action`: `{ label, act }`, a button beside
   * it (undo), for which the words stay until they are put away.
   */
  say(words, { visibly = false, action = null } = {}) {
    this.#status.textContent = '';
    requestAnimationFrame(() => {
      this.#status.textContent = words;
    });
    if (!visibly && !action) return;
    const away = () => toast.remove();
    const toast = h(
      'div',
      { class: 'toast' },
      h('p', {}, words),
      action
        ? h(
            'button',
            {
              type: 'button',
              class: 'button',
              onclick: () => {
                away();
                action.act();
              },
            },
            action.label,
          )
        : null,
      action
        ? h('button', { type: 'button', class: 'toast-close', 'aria-label': t('action.dismiss'), onclick: away }, '×')
        : null,
    );
    this.#toasts.replaceChildren(toast);
    if (!action) setTimeout(away, TOAST_MILLIS);
  }
}
