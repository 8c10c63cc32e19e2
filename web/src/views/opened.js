/** What is open over the list: one item, what lies around it, or what lies around the reader. */
import { loadDetailStyle } from '../dom.js';
import { t } from '../i18n.js';
import { splitKey } from '../features.js';
import { failed, loading } from './states.js';

export class Opened {
  #page;
  #list;
  #node = document.getElementById('item');
  #listNode = document.getElementById('list');
  #body = document.getElementById('panel-body');
  #turn = 0;
  #scroll = 0;
  #finding = null; // what lies around, while it is open
  #view = null; // that of around.js

  /** True where the reader has just asked to be found. */
  tapped = false;

  /** { key, feature, schema, info, numbers, title } of the open item, or null. */
  item = null;

  /** `list`: { context(), linkOf(key), draw() } of the panel. */
  constructor(page, list) {
    this.#page = page;
    this.#list = list;
  }

  get #now() {
    return this.#page.state.now;
  }

  get isOpen() {
    return !this.#node.hidden;
  }

  /** What is drawn in place of the list's own: { sections, ring }, or null. */
  get found() {
    return this.#finding;
  }

  async show({ focus }) {
    const turn = ++this.#turn;
    const stillWanted = () => turn === this.#turn;
    const { item, around, lang } = this.#now;
    if (around && this.#view?.about === `${item} ${lang}`) {
      await this.#view.update({ stillWanted, fit: true, find: this.#finder(stillWanted) });
      return;
    }
    this.#view = null;
    this.#uncover();
    try {
      if (this.#now.item) await this.#showItem(stillWanted, focus);
      else await this.#showAround(stillWanted, focus);
    } catch (error) {
      if (!stillWanted()) return;
      this.#finding = null;
      this.#node.replaceChildren(failed(error, () => this.show({ focus: true })));
    }
  }

  /** Takes what was found for the view that is still wanted. */
  #finder(stillWanted) {
    return (finding) => {
      if (!stillWanted()) return;
      this.#finding = finding;
      this.#list.draw();
    };
  }

  #uncover() {
    const { sheet } = this.#page;
    if (!this.isOpen) this.#scroll = this.#body.scrollTop;
    this.#listNode.hidden = true;
    this.#node.hidden = false;
    this.#node.replaceChildren(loading());
    sheet.offerBack(() => this.leave());
    this.#body.scrollTop = 0;
    sheet.atLeastHalf();
  }

  /** One step out: from around an item to the item, from an item to the list. */
  leave() {
    const { state } = this.#page;
    if (state.now.around && state.now.item) state.set({ around: null }, { step: true });
    else state.set({ item: null, around: null }, { step: true });
  }

  async #showItem(stillWanted, focus) {
    const { catalog, map, sheet, say } = this.#page;
    const key = this.#now.item;
    const [layerId, id] = splitKey(key);
    const info = catalog.get(layerId);
    if (!info) throw Object.assign(new Error(), { detail: t('error.noLayer') });
    const [{ openItem }] = await Promise.all([import('./item/item.js'), loadDetailStyle()]);
    const shown = await openItem(info, id, this.#list.context(), stillWanted);
    if (!stillWanted()) return;
    this.item = { key, info, ...shown };
    if (this.#now.around) {
      sheet.offerBack(() => this.leave(), shown.title);
      await this.#showAround(stillWanted, focus);
      return;
    }
    this.#finding = null;
    this.#node.replaceChildren(shown.node);
    if (focus) this.#node.querySelector('h2')?.focus({ preventScroll: true });
    document.title = `${shown.title} · ${t('brand.name')}`;
    this.#list.draw();
    if (focus || !this.#now.place) map.lookAt(shown.feature.geometry);
    say(t('say.item', { title: shown.title }));
  }

  async #showAround(stillWanted, focus) {
    const mine = this.#now.around === 'me';
    if (mine) this.item = null;
    const [module] = await Promise.all([
      mine ? import('./around/me.js') : import('./around/around.js'),
      loadDetailStyle(),
    ]);
    if (!stillWanted()) return;
    const { tapped } = this;
    this.tapped = false;
    const view = module.open(this.item, {
      ...this.#list.context(),
      find: this.#finder(stillWanted),
      stillWanted,
      tapped,
      fit: focus || !this.#now.place,
    });
    if (!mine) this.#view = { about: `${this.#now.item} ${this.#now.lang}`, update: view.update };
    this.#node.replaceChildren(view.node);
    if (focus) this.#node.querySelector('h2').focus({ preventScroll: true });
    document.title = `${view.title} · ${t('brand.name')}`;
    await view.filled;
  }

  close({ focus }) {
    this.#turn += 1;
    const key = this.item?.key;
    this.item = null;
    this.#finding = null;
    this.#view = null;
    this.#page.sheet.offerBack(null);
    this.#node.hidden = true;
    this.#node.replaceChildren();
    this.#listNode.hidden = false;
    document.title = t('page.title');
    this.#list.draw();
    this.#body.scrollTop = this.#scroll;
    if (!focus) return;
    const link = key && this.#list.linkOf(key);
    if (link) link.focus();
    else document.getElementById('panel').focus({ preventScroll: true });
  }

  /**
   * Reads what is open anew where it has changed; what cannot be read stays, what is withdrawn goes. True where it
   * changed.
   */
  async refresh(layerIds) {
    const { item } = this;
    if (!item || this.#now.around || !layerIds.includes(item.info.id)) return false;
    const turn = this.#turn;
    const stillWanted = () => turn === this.#turn;
    try {
      const { openItem } = await import('./item/item.js');
      const shown = await openItem(item.info, splitKey(item.key)[1], this.#list.context(), stillWanted);
      if (!stillWanted() || JSON.stringify(shown.feature) === JSON.stringify(item.feature)) return false;
      this.item = { key: item.key, info: item.info, ...shown };
      const { scrollTop } = this.#body;
      const had =
        this.#node.contains(document.activeElement) &&
        (document.activeElement.closest('[data-feature]')?.dataset.feature ?? '');
      this.#node.replaceChildren(shown.node);
      this.#body.scrollTop = scrollTop;
      if (had !== false)
        (this.#node.querySelector(`[data-feature="${CSS.escape(had)}"]`) ?? this.#node.querySelector('h2')).focus({
          preventScroll: true,
        });
      this.#list.draw();
      return true;
    } catch (error) {
      if (!stillWanted() || error.status !== 404) return false;
      this.item = null;
      this.#node.replaceChildren(failed(error, () => this.show({ focus: true })));
      this.#list.draw();
      return true;
    }
  }
}
