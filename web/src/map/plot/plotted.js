/** One large layer of a picture: which tiles it is made of, and what is in them. */
import { gathered } from './gather.js';
import { ancestor, GATHERED_ZOOM, nameAt, nameOf, Tiles, tilesIn } from './tiles.js';

/** Tiles that would hold more single points than this are not asked for: their clusters stay. */
const POINTS_A_TILE = 800;

export class Plotted {
  #tiles;
  #look = null;
  #missing = 0;
  #there = new Map(); // name of a wanted tile → its items
  #before = []; // items of another zoom or of an earlier writing, until what replaces them is there

  constructor(id) {
    this.#tiles = new Tiles(id);
  }

  get look() {
    return this.#look;
  }

  set look(look) {
    if (String(this.#look?.kinds) !== String(look.kinds)) this.#drop([]);
    this.#look = look;
  }

  /** The tiles are no longer true; what they showed stays until the new ones are there. */
  forget() {
    this.#tiles.forget();
    this.#drop(this.items);
  }

  #drop(before) {
    this.#before = before;
    this.#there.clear();
  }

  /** What there is to paint. Each place is spoken for once: by its tile, or by what was painted before. */
  get items() {
    const items = [...this.#there.values()].flat();
    if (!this.#before.length) return items;
    const zooms = new Set([...this.#there.keys()].map((name) => Number(name.slice(0, name.indexOf('/')))));
    return items.concat(this.#before.filter((item) => ![...zooms].some((zoom) => this.#there.has(nameAt(item, zoom)))));
  }

  /** Reads the tiles of a view and says when one has come. Resolves when all are there that can be had. */
  async follow(view, stillWanted, came) {
    const across = 256 * 2 ** view.zoom;
    const box = [view.left, view.top, view.left + view.width, view.top + view.height].map((pixels) => pixels / across);
    const zoom = Math.floor(view.zoom);
    const tiles = tilesIn(box, this.#look.box, zoom);
    const near = zoom > GATHERED_ZOOM;
    const above = near ? tilesIn(box, this.#look.box, GATHERED_ZOOM) : [];
    this.#tiles.onlyWant(new Set([...tiles, ...above].map(nameOf)));
    const crowded = new Set();
    await Promise.all(
      above.map(async (tile) => {
        const features = await this.#tiles.read(tile).catch(() => []);
        const points = features.reduce(
          (sum, { properties }) => sum + (properties.cluster === true ? properties.count : 1),
          0,
        );
        if (points / 4 ** (zoom - GATHERED_ZOOM) > POINTS_A_TILE) crowded.add(nameOf(tile));
      }),
    );
    if (!stillWanted()) return;
    const wanted = new Map(above.filter((tile) => crowded.has(nameOf(tile))).map((tile) => [nameOf(tile), tile]));
    for (const tile of tiles)
      if (!near || !crowded.has(nameOf(ancestor(tile, GATHERED_ZOOM)))) wanted.set(nameOf(tile), tile);
    this.#turnTo([...wanted.keys()]);
    await Promise.allSettled(
      [...wanted]
        .filter(([name]) => !this.#there.has(name))
        .map(async ([name, tile]) => {
          const features = await this.#tiles.read(tile);
          if (!stillWanted()) return;
          this.#there.set(name, gathered(this.#look, tile, features));
          this.#missing -= 1;
          came();
        }),
    );
    if (stillWanted() && !this.#missing) this.#before = [];
  }

  /** Tiles that left the view are let go, but lend their items until what is missing has come. */
  #turnTo(wanted) {
    const { items } = this;
    const keeps = new Set(wanted);
    for (const name of [...this.#there.keys()]) if (!keeps.has(name)) this.#there.delete(name);
    this.#missing = wanted.length - this.#there.size;
    this.#before = this.#missing ? items : [];
  }
}
