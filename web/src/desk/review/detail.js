/** One submission in full: what was sent, what it would change, what is like it, who says what, and what to do. */
import { h } from '../../dom.js';
import { dateWords, t } from '../../i18n.js';
import { errorWords, failed, loading } from '../../views/states.js';
import { field, form } from '../frame/forms.js';
import { beside, placePart } from './alike.js';
import { consents, contact } from './contributor.js';
import { approve, assign, assignOther, isOvertaken, withText } from './decide.js';
import { history } from './history.js';
import { drawMap, placesOf } from './look.js';
import { differencesPart, sentPart, textPart } from './sent.js';
import { OPEN, path, section } from './submission.js';
import { layerOf } from './words.js';

const BADGES = {
  received: 'badge-wait',
  answered: 'badge-wait',
  'changes-asked': '',
  approved: 'badge-good',
  refused: 'badge-stop',
  'taken-down': 'badge-stop',
  withdrawn: 'badge-stop',
};
export const stateBadge = (one) => h('span', { class: `badge ${BADGES[one.state] ?? ''}` }, one.stateTitle);
export const titleOfSubmission = (one) => one.title || one.layerTitle;

export class Detail {
  #root;
  #context;
  #told;
  #map = null;
  #turn = 0;
  work = null;

  /**
   * `told.decided(detail, said)` after a decision that ends the reviewer's turn, `told.changed(detail)` after any
   * other.
   */
  constructor(root, context, told) {
    this.#root = root;
    this.#context = context;
    this.#told = told;
  }

  /** Reads and shows one; `notice` is said above it. */
  async open(id, { notice = null, focus = true } = {}) {
    const mine = ++this.#turn;
    this.id = id;
    this.work = null;
    this.#clear();
    this.#root.replaceChildren(loading());
    try {
      const { api, catalog, say } = this.#context;
      const { body: detail, etag } = await api.request('GET', path(id));
      const layer = await layerOf(catalog, detail.layer);
      if (mine !== this.#turn) return;
      this.work = { api, catalog, say, detail, etag, layer };
      this.#draw(notice);
      if (focus) this.#root.querySelector('h2').focus();
    } catch (error) {
      if (mine !== this.#turn) return;
      this.#root.replaceChildren(
        error.status === 404
          ? h(
              'div',
              { class: 'state' },
              h('h2', { tabindex: '-1' }, t('review.gone')),
              h('p', {}, t('review.gone.text')),
            )
          : failed(error, () => this.open(id)),
      );
    }
  }

  #clear() {
    this.#map?.remove();
    this.#map = null;
  }

  close() {
    this.#turn++;
    this.#clear();
  }

  #draw(notice) {
    const { detail } = this.work;
    const { title } = this.#context;
    const name = titleOfSubmission(detail);
    title(name);
    const { work: part } = this;
    this.#root.replaceChildren(
      h('p', { class: 'review-back' }, h('a', { class: 'button button-small', href: '#/review' }, t('review.back'))),
      notice ? h('div', { class: 'notice', role: 'status' }, notice) : '',
      h(
        'header',
        { class: 'review-head' },
        h('h2', { tabindex: '-1' }, name),
        h(
          'p',
          { class: 'badges' },
          stateBadge(detail),
          h('span', { class: 'badge' }, t(`review.kind.${detail.kind}`)),
          h('span', { class: 'badge' }, detail.layerTitle),
        ),
        h(
          'p',
          { class: 'note' },
          [
            t('review.received', { when: dateWords(detail.receivedAt) }),
            detail.assignedName ? t('review.assignedTo', { name: detail.assignedName }) : t('review.assignedToNobody'),
          ].join(' · '),
        ),
      ),
      this.#ended(),
      this.#actions(),
      h(
        'div',
        { class: 'review-columns' },
        h('div', {}, differencesPart(part), sentPart(part), textPart(part)),
        h('div', {}, placePart(part), section('consents', consents(part)), section('contact', contact(part))),
      ),
      section('history', history(part)),
      section('comment', this.#comment()),
    );
    this.#drawMap();
  }

  #ended() {
    const { detail } = this.work;
    if (OPEN.includes(detail.state)) return '';
    return h(
      'div',
      { class: 'notice' },
      h(
        'p',
        {},
        t(detail.decidedBy ? 'review.decided' : 'review.ended', {
          what: detail.stateTitle,
          name: detail.decidedBy ?? '',
          when: dateWords(detail.endedAt ?? detail.changedAt),
        }),
      ),
      detail.reason ? h('p', {}, h('strong', {}, `${t('review.reason')} `), detail.reason) : null,
      detail.item && detail.state === 'approved'
        ? h('p', {}, h('a', { href: `${detail.itemPath}?f=html` }, t('review.seeItem')))
        : null,
    );
  }

  #actions() {
    const { detail } = this.work;
    const button = (action, className = '') =>
      h(
        'button',
        { type: 'button', class: `button ${className}`, dataset: { action }, onclick: () => this.act(action) },
        t(`review.do.${action === 'approve' ? `approve.${detail.kind}` : action}`),
      );
    if (OPEN.includes(detail.state)) {
      return h(
        'div',
        { class: 'button-row review-actions', role: 'group', 'aria-label': t('review.actions') },
        button('approve', 'button-main'),
        button('ask'),
        button('refuse', 'button-danger'),
        detail.assignedTo === this.#context.session.account.id ? button('unassign') : button('mine'),
        button('assign'),
      );
    }
    return detail.state === 'approved' && detail.kind === 'new'
      ? h('div', { class: 'button-row review-actions' }, button('take-down', 'button-danger'))
      : '';
  }

  async #drawMap() {
    const element = this.#root.querySelector('.review-map');
    if (!element) return;
    const { detail, layer } = this.work;
    const mine = this.#turn;
    const pick = (key) => {
      const one = detail.alike.find((other) => other.id === key);
      if (one) beside(this.work, one);
    };
    try {
      const map = await drawMap(element, placesOf(layer, detail), { catalog: this.#context.catalog, pick });
      if (mine === this.#turn) this.#map = map;
      else map.remove();
    } catch {
      element.replaceWith(h('p', { class: 'note' }, t('review.map.failed')));
    }
  }

  #comment() {
    const { api, detail } = this.work;
    const text = field({
      label: t('review.comment.label'),
      hint: t('review.comment.hint'),
      pointer: '/text',
      tag: 'textarea',
      rows: 3,
      maxlength: 2000,
      required: true,
    });
    text.control.id = 'review-comment';
    text.querySelector('label').htmlFor = 'review-comment';
    this.comment = text.control;
    return form({
      fields: text,
      submit: t('review.comment.submit'),
      act: async () => {
        await api.send('POST', path(detail.id, '/comment'), { text: text.control.value.trim() });
        text.control.value = '';
        await this.open(detail.id, { focus: false });
        this.#context.say(t('review.comment.done'));
        this.comment?.focus();
      },
    });
  }

  /** Whether a comment was begun. */
  unsaved() {
    return Boolean(this.comment?.isConnected && this.comment.value.trim());
  }

  /** Does what a button or a key asks for; nothing where it cannot be done now. */
  async act(action) {
    const { work } = this;
    if (!work || !(action === 'comment' || this.#root.querySelector(`[data-action="${action}"]`))) return;
    if (action === 'comment') {
      this.comment.focus();
      return;
    }
    try {
      if (action === 'mine' || action === 'unassign') await this.#assign(work, action === 'mine' ? 'me' : null);
      else if (action === 'assign') await this.#after(work, action, await assignOther(work));
      else await this.#after(work, action, await (action === 'approve' ? approve(work) : withText(action, work)));
    } catch (error) {
      if (isOvertaken(error)) await this.#after(work, action, error);
      else this.#context.say(errorWords(error), { visibly: true });
    }
  }

  async #assign(work, to) {
    const before = work.detail.assignedTo;
    const done = await assign(work, to);
    await this.open(work.detail.id, { focus: false });
    this.#told.changed(done.body);
    const undo = async () => {
      try {
        await assign(this.work?.detail.id === done.body.id ? this.work : { ...work, etag: done.etag }, before);
        this.#told.changed(done.body);
        if (this.id === done.body.id) await this.open(done.body.id, { focus: false });
      } catch (error) {
        this.#context.say(errorWords(error), { visibly: true });
      }
    };
    this.#context.say(t(to ? 'review.said.mine' : 'review.said.unassign'), {
      visibly: true,
      action: { label: t('review.undo'), act: undo },
    });
    this.#root.querySelector(`[data-action="${to ? 'unassign' : 'mine'}"]`)?.focus();
  }

  /** `outcome`: true, false, or what overtook it. */
  async #after(work, action, outcome) {
    if (outcome === false) return;
    if (outcome !== true) {
      this.#told.changed(work.detail);
      await this.open(work.detail.id, {
        notice: h('p', {}, h('strong', {}, errorWords(outcome)), ` ${t('review.overtaken')}`),
      });
      this.#context.say(errorWords(outcome));
      return;
    }
    const said = action === 'approve' ? `approve.${work.isDraft ? 'draft' : work.detail.kind}` : action;
    const words = t(`review.said.${said}`, { title: titleOfSubmission(work.detail) });
    this.#context.say(words, { visibly: true });
    if (action === 'assign' || action === 'take-down') {
      await this.open(work.detail.id);
      this.#told.changed(work.done.body);
    } else await this.#told.decided(work.detail, words);
  }
}
