/** The bottom sheet of a phone: three heights, by buttons or by pulling. On a wide screen the bar is only a title. */
import { calm, h, narrow } from '../dom.js';
import { t } from '../i18n.js';
import { icon } from '../symbols.js';

const HEIGHTS = ['peek', 'half', 'full'];
const PULL_PIXELS = 40;
const TOOLS = 56; // pixels of the map's buttons at its right edge

export class Sheet extends EventTarget {
  #panel = document.getElementById('panel');
  #title = h('h1', { id: 'panel-title' });
  #count = h('span', { id: 'panel-count', class: 'panel-count' });
  #back = h('button', { type: 'button', class: 'button button-back', id: 'back', hidden: true });
  #backTo = null;
  #up = h('button', { type: 'button', class: 'tool', onclick: () => this.#step(1) }, icon('up'));
  #down = h('button', { type: 'button', class: 'tool', onclick: () => this.#step(-1) }, icon('down'));

  constructor(bar) {
    super();
    const grip = h('span', { class: 'grip', 'aria-hidden': 'true' });
    bar.replaceChildren(
      grip,
      this.#back,
      h('div', { class: 'sheet-title' }, this.#title, this.#count),
      h('div', { class: 'sheet-steps' }, this.#up, this.#down),
    );
    bar.addEventListener('pointerdown', (event) => this.#pull(event));
    this.#panel.addEventListener('transitionend', (event) => event.target === this.#panel && this.#moved());
    this.#become('half');
  }

  translate(view) {
    this.#title.textContent = t(`view.${view}`);
    this.#back.textContent = `← ${this.#backTo ?? t('action.back')}`;
    this.#up.setAttribute('aria-label', t('sheet.up'));
    this.#down.setAttribute('aria-label', t('sheet.down'));
  }

  /** Shows the way back, to the list where nothing else is said, in place of the title; or the title again. */
  offerBack(act, words = null) {
    this.#backTo = words;
    this.#back.textContent = `← ${words ?? t('action.back')}`;
    this.#back.hidden = !act;
    this.#back.onclick = act;
    this.#back.parentElement.classList.toggle('has-back', Boolean(act));
  }

  get height() {
    return document.body.dataset.sheet;
  }

  /** Pixels of the map that lie under the panel. */
  get covered() {
    if (!narrow()) return { bottom: 0, left: 0, right: 0 };
    const share = { peek: 0.2, half: 0.46, full: 0.46 }[this.height]; // as in app.css; the sheet may still be moving
    return { bottom: Math.round(window.innerHeight * share), left: 0, right: TOOLS };
  }

  atLeastHalf() {
    if (this.height === 'peek') this.#become('half');
  }

  showMap() {
    if (this.height === 'full') this.#become('half');
  }

  #step(by) {
    const next = HEIGHTS[HEIGHTS.indexOf(this.height) + by];
    if (!next) return;
    this.#become(next);
    const spent = by > 0 ? this.#up : this.#down;
    if (spent.disabled) (by > 0 ? this.#down : this.#up).focus();
  }

  #become(height) {
    document.body.dataset.sheet = height;
    this.#up.disabled = height === 'full';
    this.#down.disabled = height === 'peek';
    if (calm()) this.#moved();
  }

  #moved() {
    this.dispatchEvent(new Event('moved'));
  }

  #pull(begin) {
    if (!narrow() || begin.target.closest('button')) return;
    const bar = begin.currentTarget;
    const start = this.#panel.getBoundingClientRect().height;
    bar.setPointerCapture(begin.pointerId);
    this.#panel.classList.add('is-pulled');
    const move = (event) => {
      this.#panel.style.height = `${Math.max(80, start + begin.clientY - event.clientY)}px`;
    };
    const end = (event) => {
      bar.removeEventListener('pointermove', move);
      bar.removeEventListener('pointerup', end);
      bar.removeEventListener('pointercancel', end);
      this.#panel.classList.remove('is-pulled');
      this.#panel.style.height = '';
      const pulled = begin.clientY - event.clientY;
      if (Math.abs(pulled) > PULL_PIXELS) this.#snap(start + pulled);
    };
    bar.addEventListener('pointermove', move);
    bar.addEventListener('pointerup', end);
    bar.addEventListener('pointercancel', end);
  }

  #snap(pixels) {
    const share = pixels / window.innerHeight;
    this.#become(share < 0.33 ? 'peek' : share < 0.64 ? 'half' : 'full');
  }
}
