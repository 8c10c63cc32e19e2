/** The seven symbols of layer files as SVG, alone (lists, legend) or in a pin (map). */
import { s } from './dom.js';

// Each path lives in a box of 24 by 24 around 12,12 and has about the same weight to the eye.
const PATHS = {
  circle: 'M12 5a7 7 0 1 0 0 14a7 7 0 1 0 0-14z',
  square: 'M5.8 5.8h12.4v12.4H5.8z',
  diamond: 'M12 3.6 20.4 12 12 20.4 3.6 12z',
  triangle: 'M12 4.2 20.6 18.6H3.4z',
  hexagon: 'M12 4l7.2 4v8L12 20l-7.2-4V8z',
  star: 'M12 3.2l2.6 5.7 6.2.7-4.6 4.2 1.3 6.1L12 16.8l-5.5 3.1 1.3-6.1L3.2 9.6l6.2-.7z',
  house: 'M12 3.8 20.6 11h-2.2v8.2h-4.2v-5h-4.4v5H5.6V11H3.4z',
};
const PIN =
  'M17 1.5C8.6 1.5 2.5 7.6 2.5 15.4c0 9.6 10.2 17 14.5 26.1 4.3-9.1 14.5-16.5 14.5-26.1C31.5 7.6 25.4 1.5 17 1.5z';

/**
 * The outline of a symbol, in a box of 24 by 24.
 *
 * @param {string} shape
 * @returns {string}
 */
export const pathOf = (shape) => PATHS[shape] ?? PATHS.circle;

/**
 * A small symbol beside words.
 *
 * @param {string} shape
 * @param {string} colour
 * @param {number} [size] in CSS pixels
 */
export function symbol(shape, colour, size = 18) {
  return s(
    'svg',
    { viewBox: '0 0 24 24', width: size, height: size, class: 'symbol', 'aria-hidden': 'true', focusable: 'false' },
    s('path', { d: pathOf(shape), fill: colour }),
  );
}

/**
 * A pin whose point stands on the place; `number` replaces the symbol (the order along a trail).
 *
 * @param {string} shape
 * @param {string} colour
 * @param {number} [number]
 */
export function pin(shape, colour, number) {
  const inside =
    number === undefined
      ? s('path', { d: pathOf(shape), fill: '#fffdf6', transform: 'translate(7.4 5.6) scale(.8)' })
      : s('text', { x: 17, y: 20.5, 'text-anchor': 'middle', class: 'pin-number' }, String(number));
  return s(
    'svg',
    { viewBox: '0 0 34 44', width: 34, height: 44, class: 'pin', 'aria-hidden': 'true', focusable: 'false' },
    s('path', { d: PIN, fill: colour, stroke: '#fffdf6', 'stroke-width': 2 }),
    inside,
  );
}

/**
 * A symbol straight on the map, for layers that stand behind the view's own.
 *
 * @param {string} shape
 * @param {string} colour
 */
export function dot(shape, colour) {
  return s(
    'svg',
    { viewBox: '0 0 24 24', width: 24, height: 24, class: 'dot', 'aria-hidden': 'true', focusable: 'false' },
    s('path', { d: pathOf(shape), fill: colour, stroke: '#fffdf6', 'stroke-width': 1.8, 'paint-order': 'stroke' }),
  );
}

// The same shapes with room for two or three letters, in a box of 40 by 40.
const ROOMY = {
  circle: 'M20 3a17 17 0 1 0 0 34a17 17 0 1 0 0-34z',
  square: 'M9 4h22a5 5 0 0 1 5 5v22a5 5 0 0 1-5 5H9a5 5 0 0 1-5-5V9a5 5 0 0 1 5-5z',
  diamond: 'M20 .8 39.2 20 20 39.2.8 20z',
  triangle: 'M20 1.5 39.5 37H.5z',
  hexagon: 'M11 4h18l9 16-9 16H11L2 20z',
};

/**
 * A shape that holds words, such as a score; `hollow` where there is none.
 *
 * @param {string} shape
 * @param {string} colour
 * @param {string} words
 * @param {{ size?: number, hollow?: boolean }} [how]
 */
export function holder(shape, colour, words, { size = 40, hollow = false } = {}) {
  return s(
    'svg',
    { viewBox: '-1 -1 42 42', width: size, height: size, class: 'holder', 'aria-hidden': 'true', focusable: 'false' },
    s('path', {
      d: ROOMY[shape] ?? ROOMY.circle,
      fill: hollow ? '#fffdf6' : colour,
      stroke: hollow ? colour : '#fffdf6',
      'stroke-width': 2,
      'stroke-dasharray': hollow ? '5 3' : null,
    }),
    s(
      'text',
      {
        x: 20,
        y: shape === 'triangle' ? 32.5 : 25.5,
        'text-anchor': 'middle',
        class: 'holder-words',
        fill: hollow ? colour : '#fffdf6',
      },
      words,
    ),
  );
}

/**
 * Shape and colour of a feature: those of its category where it has them, else the layer's.
 *
 * @param {import('./schema/schema.js').Schema} schema
 * @param {import('./features.js').Feature} feature
 */
export function lookOf(schema, feature) {
  const choice = schema.category ? schema.choice(schema.category, feature.properties[schema.category]) : undefined;
  return { shape: choice?.shape ?? schema.layer.symbol, colour: choice?.colour ?? schema.layer.accent, choice };
}

const ICONS = {
  stories: 'M5 4.5h9a3 3 0 0 1 3 3V20a2.5 2.5 0 0 0-2.5-2H5zM17 8h2v12.5',
  houses: 'M4 11.5 12 5l8 6.5M6.5 10v9.5h11V10M10.5 19.5v-5h3v5',
  sites: 'M12 20v-7M12 13c0-4 2.5-6.5 7-6.5 0 4.5-2.5 6.5-7 6.5zM12 15c0-3-2-5-6-5 0 3.5 2 5 6 5zM5 20h14',
  network:
    'M7 8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM17.5 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z' +
    'M9 20.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM9.3 6.8l5.9 1.9M7.4 8.5l1.2 7M11 16.5l4.9-5',
  economy: 'M5 9.5h14l-1.2 9.5H6.2zM8.5 9.5 11 4.5M15.5 9.5 13 4.5M10 12.5v3.5M14 12.5v3.5',
  programmes: 'M5 6h14v13.5H5zM5 10h14M8.5 3.8V7M15.5 3.8V7M8.5 13.5h3M8.5 16.5h6',
  layers: 'M12 4 20.5 8.5 12 13 3.5 8.5zM4 12.5l8 4.3 8-4.3M4 16.3l8 4.2 8-4.2',
  up: 'M6 15l6-6 6 6',
  down: 'M6 9l6 6 6-6',
  left: 'M15 6l-6 6 6 6',
  right: 'M9 6l6 6-6 6',
  plus: 'M12 5.5v13M5.5 12h13',
  minus: 'M5.5 12h13',
  close: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  move:
    'M12 3v18M3 12h18M12 3 9.5 5.5M12 3l2.5 2.5M12 21l-2.5-2.5M12 21l2.5-2.5' +
    'M3 12l2.5-2.5M3 12l2.5 2.5M21 12l-2.5-2.5M21 12l-2.5 2.5',
  home: 'M12 7.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 1 0 0-9zM12 3v4M12 17v4M3 12h4M17 12h4',
  near: 'M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM12 5a7 7 0 0 1 7 7M12 19a7 7 0 0 1-7-7M7 7.1 6 6M18 18l-1-1.1',
  inside: 'M4.5 7 12 4l7.5 3v9L12 20l-7.5-4zM12 10.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z',
  me: 'M20 4 4 11l7 2 2 7z',
  search: 'M10.5 4.5a6 6 0 1 0 0 12 6 6 0 1 0 0-12zM15 15l5 5',
  pen: 'M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5 17.5 10',
  photo: 'M4 6h16v13H4zM4 16l4.5-4.5 4 4 2.5-2.5 5 4.5M15.5 9.2a.8.8 0 1 0 0 1.6.8.8 0 0 0 0-1.6z',
  camera: 'M4 8h4l1.5-2.5h5L16 8h4v11H4zM12 10a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4z',
  mic:
    'M12 3.5a2.8 2.8 0 0 0-2.8 2.8v5a2.8 2.8 0 0 0 5.6 0v-5A2.8 2.8 0 0 0 12 3.5z' +
    'M6.5 11.5a5.5 5.5 0 0 0 11 0M12 17v3.5M9 20.5h6',
  stop: 'M7 7h10v10H7z',
  copy: 'M8 8V4h12v12h-4M4 8h12v12H4z',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
  share: 'M12 15V4M8 7.5 12 3.5l4 4M6 12v8h12v-8',
  page: 'M7 3.5h7l4 4V20.5H7zM14 3.5v4h4M9.5 12h6M9.5 15.5h6',
};

/**
 * A line drawing of the page itself.
 *
 * @param {string} name
 * @param {number} [size] in CSS pixels
 */
export function icon(name, size = 24) {
  return s(
    'svg',
    { viewBox: '0 0 24 24', width: size, height: size, class: 'icon', 'aria-hidden': 'true', focusable: 'false' },
    s('path', { d: ICONS[name] }),
  );
}
