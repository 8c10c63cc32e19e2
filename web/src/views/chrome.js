/** What stands around map and list: the views, text size, language, the map's buttons, notices. */
import { h } from '../dom.js';
import { t } from '../i18n.js';
import { icon } from '../symbols.js';
import { VIEW_NAMES } from './views.js';

const TEXT_SIZE = 'maeul.textSize';
const LANGUAGE = 'maeul.language';

/** Storage may be refused; the page works without. */
const kept = {
  read(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  write(name, value) {
    try {
      localStorage.setItem(name, value);
    } catch {
      /* not remembered, still done */
    }
  },
};

export const rememberedLanguage = () => kept.read(LANGUAGE);

export function viewButtons(nav, state, sheet) {
  const buttons = VIEW_NAMES.map((view) =>
    h(
      'button',
      {
        type: 'button',
        dataset: { view },
        onclick: () => {
          state.set({ view, item: null, kinds: [], from: null, until: null }, { step: true });
          sheet.atLeastHalf();
        },
      },
      icon(view),
      h('span', {}),
    ),
  );
  nav.replaceChildren(...buttons);
  return () => {
    nav.setAttribute('aria-label', t('nav.label'));
    for (const button of buttons) {
      button.lastChild.textContent = t(`nav.${button.dataset.view}`);
      if (button.dataset.view === state.now.view) button.setAttribute('aria-current', 'page');
      else button.removeAttribute('aria-current');
    }
  };
}

export function textSize(button, changed) {
  const put = (large) => {
    document.documentElement.classList.toggle('text-large', large);
    button.setAttribute('aria-pressed', String(large));
  };
  put(kept.read(TEXT_SIZE) === 'large');
  button.addEventListener('click', () => {
    const large = button.getAttribute('aria-pressed') !== 'true';
    put(large);
    kept.write(TEXT_SIZE, large ? 'large' : 'usual');
    changed();
  });
  return () => button.setAttribute('aria-label', t('tools.textSize'));
}

export function languageButton(button, state) {
  button.addEventListener('click', () => {
    const lang = state.now.lang === 'ko' ? 'en' : 'ko';
    kept.write(LANGUAGE, lang);
    state.set({ lang });
  });
  return () => {
    const other = state.now.lang === 'ko' ? 'en' : 'ko';
    button.lang = other;
    button.textContent = other === 'en' ? 'EN' : '한글';
    button.setAttribute('aria-label', other === 'en' ? 'EN: read in English' : '한글: 한국어로 보기');
  };
}

/** Zoom and pan by buttons: nothing on the map needs dragging. */
export function mapControls(root, map, aroundMe) {
  const button = (name, key, act, className = '') =>
    h(
      'button',
      { type: 'button', class: `map-button ${className}`, dataset: { label: key }, onclick: act },
      icon(name),
    );
  const pad = h(
    'div',
    { class: 'pan-pad', id: 'pan-pad', hidden: true },
    button('up', 'map.north', () => map.pan(0, -1), 'pan-n'),
    button('left', 'map.west', () => map.pan(-1, 0), 'pan-w'),
    button('home', 'map.home', () => map.goHome(), 'pan-c'),
    button('right', 'map.east', () => map.pan(1, 0), 'pan-e'),
    button('down', 'map.south', () => map.pan(0, 1), 'pan-s'),
  );
  const toggle = button('move', 'map.move', () => {
    pad.hidden = !pad.hidden;
    toggle.setAttribute('aria-expanded', String(!pad.hidden));
  });
  toggle.setAttribute('aria-expanded', 'false');
  toggle.setAttribute('aria-controls', 'pan-pad');
  const column = h(
    'div',
    { class: 'map-column' },
    button('plus', 'map.in', () => map.zoom(1)),
    button('minus', 'map.out', () => map.zoom(-1)),
    toggle,
    navigator.geolocation ? button('me', 'map.me', aroundMe) : null,
  );
  root.replaceChildren(column, pad);
  return () => {
    for (const one of root.querySelectorAll('[data-label]')) {
      one.setAttribute('aria-label', t(one.dataset.label));
      one.title = t(one.dataset.label);
    }
  };
}

/** The way to give a story of a place that was pressed. */
export function giveHere({ lon, lat }) {
  return h(
    'a',
    { class: 'button', href: `/contribute?place=${lon.toFixed(6)},${lat.toFixed(6)}` },
    icon('pen', 20),
    t('share.here'),
  );
}

/** Notices over the map: each is said once, and stays until it is put away or no longer true. */
export class Notices {
  #root;
  #shown = new Map();

  constructor(root) {
    this.#root = root;
  }

  /** `action`: { label key, act } or undefined. */
  show(key, action) {
    this.hide(key);
    const words = h('p', {}, t(key));
    const act =
      action && h('button', { type: 'button', class: 'button button-small', onclick: action.act }, t(action.label));
    const away = h(
      'button',
      { type: 'button', class: 'tool', 'aria-label': t('action.dismiss'), onclick: () => this.hide(key) },
      icon('close', 20),
    );
    const node = h('div', { class: 'notice', role: 'status' }, words, act, away);
    this.#shown.set(key, { node, action });
    this.#root.append(node);
  }

  hide(key) {
    this.#shown.get(key)?.node.remove();
    this.#shown.delete(key);
  }

  translate() {
    for (const [key, { action }] of [...this.#shown]) this.show(key, action);
  }
}
