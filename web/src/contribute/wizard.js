/**
 * Steps one after another with a line that says how far one is. Going back loses nothing; every step is an entry of the
 * history.
 */
import { h } from '../dom.js';
import { t } from '../i18n.js';
import { errorWords } from '../views/states.js';
import { clearErrors, showErrors } from './fields.js';

export class Wizard {
  #root;
  #context;
  #steps;
  #send;
  #at = 0;
  #open = null;
  #isSending = false;
  #onPop = () => this.#show(Math.min(history.state?.step ?? 0, this.#reached));
  #reached;

  /**
   * @param context what the steps share: { draft, save(), schema, … }
   * @param steps modules: { id, owns, titleOf(context), check(context), open(context) → { node, check(), close?() } }
   * @param send what the last button does; a thrown error with `errors` leads to the steps they are about
   */
  constructor(root, context, steps, { send, sendKey, heading, leave }) {
    this.#root = root;
    this.#context = context;
    this.#steps = steps;
    this.#send = { act: send, key: sendKey };
    this.heading = heading;
    this.leave = leave;
    this.#reached = Math.min(context.draft.step ?? 0, steps.length - 1);
    context.fail = (errors) => this.#lead(errors);
    addEventListener('popstate', this.#onPop);
  }

  start() {
    const wanted = Math.min(history.state?.step ?? this.#reached, this.#reached);
    history.replaceState({ ...history.state, step: wanted }, '');
    this.#show(wanted, { focus: false });
  }

  /** Draws the step anew, in another language. */
  redraw() {
    this.#show(this.#at, { focus: false });
  }

  close() {
    this.#open?.close?.();
    removeEventListener('popstate', this.#onPop);
  }

  #go(at) {
    if (at === this.#at) return;
    history.pushState({ ...history.state, step: at }, '');
    this.#show(at);
  }

  #show(at, { focus = true, errors = [] } = {}) {
    this.#open?.close?.();
    this.#at = at;
    const { draft, save } = this.#context;
    this.#reached = Math.max(this.#reached, at);
    draft.step = this.#reached;
    save();
    const step = this.#steps[at];
    this.#open = step.open(this.#context);
    const title = h('h2', { class: 'give-title', tabindex: '-1', id: 'step-title' }, step.titleOf(this.#context));
    const body = h('div', { class: 'give-step', dataset: { step: step.id } }, title, this.#open.node);
    this.#body = body;
    this.#root.replaceChildren(this.#head(), this.#progress(), body, this.#buttons());
    document.title = `${step.titleOf(this.#context)} · ${this.heading()}`;
    scrollTo(0, 0);
    if (errors.length) showErrors(body, errors);
    else if (focus) title.focus({ preventScroll: true });
  }
  #body;

  #head() {
    return h(
      'div',
      { class: 'give-head' },
      h('h1', {}, this.heading()),
      this.leave
        ? h('a', { class: 'give-leave', href: this.leave.href, onclick: this.leave.act }, this.leave.words())
        : null,
    );
  }

  #progress() {
    const many = this.#steps.length;
    return h(
      'nav',
      { class: 'give-progress', 'aria-label': t('give.progress') },
      h('p', {}, t('give.stepOf', { n: this.#at + 1, of: many })),
      h(
        'ol',
        {},
        this.#steps.map((step, at) =>
          h(
            'li',
            { class: at < this.#at ? 'is-past' : at === this.#at ? 'is-now' : '' },
            h(
              'button',
              {
                type: 'button',
                disabled: at > this.#reached,
                'aria-current': at === this.#at ? 'step' : undefined,
                'aria-label': `${at + 1}. ${step.titleOf(this.#context)}`,
                onclick: () => this.#turnTo(at),
              },
              h('span', { 'aria-hidden': 'true' }, String(at + 1)),
            ),
          ),
        ),
      ),
    );
  }

  #buttons() {
    const last = this.#at === this.#steps.length - 1;
    this.#said = h('div', { class: 'give-said', role: 'status' });
    this.#forward = h(
      'button',
      {
        type: 'button',
        class: 'button button-main button-next-step',
        id: last ? 'send' : 'next',
        onclick: () => (last ? this.#finish() : this.#turnTo(this.#at + 1)),
      },
      t(last ? this.#send.key : 'give.next'),
    );
    return h(
      'div',
      { class: 'give-foot' },
      this.#said,
      h(
        'div',
        { class: 'give-buttons' },
        this.#at > 0
          ? h(
              'button',
              { type: 'button', class: 'button', id: 'back', onclick: () => this.#go(this.#at - 1) },
              t('give.back'),
            )
          : h('span', {}),
        this.#forward,
      ),
    );
  }
  #said;
  #forward;

  #turnTo(at) {
    if (at > this.#at) {
      const errors = this.#open.check();
      if (errors.length) {
        showErrors(this.#body, errors);
        return;
      }
      clearErrors(this.#body);
    }
    this.#go(at);
  }

  /** To the first step that an error is about, with all that is wrong there. */
  #lead(errors) {
    const { photos } = this.#context.draft;
    const named = errors.map(({ pointer, words }) => ({
      words,
      pointer: pointer
        .replace(new RegExp(`^/media/${photos.length}(?=/|$)`), '/media/sound')
        .replace(/^\/portrait/, '/consents/portrait'),
    }));
    const at = this.#steps.findIndex((step) =>
      named.some((error) => step.owns.some((own) => error.pointer === own || error.pointer.startsWith(`${own}/`))),
    );
    if (at < 0) {
      showErrors(this.#body, named);
      return;
    }
    const { owns } = this.#steps[at];
    const here = named.filter(({ pointer }) => owns.some((own) => pointer === own || pointer.startsWith(`${own}/`)));
    history.pushState({ ...history.state, step: at }, '');
    this.#show(at, { errors: here });
  }

  async #finish() {
    if (this.#isSending) return;
    for (const [at, step] of this.#steps.entries()) {
      // what was skipped by a jump is checked too
      const errors = at === this.#at ? this.#open.check() : step.check(this.#context);
      if (errors.length) {
        this.#lead(errors);
        return;
      }
    }
    this.#isSending = true;
    this.#forward.setAttribute('aria-busy', 'true');
    this.#forward.disabled = true;
    this.#said.replaceChildren(h('p', {}, t('give.sending')));
    try {
      await this.#send.act();
    } catch (error) {
      if (error.errors?.length) this.#lead(error.errors);
      else this.#failed(error);
    }
    this.#isSending = false;
    this.#forward.removeAttribute('aria-busy');
    this.#forward.disabled = false;
  }

  /** Everything is still there, and the same button sends the same again. */
  #failed(error) {
    this.#said.replaceChildren(
      h(
        'div',
        { class: 'summary', role: 'alert', tabindex: '-1' },
        h('p', { class: 'summary-title' }, t('give.notSent')),
        h('p', {}, errorWords(error)),
        h('p', {}, t('give.kept')),
      ),
    );
    this.#forward.textContent = t('give.sendAgain');
    this.#said.querySelector('.summary').focus();
  }
}
