/** One search box over all layers: an ARIA combobox. Late answers to earlier words are dropped. */
import { search } from '../api.js';
import { debounce, h } from '../dom.js';
import { count, t } from '../i18n.js';
import { keyOf } from '../features.js';
import { icon, symbol } from '../symbols.js';
import { errorWords } from './states.js';

const WAIT_MILLIS = 180;

export class SearchBox {
  #page;
  #input = document.getElementById('search');
  #options = document.getElementById('search-options');
  #says = document.getElementById('search-says');
  #popup = document.getElementById('search-popup');
  #clear = document.getElementById('search-clear');
  #found = [];
  #active = -1;
  #asking = null;

  /** `page`: { catalog, state, panel, say }. The box itself stands in index.html. */
  constructor(root, page) {
    this.#page = page;
    const ask = debounce(() => this.#ask(), WAIT_MILLIS);
    this.#input.addEventListener('input', () => { this.#clear.hidden = !this.#input.value; ask(); });
    this.#input.addEventListener('keydown', (event) => this.#key(event));
    this.#input.addEventListener('focus', () => this.#input.value && this.#ask());
    this.#clear.addEventListener('click', () => { this.#input.value = ''; this.#close(); this.#input.focus(); });
    this.#clear.replaceChildren(icon('close', 20));
    root.addEventListener('focusout', (event) => { if (!root.contains(event.relatedTarget)) this.#close(); });
    this.#popup.addEventListener('pointerdown', (event) => event.preventDefault()); // the focus stays in the box
    this.translate();
    if (this.#input.value) this.#ask(); // typed while this module was on its way
  }

  translate() {
    this.#options.setAttribute('aria-label', t('search.results'));
    this.#clear.setAttribute('aria-label', t('search.clear'));
    this.#close();
  }

  async #ask() {
    this.#asking?.abort();
    const words = this.#input.value.trim();
    if (!words) {
      this.#close();
      return;
    }
    const asking = new AbortController();
    this.#asking = asking;
    if (this.#popup.hidden) this.#tell(t('search.looking'));
    try {
      const body = await search(words, { signal: asking.signal });
      if (this.#asking === asking) this.#show(body.features, words);
    } catch (error) {
      if (this.#asking === asking && error.name !== 'AbortError') this.#tell(errorWords(error));
    }
  }

  #show(features, words) {
    this.#found = features;
    this.#active = -1;
    this.#input.removeAttribute('aria-activedescendant');
    if (!features.length) {
      this.#tell(t('search.nothing', { words }));
      return;
    }
    this.#options.replaceChildren(...features.map((feature, i) => this.#option(feature, i)));
    this.#says.hidden = true;
    this.#options.hidden = false;
    this.#popup.hidden = false;
    this.#input.setAttribute('aria-expanded', 'true');
    this.#page.say(t('search.found', { n: count(features.length) }));
  }

  #option(feature, i) {
    const { layer, layerTitle, title, subtitle, address } = feature.properties;
    const info = this.#page.catalog.get(layer);
    const kind = info?.title(this.#page.state.now.lang) ?? layerTitle;
    return h('li', { role: 'option', id: `search-option-${i}`, 'aria-selected': 'false', onclick: () => this.#pick(i) },
      symbol(info?.symbol, info?.accent ?? '#57606a', 22),
      h('span', { class: 'option-words' }, h('span', {}, title ?? kind), h('small', {}, [kind, address ?? subtitle].filter(Boolean).join(' · '))));
  }

  #tell(words) {
    this.#options.hidden = true;
    this.#input.setAttribute('aria-expanded', 'false');
    this.#says.textContent = words;
    this.#says.hidden = false;
    this.#popup.hidden = false;
    this.#page.say(words);
  }

  #close() {
    this.#asking?.abort();
    this.#asking = null;
    this.#found = [];
    this.#active = -1;
    this.#popup.hidden = true;
    this.#options.hidden = true;
    this.#options.replaceChildren();
    this.#input.setAttribute('aria-expanded', 'false');
    this.#input.removeAttribute('aria-activedescendant');
    this.#clear.hidden = !this.#input.value;
  }

  #key(event) {
    if (event.isComposing) return; // a syllable is not finished
    if (event.key === 'Escape') {
      if (this.#popup.hidden) this.#input.value = '';
      this.#close();
      event.preventDefault();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (this.#found.length) this.#pick(Math.max(0, this.#active));
      else this.#ask();
    } else if (this.#found.length && ['ArrowDown', 'ArrowUp'].includes(event.key)) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const from = this.#active === -1 && step === -1 ? 0 : this.#active;
      this.#activate((from + step + this.#found.length) % this.#found.length);
    } else if (event.key === 'ArrowDown') this.#ask();
  }

  #activate(i) {
    this.#options.children[this.#active]?.setAttribute('aria-selected', 'false');
    this.#active = i;
    const option = this.#options.children[i];
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    this.#input.setAttribute('aria-activedescendant', option.id);
  }

  #pick(i) {
    const feature = this.#found[i];
    this.#close();
    const { layer } = feature.properties;
    const id = String(feature.id);
    this.#page.panel.open(id.startsWith(`${layer}/`) ? id : keyOf(layer, id));
  }
}
