/** One submission in full: what was sent, what it would change, what is like it, who says what, and what to do. */
import { h } from '../../dom.js';
import { dateWords, t } from '../../i18n.js';
import { errorWords, failed, loading } from '../../views/states.js';
import { openDialog } from '../frame/dialogs.js';
import { field, form } from '../frame/forms.js';
import { approve, assign, assignOther, isOvertaken, withText } from './decide.js';
import { drawMap, lookCard, mediaOf, placesOf } from './look.js';
import { differenceTable, layerOf } from './words.js';

const OPEN = ['received', 'changes-asked', 'answered'];
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
const path = (id, more = '') => `/api/submissions/${encodeURIComponent(id)}${more}`;

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
  async open(id, { notice, focus = true } = {}) {
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
    const section = (key, ...content) =>
      h('section', { class: `review-part review-part-${key}` }, h('h3', {}, t(`review.part.${key}`)), content);
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
        h('div', {}, this.#differences(section), this.#sent(section), this.#text(section)),
        h('div', {}, this.#place(section), section('consents', this.#consents()), section('contact', this.#contact())),
      ),
      section('history', this.#history()),
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

  #differences(section) {
    const { detail, layer } = this.work;
    if (!detail.differences.length) return '';
    const media = layer.schema?.properties.filter((p) => p['x-maeul-media']).map((p) => p.name) ?? [];
    const shown = (name, value) => {
      if (name === 'geometry') return value ? t('review.diff.onMap') : null;
      if (!media.includes(name) || !value) return null;
      return h(
        'div',
        { class: 'review-thumbs' },
        []
          .concat(value)
          .map((id) =>
            layer.schema.byName.get(name)['x-maeul-media'] === 'photo'
              ? h('img', {
                  src: `/media/${id}/thumbnail`,
                  alt: detail.media.find((one) => one.id === id)?.alt || t('review.photo.noAlt'),
                })
              : h('audio', { controls: true, preload: 'none', src: `/media/${id}`, 'aria-label': t('review.sound') }),
          ),
      );
    };
    return section('differences', differenceTable(detail.differences, layer.schema, shown));
  }

  #sent(section) {
    const { detail, layer } = this.work;
    const media = mediaOf(detail.media, this.#context.blur ? (one, img) => this.#context.blur(one, img) : null);
    if (detail.look)
      return section(
        detail.kind === 'new' ? 'look' : 'lookAfter',
        lookCard(layer, detail.look, media, { level: 'h4' }),
      );
    const feature = { properties: detail.values };
    return section(
      'sent',
      detail.kind === 'vacancy' ? h('p', { class: 'note' }, t('review.neverPublic')) : null,
      Object.keys(detail.values).length ? lookCard({}, feature) : null,
      media,
      detail.addressText
        ? h('dl', { class: 'facts' }, h('div', {}, h('dt', {}, t('review.address')), h('dd', {}, detail.addressText)))
        : null,
    );
  }

  #text(section) {
    const { detail } = this.work;
    return detail.text
      ? section(
          detail.kind === 'correction' ? 'correction' : 'message',
          h('blockquote', { class: 'review-quote review-text' }, detail.text),
        )
      : '';
  }

  #place(section) {
    const { detail } = this.work;
    const places = placesOf(this.work.layer, detail);
    const alike = detail.alike.length
      ? h(
          'ol',
          { class: 'review-alike' },
          detail.alike.map((one, index) =>
            h(
              'li',
              { dataset: { alike: one.id } },
              h(
                'p',
                {},
                h('span', { class: 'review-number' }, String(index + 1)),
                h(
                  'span',
                  {},
                  h('strong', {}, one.title || detail.layerTitle),
                  h('small', {}, t(`review.alike.${one.type}`)),
                ),
              ),
              h(
                'button',
                { type: 'button', class: 'button button-small', onclick: () => this.#beside(one) },
                t('review.beside'),
              ),
            ),
          ),
        )
      : null;
    return section(
      'place',
      places.length
        ? h('div', {
            class: 'review-map',
            role: 'group',
            'aria-label': t('review.map.label', { n: detail.alike.length }),
          })
        : h('p', { class: 'note' }, t('review.noPlace')),
      detail.kind === 'new' || detail.kind === 'vacancy' ? h('h4', {}, t('review.alike')) : null,
      alike ??
        (['new', 'vacancy'].includes(detail.kind)
          ? h('p', { class: 'note' }, t(OPEN.includes(detail.state) ? 'review.alike.none' : 'review.alike.over'))
          : null),
    );
  }

  async #drawMap() {
    const element = this.#root.querySelector('.review-map');
    if (!element) return;
    const { detail, layer } = this.work;
    const mine = this.#turn;
    const pick = (key) => {
      const one = detail.alike.find((other) => other.id === key);
      if (one) this.#beside(one);
    };
    try {
      const map = await drawMap(element, placesOf(layer, detail), { catalog: this.#context.catalog, pick });
      if (mine === this.#turn) this.#map = map;
      else map.remove();
    } catch {
      element.replaceWith(h('p', { class: 'note' }, t('review.map.failed')));
    }
  }

  /** What was sent and what is like it, side by side. */
  async #beside(one) {
    const { api, detail, layer } = this.work;
    const other = h('div', {}, loading());
    const mine = h(
      'div',
      {},
      detail.look
        ? lookCard(layer, detail.look, mediaOf(detail.media))
        : lookCard(layer, { properties: detail.values }, mediaOf(detail.media)),
    );
    openDialog({
      title: t('review.beside.title'),
      wide: true,
      body: h(
        'div',
        { class: 'review-beside' },
        h('section', {}, h('h3', {}, t('review.beside.this')), mine),
        h('section', { dataset: { beside: one.id } }, h('h3', {}, t(`review.alike.${one.type}`)), other),
      ),
    });
    try {
      const found =
        one.type === 'submission'
          ? await api.get(path(one.id))
          : await api.get(`/api/collections/${encodeURIComponent(detail.layer)}/items/${encodeURIComponent(one.id)}`);
      const feature = one.type === 'submission' ? (found.look ?? { properties: found.values }) : found;
      const link =
        one.type === 'submission'
          ? `#/review/${one.id}`
          : `/api/collections/${encodeURIComponent(detail.layer)}/items/${encodeURIComponent(one.id)}?f=html`;
      other.replaceChildren(
        lookCard(layer, feature, one.type === 'submission' ? mediaOf(found.media) : null),
        h(
          'p',
          {},
          h(
            'a',
            { href: link, target: '_blank', rel: 'noopener' },
            t('review.beside.open'),
            h('span', { class: 'sr-only' }, t('link.newWindow')),
          ),
        ),
      );
    } catch (error) {
      other.replaceChildren(h('p', { role: 'alert' }, errorWords(error)));
    }
  }

  #consents() {
    const given = this.work.detail.consents;
    if (!given) return h('p', { class: 'note' }, t('review.consent.none'));
    const line = (name) =>
      h(
        'li',
        { class: given[name] ? 'is-given' : 'is-not' },
        h('span', { 'aria-hidden': 'true' }, given[name] ? '✓' : '✕'),
        ` ${t(`review.consent.${name}`)}: `,
        h('strong', {}, t(given[name] ? 'review.consent.yes' : 'review.consent.no')),
      );
    return [
      h('ul', { class: 'review-consents' }, ['collection', 'publication', 'portrait'].map(line)),
      h(
        'p',
        { class: 'note' },
        [
          given.at ? t('review.consent.at', { when: dateWords(given.at) }) : '',
          t(`review.consent.age.${given.age}`),
          t('review.consent.version', { version: given.version }),
        ]
          .filter(Boolean)
          .join(' · '),
      ),
    ];
  }

  /** Asked for by a button, because who reads it is on record. */
  #contact() {
    const { api, detail } = this.work;
    const has = ['Email', 'Telephone', 'Guardian'].filter((name) => detail.contact[`has${name}`]);
    if (!has.length) return h('p', { class: 'note' }, t('review.contact.none'));
    const place = h('div', { 'aria-live': 'polite' });
    const show = h(
      'button',
      {
        type: 'button',
        class: 'button',
        dataset: { action: 'contact' },
        onclick: async () => {
          try {
            const told = await api.get(path(detail.id, '/contact'));
            place.replaceChildren(
              h(
                'dl',
                { class: 'facts' },
                ['email', 'telephone', 'guardian']
                  .filter((name) => told[name])
                  .map((name) =>
                    h(
                      'div',
                      {},
                      h('dt', {}, t(`review.contact.${name}`)),
                      h(
                        'dd',
                        {},
                        name === 'telephone'
                          ? h('a', { href: `tel:${told[name].replace(/[^+\d]/g, '')}` }, told[name])
                          : name === 'email'
                            ? h('a', { href: `mailto:${encodeURIComponent(told[name])}` }, told[name])
                            : told[name],
                      ),
                    ),
                  ),
              ),
            );
            show.remove();
          } catch (error) {
            place.replaceChildren(h('p', { role: 'alert' }, errorWords(error)));
          }
        },
      },
      t('review.contact.show'),
    );
    return [
      h(
        'p',
        {},
        t('review.contact.has', { what: has.map((name) => t(`review.contact.${name.toLowerCase()}`)).join(', ') }),
      ),
      h('p', { class: 'note' }, t('review.contact.logged')),
      show,
      place,
    ];
  }

  #history() {
    const { detail } = this.work;
    return h(
      'ol',
      { class: 'review-history' },
      detail.history.map((one) =>
        h(
          'li',
          { class: one.internal ? 'is-internal' : one.account ? 'is-centre' : 'is-resident' },
          h(
            'p',
            { class: 'review-history-head' },
            h('strong', {}, one.account || one.name ? (one.name ?? '') : t('review.contributor')),
            ` ${t(`review.history.${one.kind}`)} `,
            h('time', { datetime: one.at }, dateWords(one.at)),
            one.internal ? h('span', { class: 'badge' }, t('review.internal')) : null,
          ),
          one.text
            ? h(
                'p',
                { class: 'review-text' },
                one.kind === 'assigned' ? t('review.assignedTo', { name: one.text }) : one.text,
              )
            : null,
        ),
      ),
    );
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
