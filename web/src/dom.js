/** Small helpers for building elements. Text always goes in as text. */
const SVG = 'http://www.w3.org/2000/svg';

function put(node, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
  else if (name === 'dataset') Object.assign(node.dataset, value);
  else node.setAttribute(name, value === true ? '' : value);
}

/** Makes an element: `h('p', { class: 'lede' }, 'words', child)`. Empty children are left out. */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) put(node, name, value);
  node.append(...children.flat(2).filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

/** The same for SVG. */
export function s(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) put(node, name, value);
  node.append(...children);
  return node;
}

/** A style that is read when it is first needed. The page goes on without it, should it not come. */
const styles = new Map();
export function loadStyle(url) {
  if (!styles.has(url)) {
    styles.set(url, new Promise((resolve) => {
      document.head.append(h('link', { rel: 'stylesheet', href: url, onload: resolve, onerror: resolve }));
    }));
  }
  return styles.get(url);
}

/** What panels show once something is opened. */
export const loadDetailStyle = () => loadStyle('/css/details.css');

/** Calls `act` once the calls have stopped for `waitMillis`. */
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

/** Calls `act` now, and whenever the panel becomes a bottom sheet or stops being one. */
export function whenNarrow(act) {
  wide().addEventListener('change', () => act(narrow()));
  act(narrow());
}
