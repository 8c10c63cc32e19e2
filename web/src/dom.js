/**
 * Small helpers for building elements. Text always goes in as text.
 *
 * @typedef {Node | string | number | false | null | undefined} Leaf nothing comes of the last three
 * @typedef {Leaf | (Leaf | Leaf[])[]} Child
 * @typedef {Record<string, any>} Attributes `on…` are listeners, `dataset` an object; false, null and undefined are
 *     left out, true is an attribute without a value
 */
const SVG = 'http://www.w3.org/2000/svg';

function put(node, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
  else if (name === 'dataset') Object.assign(node.dataset, value);
  else node.setAttribute(name, value === true ? '' : value);
}

/**
 * Words of Hangul with what stands between them; three English words at least, since names and units stand in Korean as
 * they are.
 */
const OTHERS = {
  en: [
    'ko',
    /\p{Script=Hangul}(?:[\p{Script=Hangul}\p{Script=Han}\d\s.,·~()%–-]*[\p{Script=Hangul}\p{Script=Han}])?/gu,
  ],
  ko: ['en', /\b[A-Za-z]{2,}(?:[ ’',.–-]+[A-Za-z]+){2,}/g],
};
const HOLD_NO_ELEMENTS = ['OPTION', 'TEXTAREA', 'TITLE'];

/**
 * The children with what is not in the page's language marked as such: the element itself, where that is all there is.
 */
function marked(node, children) {
  const [lang, others] = OTHERS[document.documentElement.lang] ?? [];
  if (!lang) return children;
  return children.flatMap((child) => {
    if (typeof child !== 'string') return [child];
    const found = [...child.matchAll(others)];
    if (!found.length) return [child];
    if (
      HOLD_NO_ELEMENTS.includes(node.tagName) ||
      (children.length === 1 && found[0][0].length === child.trim().length)
    ) {
      node.lang = lang;
      return [child];
    }
    const parts = [];
    let at = 0;
    for (const { 0: words, index } of found) {
      const span = document.createElement('span');
      span.lang = lang;
      span.textContent = words;
      parts.push(child.slice(at, index), span);
      at = index + words.length;
    }
    const whole = document.createElement('span'); // one child as before, whatever the layout makes of children
    whole.append(...[...parts, child.slice(at)].filter((part) => part !== ''));
    return [whole];
  });
}

/**
 * Makes an element: `h('p', { class: 'lede' }, 'words', child)`. Empty children are left out. Words in the other
 * language carry their `lang`, unless the element says its own.
 *
 * @template {string} T
 * @param {T} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {T extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[T] : any}
 */
export function h(tag, attributes = {}, ...children) {
  const node = /** @type {any} */ (document.createElement(tag));
  for (const [name, value] of Object.entries(attributes)) put(node, name, value);
  const held = children.flat(2).filter((child) => child !== undefined && child !== null && child !== false);
  node.append(...(attributes.lang ? held : marked(node, held)));
  return node;
}

/**
 * Writes words into an element, in the place of what is there.
 *
 * @param {HTMLElement} node
 * @param {string} words
 */
export const write = (node, words) => node.replaceChildren(...marked(node, [words]));

/**
 * Makes an element of SVG.
 *
 * @param {string} tag
 * @param {Attributes} [attributes]
 * @param {...(Node | string)} children
 */
export function s(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) put(node, name, value);
  node.append(...children);
  return node;
}

/** @type {Map<string, Promise<unknown>>} */
const styles = new Map();
/**
 * A style that is read when it is first needed. The page goes on without it, should it not come.
 *
 * @param {string} file within the page's edition
 */
export function loadStyle(file) {
  if (!styles.has(file)) {
    const url = new URL(`../${file}`, import.meta.url).href;
    styles.set(
      file,
      new Promise((resolve) => {
        document.head.append(h('link', { rel: 'stylesheet', href: url, onload: resolve, onerror: resolve }));
      }),
    );
  }
  return styles.get(file);
}

/** What panels show once something is opened. */
export const loadDetailStyle = () => loadStyle('css/details.css');

/**
 * Calls `act` once the calls have stopped for `waitMillis`.
 *
 * @template {any[]} A
 * @param {(...given: A) => void} act
 * @param {number} waitMillis
 * @returns {(...given: A) => void}
 */
export function debounce(act, waitMillis) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...given), waitMillis);
  };
}

/** Scrolling and moving are sudden where the reader asked for less motion. */
export const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

// A worker loads this module, too, and has no media.
const wide = () => matchMedia('(min-width: 860px), (min-width: 600px) and (max-height: 500px)'); // as in app.css

/** True where the panel is a bottom sheet. */
export const narrow = () => !wide().matches;

/**
 * Calls `act` now, and whenever the panel becomes a bottom sheet or stops being one.
 *
 * @param {(isNarrow: boolean) => void} act
 */
export function whenNarrow(act) {
  wide().addEventListener('change', () => act(narrow()));
  act(narrow());
}
