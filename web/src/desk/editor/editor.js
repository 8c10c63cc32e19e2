/** One item to write: the form made of /schema, drafts of what is typed, saving, what to do where two saved at once. */
import { itemPath } from '../../api.js';
import { debounce, h } from '../../dom.js';
import { language, t } from '../../i18n.js';
import { titleOf } from '../../schema/format.js';
import { errorWords } from '../../views/states.js';
import { clearErrors, halfTyped, missing, showError, showFaults } from '../frame/faults.js';
import { beginningOf, isChanged } from './changes.js';
import { resolveConflict } from './conflict.js';
import { Draft, sweepDrafts } from './drafts.js';
import { itemForm } from './form.js';
import { draftOffer, itemHead } from './head.js';
import { publishBar } from './publish.js';
import { sendItem } from './send.js';
import { savedWords } from './shown.js';
import { askToDelete } from './used.js';

const KEEP_AFTER_MILLIS = 400;

/**
 * @param {HTMLElement} root
 * @param {import('../frame/views.js').Context} context
 * @param {import('../../catalog.js').LayerInfo} info
 * @param {string | null} id
 */
export async function open(root, context, info, id) {
  const editor = new Editor(root, context, info, id);
  await editor.load();
  return {
    close: () => editor.close(),
    unsaved: () => editor.isUnsaved && !editor.isKept,
    translate: () => editor.draw(),
  };
}

class Editor {
  #root;
  #context;
  #info;
  #id;
  #schema;
  #base = { properties: {}, geometry: null };
  #etag = null;
  #form = null;
  #bar = null;
  #draft;
  #offered = null; // a draft that the reader has not decided on yet: it is not written over
  #busy = false;
  isKept = true;
  #keep = debounce(() => this.#keepDraft(), KEEP_AFTER_MILLIS);

  constructor(root, context, info, id) {
    this.#root = root;
    this.#context = context;
    this.#info = info;
    this.#id = id;
    this.#draft = new Draft(context.session.account.id, info.id, id);
    sweepDrafts();
  }

  get #address() {
    return itemPath(this.#info.id, this.#id);
  }
  get isUnsaved() {
    return Boolean(this.#form) && isChanged(this.#base, this.#form.read());
  }

  async load() {
    if (this.#id !== null) this.#take(await this.#ask());
    else this.#base = { properties: beginningOf(await this.#info.schema()), geometry: null };
    this.#offered = this.#draft.read();
    if (this.#offered && !isChanged(this.#base, this.#offered.now)) this.#forget();
    await this.draw();
  }

  #forget() {
    this.#draft.forget();
    this.#offered = null;
  }

  #ask() {
    return this.#context.api.request('GET', this.#address);
  }

  #take({ body, etag }) {
    this.#base = { properties: body.properties, geometry: body.geometry };
    this.#etag = etag;
  }

  /** Draws the form, with what was typed so far: also where the language has changed. */
  async draw(now = this.#form?.read() ?? this.#base) {
    this.#schema = await this.#info.schema();
    this.#form?.close();
    const { catalog, api, session, say, title } = this.#context;
    const lang = language();
    const name =
      this.#id === null
        ? t('edit.new.title', { layer: this.#info.title(lang) })
        : titleOf(this.#schema, { properties: this.#base.properties }, lang);
    title(name);
    this.#form = itemForm({ schema: this.#schema, info: this.#info, context: { catalog, api, session, say } });
    this.#bar = publishBar({ schema: this.#schema, isNew: this.#id === null, act: (what) => this.#act(what) });
    const node = h('form', { class: 'fields item-form', novalidate: true }, this.#form.node, this.#bar.node);
    node.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#act({ kind: 'save' });
    });
    node.addEventListener('input', () => {
      this.isKept = false;
      this.#keep();
      this.#bar.tell({ unsaved: true });
    });
    node.addEventListener('change', () => {
      this.isKept = false;
      this.#keep();
    });
    this.#root.replaceChildren(...itemHead(name, this.#info, this.#id), this.#offered ? this.#offer() : '', node);
    this.node = node;
    this.#form.write(now);
    this.#bar.show(this.#base.properties);
    this.#bar.tell({ unsaved: this.isUnsaved });
  }

  #offer() {
    const kept = this.#offered;
    return draftOffer(kept, {
      isOutdated: kept.etag !== this.#etag && this.#id !== null,
      take: () => {
        this.#offered = null;
        this.#base = kept.base;
        this.#etag = kept.etag; // so that what others saved since is told of, not written over
        this.#form.write(kept.now);
        this.#bar.show(this.#base.properties);
        this.#bar.tell({ unsaved: true });
        this.node.querySelector('input, textarea, select')?.focus();
        this.#context.say(t('edit.draft.taken'));
      },
      drop: () => {
        this.#forget();
        this.#keepDraft();
      },
    });
  }

  #keepDraft() {
    if (this.#busy || this.#offered || !this.#form || !this.node.isConnected) return;
    const now = this.#form.read();
    if (isChanged(this.#base, now)) this.isKept = this.#draft.write({ etag: this.#etag, base: this.#base, now });
    else {
      this.#draft.forget();
      this.isKept = true;
    }
    this.#bar.tell({ unsaved: this.isUnsaved, kept: this.isKept });
  }

  /** `what`: { kind: 'save' | 'delete', properties } where the properties are those of the life cycle. */
  async #act(what) {
    if (this.#busy) return;
    if (what.kind === 'delete') {
      await this.#delete();
      return;
    }
    clearErrors(this.node);
    if (this.#offered) {
      showFaults(this.node, [], t('edit.draft.first'));
      return;
    }
    this.#form.place?.mark(null);
    const drawn = this.#form.place?.fault();
    if (drawn || halfTyped(this.node).length) {
      showFaults(this.node, [...missing(this.node), drawn].filter(Boolean)); // all that is wrong at once
      return;
    }
    this.#setBusy(true);
    try {
      const now = this.#form.read();
      Object.assign(now.properties, what.properties ?? {});
      await this.#form.flush();
      const before = this.#base.properties;
      if (!(await this.#save(now))) return;
      const words = what.said ? t(what.said) : savedWords(this.#schema, before, this.#base.properties);
      this.#context.say(words, { visibly: true });
    } catch (error) {
      if (error.status === 412) await this.#clash(what);
      else if (error.status === 404 && this.#id !== null) showFaults(this.node, [], t('edit.gone'));
      else {
        showError(
          this.node,
          error.errors?.length
            ? error
            : Object.assign(error, { detail: `${errorWords(error)} ${t('edit.stillHere')}` }),
        );
        this.#form.place?.mark(error.errors?.find((one) => one.at)?.at ?? null);
      }
    } finally {
      this.#setBusy(false);
      this.#keepDraft();
    }
  }

  #setBusy(busy) {
    this.#busy = busy;
    this.#bar.busy(busy);
    this.node.toggleAttribute('aria-busy', busy);
  }

  /** Whether the writer still sees what was saved. */
  async #save(now) {
    const isNew = this.#id === null;
    const item = { layer: this.#info.id, address: isNew ? null : this.#address, etag: this.#etag };
    const answer = await sendItem(this.#context.api, item, this.#base, now);
    if (!answer) return true;
    this.#draft.forget();
    if (!answer.body) {
      this.#leave(now);
      return false;
    }
    this.#take(answer);
    if (isNew) {
      this.#id = answer.body.id;
      this.#draft = new Draft(this.#context.session.account.id, this.#info.id, this.#id);
      history.replaceState(null, '', `#/items/${this.#info.id}/${encodeURIComponent(this.#id)}`);
      await this.draw(this.#base);
      this.#root.querySelector('h1').focus();
    } else {
      this.#form.write(this.#base);
      this.#bar.show(this.#base.properties);
    }
    this.#bar.tell({ unsaved: false });
    return true;
  }

  /** What was saved is none of the writer's any more: a house that is not listed is for planners alone. */
  #leave(now) {
    this.#base = now;
    this.#context.say(t('edit.saved.unseen'), { visibly: true });
    this.#context.go(`/items/${this.#info.id}`);
  }

  /** Somebody else was quicker. */
  async #clash(what) {
    const ours = this.#form.read();
    Object.assign(ours.properties, what.properties ?? {});
    try {
      const answer = await this.#ask();
      const theirs = { properties: answer.body.properties, geometry: answer.body.geometry };
      const by = await this.#lastBy();
      const merged = await resolveConflict({ schema: this.#schema, base: this.#base, ours, theirs, by });
      if (!merged) return;
      this.#take(answer);
      this.#form.write(merged);
      const before = this.#base.properties;
      if (await this.#save(merged))
        this.#context.say(savedWords(this.#schema, before, this.#base.properties), { visibly: true });
    } catch (error) {
      if (error.status === 412) await this.#clash(what);
      else if (error.status === 404) showFaults(this.node, [], t('edit.gone'));
      else showError(this.node, error);
    }
  }

  async #lastBy() {
    try {
      return (await this.#context.api.get(`${this.#address}/history`)).revisions[0]?.by;
    } catch {
      return undefined; // nice to know, no more
    }
  }

  async #delete() {
    const title = titleOf(this.#schema, { properties: this.#base.properties }, language());
    if (!(await askToDelete(this.#context.api, this.#address, title))) return;
    try {
      await this.#context.api.send('DELETE', this.#address, undefined, { ifMatch: this.#etag });
    } catch (error) {
      if (error.status === 412) showFaults(this.node, [], t('edit.delete.changed'));
      else showError(this.node, error);
      return;
    }
    this.#draft.forget();
    this.#base = this.#form.read();
    this.#context.say(t('edit.deleted', { title }), { visibly: true });
    this.#context.go(`/items/${this.#info.id}`);
  }

  close() {
    this.#keepDraft();
    this.#form?.close();
    this.#form = null;
  }
}
