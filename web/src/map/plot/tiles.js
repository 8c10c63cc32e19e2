/** Tiles of one layer: fetched when wanted, kept up to a bound, given up when no longer wanted. */
import { getTile } from '../../api.js';
import { onWorld } from '../places.js';

const KEPT_AT_MOST = 240;
/** The server gathers points of zooms up to this one. */
export const GATHERED_ZOOM = 14;

export const nameOf = ({ zoom, row, column }) => `${zoom}/${row}/${column}`;

/**
 * The tiles of a zoom that lie in `box` (left, top, right, bottom as shares of the world) and in `limits` (west, south,
 * east, north).
 *
 * @param {number[]} box
 * @param {import('../places.js').Box | null} limits
 * @param {number} zoom
 */
export function tilesIn(box, limits, zoom) {
  const [west, south, east, north] = limits ?? [-180, -85.05, 180, 85.05];
  const [[minX, minY], [maxX, maxY]] = [onWorld([west, north]), onWorld([east, south])];
  const cut = [Math.max(box[0], minX), Math.max(box[1], minY), Math.min(box[2], maxX), Math.min(box[3], maxY)];
  if (cut[0] > cut[2] || cut[1] > cut[3]) return [];
  const across = 2 ** zoom;
  const [left, top, right, bottom] = cut.map((n) => Math.max(0, Math.min(across - 1, Math.floor(n * across))));
  const tiles = [];
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) tiles.push({ zoom, row, column });
  return tiles;
}

/** The name of the tile of a zoom in which a share of the world lies. */
export const nameAt = ({ x, y }, zoom) =>
  nameOf({ zoom, row: Math.floor(y * 2 ** zoom), column: Math.floor(x * 2 ** zoom) });

/** The tile of a lower zoom that a tile lies in. */
export function ancestor({ zoom, row, column }, at) {
  const step = 2 ** (zoom - at);
  return { zoom: at, row: Math.floor(row / step), column: Math.floor(column / step) };
}

export class Tiles {
  #layerId;
  #kept = new Map(); // name → features, the latest used last
  #asked = new Map(); // name → { reading, aborting }

  constructor(layerId) {
    this.#layerId = layerId;
  }

  /** The features of a tile. One outside of the layer has none. */
  read(tile) {
    const name = nameOf(tile);
    const kept = this.#kept.get(name);
    if (kept) {
      this.#kept.delete(name);
      this.#kept.set(name, kept);
      return Promise.resolve(kept);
    }
    if (!this.#asked.has(name)) {
      const aborting = new AbortController();
      const reading = getTile(this.#layerId, tile, { signal: aborting.signal })
        .then(
          (body) => body.features,
          (error) => {
            if (error.status === 404) return [];
            throw error;
          },
        )
        .then((features) => this.#keep(name, features))
        .finally(() => this.#asked.get(name)?.reading === reading && this.#asked.delete(name));
      this.#asked.set(name, { reading, aborting });
    }
    return this.#asked.get(name).reading;
  }

  #keep(name, features) {
    this.#kept.set(name, features);
    while (this.#kept.size > KEPT_AT_MOST) this.#kept.delete(this.#kept.keys().next().value);
    return features;
  }

  /** Gives up what is on its way and not in `names`. */
  onlyWant(names) {
    for (const [name, { aborting }] of this.#asked) {
      if (names.has(name)) continue;
      this.#asked.delete(name);
      aborting.abort();
    }
  }

  forget() {
    this.onlyWant(new Set());
    this.#kept.clear();
  }
}
