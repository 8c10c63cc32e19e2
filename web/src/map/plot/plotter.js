/**
 * Has pictures of large layers made: by a worker, so that the page stays free to move, or here where there can be none.
 */

const canHaveWorker = () =>
  typeof Worker === 'function' &&
  typeof OffscreenCanvas === 'function' &&
  typeof ImageBitmapRenderingContext === 'function';

function here(width, height) {
  const sheet = document.createElement('canvas');
  sheet.width = width;
  sheet.height = height;
  return sheet;
}

export class Plotter {
  #answer;
  #worker = null;
  #local = null;
  #heard = false;
  #wish = {};

  /** `answer` hears what Plot says. */
  constructor(answer) {
    this.#answer = (said) => {
      this.#heard = true;
      answer(said);
    };
    if (canHaveWorker()) this.#hire();
    else this.#doItHere();
  }

  #hire() {
    this.#worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    this.#worker.addEventListener('message', ({ data }) => this.#answer(data));
    this.#worker.addEventListener('error', () => {
      if (this.#heard || !this.#worker) return; // it works; a single mistake is not the end of it
      this.#worker.terminate();
      this.#worker = null;
      this.#doItHere();
      this.#local.then((plot) => plot.take(this.#wish)).catch(() => {});
    });
  }

  #doItHere() {
    this.#local = import('./plot.js').then(
      ({ Plot }) =>
        new Plot({
          answer: this.#answer,
          sheet: here,
          breathe: () => new Promise((resolve) => requestAnimationFrame(resolve)),
        }),
    );
  }

  /** As Plot's `take`. */
  ask(wish) {
    this.#wish = { ...this.#wish, ...wish, renew: wish.renew };
    if (this.#worker) this.#worker.postMessage(wish);
    else this.#local.then((plot) => plot.take(wish)).catch(() => {});
  }
}
