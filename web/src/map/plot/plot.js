/**
 * Pictures of large layers, made without touching the page: reads the tiles in view, gathers what is in them, paints.
 * It runs in a worker (worker.js), or in the page where there can be none (plotter.js).
 */
import { keyOf } from '../../features.js';
import { Painter, radiusOf } from './paint.js';
import { Plotted } from './plotted.js';

const AT_ONCE_MILLIS = 8;
const BETWEEN_PICTURES_MILLIS = 90;

export class Plot {
  #answer;
  #sheet;
  #breathe;
  #layers = new Map();
  #view = null;
  #turn = 0;
  #painting = 0;
  #later = null;
  #paintedAt = 0;

  /**
   * `answer({ turn, view, done, gathered, picture, spots })` hears of every picture: `done` when nothing is missing
   * from it, `gathered` where it has circles. `sheet(width, height)` gives a canvas; `breathe()` is awaited every few
   * milliseconds of painting.
   */
  constructor({ answer, sheet, breathe }) {
    this.#answer = answer;
    this.#sheet = sheet;
    this.#breathe = breathe;
  }

  /**
   * What is wanted now; what is not said stays. Layers: { id, box, kinds, category, choices, symbol, accent }. Renew:
   * ids of layers whose tiles are no longer true. View: { zoom, left, top, width, height, ratio, scale, lang }, the
   * place in pixels of the world at that zoom, `ratio` device pixels for each.
   */
  take({ turn, layers, renew = [], view = this.#view }) {
    if (layers) this.#become(layers);
    for (const id of renew) this.#layers.get(id)?.forget();
    this.#turn = turn;
    this.#view = view;
    this.#follow(turn);
  }

  #become(layers) {
    const had = this.#layers;
    this.#layers = new Map(
      layers.map((look) => {
        const plotted = had.get(look.id) ?? new Plotted(look.id);
        plotted.look = look;
        return [look.id, plotted];
      }),
    );
    for (const [id, plotted] of had) if (!this.#layers.has(id)) plotted.forget();
  }

  async #follow(turn) {
    const stillWanted = () => turn === this.#turn;
    const came = () => stillWanted() && this.#soon(turn);
    const following = [...this.#layers.values()].map((plotted) => plotted.follow(this.#view, stillWanted, came));
    this.#soon(turn);
    await Promise.all(following);
    if (!stillWanted()) return;
    clearTimeout(this.#later);
    this.#later = null;
    await this.#paint(turn, true);
  }

  /** A picture of what is there, not too many of them. */
  #soon(turn) {
    clearTimeout(this.#later);
    this.#later = setTimeout(
      () => this.#paint(turn, false),
      Math.max(0, this.#paintedAt + BETWEEN_PICTURES_MILLIS - performance.now()),
    );
  }

  async #paint(turn, done) {
    const number = ++this.#painting;
    const { zoom, left, top, width, height, ratio, scale, lang } = this.#view;
    const sheet = this.#sheet(Math.round(width * ratio), Math.round(height * ratio));
    const pen = sheet.getContext('2d');
    pen.scale(ratio, ratio);
    const painter = new Painter(pen, { scale, lang });
    const spots = [];
    const across = 256 * 2 ** zoom;
    let end = performance.now() + AT_ONCE_MILLIS;
    for (const { look, item } of this.#inOrder()) {
      const [x, y, radius] = [item.x * across - left, item.y * across - top, radiusOf(item, scale)];
      if (x < -radius || y < -radius || x > width + radius || y > height + radius) continue;
      painter.draw(item, look, x, y);
      spots.push({
        ...item,
        layer: look.id,
        key: item.feature && keyOf(look.id, item.feature.id),
        left: x,
        top: y,
        radius,
      });
      if (performance.now() < end) continue;
      await this.#breathe();
      if (number !== this.#painting || turn !== this.#turn) return; // there is something newer to paint
      end = performance.now() + AT_ONCE_MILLIS;
    }
    this.#paintedAt = performance.now();
    const gathered = spots.some(({ many }) => many > 1);
    this.#answer({
      turn,
      view: this.#view,
      done,
      gathered,
      picture: sheet.transferToImageBitmap?.() ?? sheet,
      spots: JSON.stringify(spots),
    });
  }

  /** What lies above comes last: large circles above small ones, symbols above all, the southern above the northern. */
  #inOrder() {
    return [...this.#layers.values()]
      .flatMap(({ look, items }) => items.map((item) => ({ look, item })))
      .sort(
        (a, b) =>
          Number(!!a.item.feature) - Number(!!b.item.feature) || a.item.many - b.item.many || a.item.y - b.item.y,
      );
  }
}
