/**
 * How circles and single points look on a canvas. Sizes in CSS pixels, to be multiplied by `scale` where the reader has
 * larger letters.
 */
import { shortCount } from '../../i18n.js';
import { pathOf } from '../../symbols.js';

const CARD = '#fffdf7';
const INK = '#2a2823';
const EDGE = 'rgb(42 40 35 / 45%)';
const SHADE = 'rgb(62 48 20 / 14%)';
const RING = 3.5;
// as --sans
const SANS = '"Noto Sans KR", "Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic", system-ui, sans-serif';
const TURN = 2 * Math.PI;

/** How far a circle or a symbol reaches from its place. */
export const radiusOf = ({ many, feature }, scale) =>
  (feature ? 12 : Math.min(31, Math.max(16, 12.5 + 3.3 * Math.log10(many)))) * scale;

/**
 * The values that a circle has members of, most first: [{ n, title, colour, shape }]. `choices` are those of the
 * layer's category.
 */
export function sharesOf(kinds, choices) {
  return kinds
    .map(([value, n]) => ({ n, ...choices.find((choice) => choice.value === value) }))
    .filter((one) => one.title && one.n)
    .sort((a, b) => b.n - a.n);
}

/** Look: { choices, category, symbol, accent } of a layer. */
export class Painter {
  #pen;
  #scale;
  #lang;
  #paths = new Map();

  constructor(pen, { scale, lang }) {
    this.#pen = pen;
    this.#scale = scale;
    this.#lang = lang;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.lineJoin = 'round';
  }

  draw(item, look, x, y) {
    if (item.feature) this.#single(item.feature, look, x, y);
    else this.#circle(item, look, x, y);
  }

  #single({ properties }, { choices, category, symbol, accent }, x, y) {
    const choice = category && choices.find(({ value }) => value === properties[category]);
    const [shape, colour] = [choice?.shape ?? symbol, choice?.colour ?? accent];
    this.#symbol(shape, SHADE, x, y + 1.2, 24, 4);
    this.#symbol(shape, colour, x, y, 24, 3.6);
  }

  /** `edge` units of the symbol's 24 are drawn around it, half of them inside. */
  #symbol(shape, colour, x, y, size, edge = 0) {
    const pen = this.#pen;
    const grow = (size / 24) * this.#scale;
    pen.save();
    pen.translate(x - 12 * grow, y - 12 * grow);
    pen.scale(grow, grow);
    if (edge) {
      pen.lineWidth = edge;
      pen.strokeStyle = colour === SHADE ? SHADE : CARD;
      pen.stroke(this.#path(shape));
    }
    pen.fillStyle = colour;
    pen.fill(this.#path(shape));
    pen.restore();
  }

  #path(shape) {
    if (!this.#paths.has(shape)) this.#paths.set(shape, new Path2D(pathOf(shape)));
    return this.#paths.get(shape);
  }

  #disc(x, y, radius, colour) {
    const pen = this.#pen;
    pen.fillStyle = colour;
    pen.beginPath();
    pen.arc(x, y, radius, 0, TURN);
    pen.fill();
  }

  /** The shares of the categories stand around the rim for those who see colours; the words are in the tip. */
  #circle(item, { choices, symbol, accent }, x, y) {
    const pen = this.#pen;
    const scale = this.#scale;
    const radius = radiusOf(item, scale);
    const shares = sharesOf(item.kinds, choices);
    const most = shares[0];
    this.#disc(x, y + 1.5 * scale, radius + 1.5 * scale, SHADE);
    this.#disc(x, y, radius, (shares.length === 1 && most.colour) || accent);
    if (shares.length > 1) this.#ring(shares, item.many, accent, x, y, radius);
    pen.lineWidth = scale;
    pen.strokeStyle = EDGE;
    pen.beginPath();
    pen.arc(x, y, radius - scale / 2, 0, TURN);
    pen.stroke();
    this.#disc(x, y, radius - RING * scale, CARD);
    this.#symbol(most?.shape ?? symbol, most?.colour ?? accent, x, y - radius * 0.38, Math.min(14, 7 + radius / 4));
    pen.fillStyle = INK;
    pen.font = `700 ${(item.many < 1000 ? 13 : 12.5) * scale}px ${SANS}`;
    pen.fillText(shortCount(item.many, this.#lang), x, y + radius * 0.27, 2 * (radius - RING * scale) - 2);
  }

  #ring(shares, many, accent, x, y, radius) {
    const pen = this.#pen;
    let turned = -TURN / 4;
    for (const { n, colour } of shares) {
      const until = Math.min(turned + (n / many) * TURN, TURN * 0.75);
      pen.fillStyle = colour ?? accent;
      pen.beginPath();
      pen.moveTo(x, y);
      pen.arc(x, y, radius, turned, until);
      pen.fill();
      turned = until;
    }
  }
}
