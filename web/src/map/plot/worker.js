/** The worker's end of plotter.js. */
import { Plot } from './plot.js';

const plot = new Plot({
  answer: (answer) => postMessage(answer, { transfer: [answer.picture] }),
  sheet: (width, height) => new OffscreenCanvas(width, height),
  breathe: () => new Promise((resolve) => setTimeout(resolve)), // a newer wish is heard in between
});

addEventListener('message', ({ data }) => plot.take(data));
