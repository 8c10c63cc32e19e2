/**
 * One search box over all layers: an ARIA combobox whose options stand in groups. Late answers to earlier words are
 * dropped.
 */
import { search } from '../api.js';
import { debounce, h } from '../dom.js';
import { count, t } from '../i18n.js';
import { keyOf } from '../features.js';
import { icon, symbol } from '../symbols.js';
import { errorWords } from './states.js';

const WAIT_MILLIS = 180;
const FOUND_AT_MOST = 100; // as search() asks
const OPTIONS_A_GROUP = 4;

export class SearchBox {
  #page;
  #input = /** @type {HTMLInputElement} */ (document.getElementById('search'));
  #options = document.getElementById('search-options');
  #says = document.getElementById('search-says');
  #popup = document.getElementById('search-popup');
  #clear = document.getElementById('search-clear');
  #found = []; // { node, feature } in the order they stand; { node, act } for what opens the rest of a group
  #active = -1;
  #asking = null;

  /** `page`: { catalog, state, panel, say }. The box itself stands in index.html. */
  constructor(root, page) {
    this.#page = page;
    const ask = debounce(() => this.#ask(), WAIT_MILLIS);
    this.#input.addEventListener('input', () => {
      this.#clear.hidden = !this.#input.value;
      ask();
    });
    this.#input.addEventListener('keydown', (event) => this.#key(event));
    this.#input.addEventListener('focus', () => this.#input.value && this.#ask());
    this.#clear.addEventListener('click', () => {
      this.#input.value = '';
      this.#close();
      this.#input.focus();
    });
    this.#clear.replaceChildren(icon('close', 20));
    root.addEventListener('focusout', (event) => {
      if (!root.contains(event.relatedTarget)) this.#close();
    });
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

  /** Groups by layer, in the order of the best of each. */
  #show(features, words) {
    this.#found = [];
    this.#activate(-1);
    if (!features.length) {
      this.#tell(t('search.nothing', { words }));
      return;
    }
    const groups = new Map();
    for (const feature of features) {
      const { layer } = feature.properties;
      if (groups.has(layer)) groups.get(layer).push(feature);
      else groups.set(layer, [feature]);
    }
    const cut = features.length >= FOUND_AT_MOST;
    this.#options.replaceChildren(...[...groups].map(([layer, members], i) => this.#group(layer, members, i, cut)));
    this.#number();
    this.#says.hidden = true;
    this.#options.hidden = false;
    this.#popup.hidden = false;
    this.#options.scrollTop = 0;
    this.#input.setAttribute('aria-expanded', 'true');
    const told = [...groups]
      .map(([layer, members]) => `${this.#kindOf(layer, members[0])} ${count(members.length)}`)
      .join(', ');
    this.#page.say(`${t(cut ? 'search.foundMany' : 'search.found', { n: count(features.length) })} ${told}`);
  }

  #kindOf(layer, feature) {
    return this.#page.catalog.get(layer)?.title(this.#page.state.now.lang) ?? feature.properties.layerTitle;
  }

  #group(layer, members, i, cut) {
    const info = this.#page.catalog.get(layer);
    const kind = this.#kindOf(layer, members[0]);
    const group = h(
      'ul',
      { role: 'group', 'aria-labelledby': `search-group-${i}`, dataset: { group: layer } },
      h(
        'li',
        { role: 'presentation', class: 'search-group', id: `search-group-${i}` },
        symbol(info?.symbol, info?.accent ?? '#57606a', 16),
        kind,
        h('span', { class: 'section-count' }, `${count(members.length)}${cut ? '+' : ''}`),
      ),
    );
    const add = (some) => {
      for (const feature of some) {
        const node = this.#option(feature, kind);
        group.append(node);
        this.#found.push({ node, feature });
      }
    };
    const fits = members.length <= OPTIONS_A_GROUP + 1;
    add(fits ? members : members.slice(0, OPTIONS_A_GROUP));
    if (fits) return group;
    const rest = members.slice(OPTIONS_A_GROUP);
    const more = h(
      'li',
      { role: 'option', class: 'search-more', 'aria-selected': 'false' },
      t('search.more', { kind, n: count(rest.length) }),
    );
    group.append(more);
    this.#found.push({
      node: more,
      act: () => {
        const at = this.#found.findIndex((one) => one.node === more);
        const after = this.#found.splice(at).slice(1);
        more.remove();
        add(rest);
        this.#found.push(...after);
        this.#active = -1;
        this.#number();
        this.#activate(at);
      },
    });
    return group;
  }

  /** Ids and clicks by the place in the list, which is the order of the arrow keys. */
  #number() {
    this.#found.forEach(({ node }, i) => {
      node.id = `search-option-${i}`;
      node.onclick = () => this.#pick(i);
    });
  }

  #option(feature, kind) {
    const { title, subtitle, address } = feature.properties;
    const under = address ?? subtitle;
    return h(
      'li',
      { role: 'option', 'aria-selected': 'false' },
      h('span', { class: 'option-words' }, h('span', {}, title ?? kind), under ? h('small', {}, under) : null),
    );
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
    this.#found[this.#active]?.node.setAttribute('aria-selected', 'false');
    this.#active = i;
    const option = this.#found[i]?.node;
    if (!option) {
      this.#input.removeAttribute('aria-activedescendant');
      return;
    }
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    this.#input.setAttribute('aria-activedescendant', option.id);
  }

  #pick(i) {
    const { feature, act } = this.#found[i];
    if (act) {
      act();
      return;
    }
    this.#close();
    const { layer } = feature.properties;
    const id = String(feature.id);
    this.#page.panel.open(id.startsWith(`${layer}/`) ? id : keyOf(layer, id));
  }
}
