/** Places of signs in pixels, by cells of the size of a sign. */

/** Signs nearer to each other than this would cover each other. */
const APART_PIXELS = 34;
const cellOf = (n) => Math.floor(n / APART_PIXELS);

export class Crowd {
  #cells = new Map();

  add(point) {
    const cell = `${cellOf(point.x)}:${cellOf(point.y)}`;
    if (!this.#cells.has(cell)) this.#cells.set(cell, []);
    this.#cells.get(cell).push(point);
  }

  /** Whether a sign at this place would cover another one. */
  isNear({ x, y }) {
    for (const dx of [-1, 0, 1]) {
      for (const dy of [-1, 0, 1]) {
        const others = this.#cells.get(`${cellOf(x) + dx}:${cellOf(y) + dy}`) ?? [];
        if (others.some((other) => Math.hypot(other.x - x, other.y - y) < APART_PIXELS)) return true;
      }
    }
    return false;
  }
}
