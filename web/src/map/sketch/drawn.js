/**
 * What is drawn, as lists of corners, with every step before and after. Knows nothing of a map. Rings of areas stand
 * here without their closing corner; holes are kept and can be changed like outlines.
 */
const TYPES = {
  point: 'Point',
  multipoint: 'Point',
  linestring: 'LineString',
  multilinestring: 'LineString',
  polygon: 'Polygon',
  multipolygon: 'Polygon',
};
const FEWEST = { Point: 1, LineString: 2, Polygon: 3 };
const STEPS_KEPT = 200;

export class Drawn {
  kind;
  isMany;
  #word;
  #parts = [];
  #before = [];
  #after = [];
  #hole = null; // of which part the next corner begins a hole

  constructor(word) {
    this.#word = word;
    this.kind = TYPES[word] ?? 'Point';
    this.isMany = word.startsWith('multi');
  }

  get parts() {
    return this.#parts;
  }
  get canUndo() {
    return this.#before.length > 0;
  }
  get canRedo() {
    return this.#after.length > 0;
  }
  get corners() {
    return [...this.places()].length;
  }
  get holes() {
    return this.#parts.reduce((sum, rings) => sum + rings.slice(1).filter((ring) => ring.length).length, 0);
  }
  /** Whether something was begun that is not whole, and so no part of the geometry. */
  get isUnfinished() {
    return this.#parts.flat().some((ring) => ring.length > 0 && ring.length < FEWEST[this.kind]);
  }

  set(geometry) {
    if (this.#word === 'any' && geometry) {
      const single = geometry.type.replace('Multi', '');
      if (single in FEWEST) Object.assign(this, { kind: single, isMany: geometry.type.startsWith('Multi') });
    }
    this.#parts = partsOf(geometry, this.kind);
    this.#before = [];
    this.#after = [];
    this.#hole = null;
  }

  /** GeoJSON, or null where there is nothing whole yet. Parts that are not whole are left out. */
  get geometry() {
    const isWhole = (ring) => ring.length >= FEWEST[this.kind];
    // a hole never becomes an outline
    const whole = this.#parts.filter((rings) => isWhole(rings[0])).map((rings) => rings.filter(isWhole));
    if (!whole.length) return null;
    const coordinates = whole.map((rings) => {
      if (this.kind === 'Point') return rings[0][0];
      return this.kind === 'LineString' ? rings[0] : rings.map((ring) => [...ring, ring[0]]);
    });
    return this.isMany ? { type: `Multi${this.kind}`, coordinates } : { type: this.kind, coordinates: coordinates[0] };
  }

  #keep() {
    this.#before.push(JSON.stringify(this.#parts));
    if (this.#before.length > STEPS_KEPT) this.#before.shift();
    this.#after = [];
    this.#hole = null;
  }

  #swap(from, to) {
    if (!from.length) return false;
    to.push(JSON.stringify(this.#parts));
    this.#parts = JSON.parse(from.pop());
    this.#hole = null;
    return true;
  }

  undo() {
    return this.#swap(this.#before, this.#after);
  }
  redo() {
    return this.#swap(this.#after, this.#before);
  }

  *places() {
    for (let part = 0; part < this.#parts.length; part++) {
      for (let ring = 0; ring < this.#parts[part].length; ring++) {
        for (let corner = 0; corner < this.#parts[part][ring].length; corner++) yield [part, ring, corner];
      }
    }
  }

  at([part, ring, corner]) {
    return this.#parts[part]?.[ring]?.[corner] ?? null;
  }
  number(place) {
    return [...this.places()].findIndex((one) => String(one) === String(place)) + 1;
  }
  last() {
    return [...this.places()].at(-1) ?? null;
  }

  next(place, by) {
    const all = [...this.places()];
    if (!all.length) return null;
    const now = all.findIndex((one) => String(one) === String(place));
    return all[now < 0 ? 0 : (now + by + all.length) % all.length];
  }

  /** Between which corners another can be put: { place of the one before, at }. `fewest` by kind. */
  *middles(fewest) {
    for (const [part, ring, corner] of this.places()) {
      const all = this.#parts[part][ring];
      const isLast = corner === all.length - 1;
      if (all.length < (fewest[this.kind] ?? Infinity) || (isLast && this.kind !== 'Polygon')) continue;
      const [a, b] = [all[corner], all[isLast ? 0 : corner + 1]];
      yield { place: [part, ring, corner], at: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] };
    }
  }

  /** Answers the place of the new corner. */
  put(at, after) {
    if (this.kind === 'Point' && !this.isMany && this.#parts.length) {
      this.move([0, 0, 0], at);
      return [0, 0, 0];
    }
    if (after && this.kind !== 'Point') return this.insert(after, at);
    const hole = this.#hole;
    this.#keep();
    if (hole !== null) return [hole, this.#parts[hole].push([at]) - 1, 0];
    if (!this.#parts.length || this.kind === 'Point') this.#parts.push([[]]);
    const part = this.#parts.length - 1;
    this.#parts[part][0].push(at);
    return [part, 0, this.#parts[part][0].length - 1];
  }

  /**
   * The part that the next hole would be in: that of the chosen corner, else the last one with an outline; null for
   * none.
   */
  holeIn(place) {
    if (this.kind !== 'Polygon') return null;
    const isWhole = (part) => this.#parts[part]?.[0].length >= FEWEST.Polygon;
    if (place) return isWhole(place[0]) ? place[0] : null;
    const last = this.#parts.findLastIndex((_, part) => isWhole(part));
    return last < 0 ? null : last;
  }

  /** The next corner begins a hole in that part. */
  beginHole(part) {
    this.#hole = part;
  }

  insert([part, ring, corner], at) {
    this.#keep();
    this.#parts[part][ring].splice(corner + 1, 0, at);
    return [part, ring, corner + 1];
  }

  move(place, at) {
    this.#keep();
    const [part, ring, corner] = place;
    this.#parts[part][ring][corner] = at;
  }

  /** Answers the place of the corner before it. */
  remove(place) {
    const [part, ring, corner] = place && this.at(place) ? place : (this.last() ?? []);
    if (part === undefined) return null;
    this.#keep();
    this.#parts[part][ring].splice(corner, 1);
    if (this.#parts[part][ring].length) return [part, ring, Math.max(0, corner - 1)];
    // without an outline there is nothing to be a hole in
    this.#parts[part].splice(ring, ring === 0 ? this.#parts[part].length : 1);
    if (!this.#parts[part].length) this.#parts.splice(part, 1);
    return this.last();
  }

  begin() {
    this.#keep();
    this.#parts.push([[]]);
  }

  clear() {
    if (!this.#parts.length) return;
    this.#keep();
    this.#parts = [];
  }
}

function partsOf(geometry, kind) {
  if (!geometry || geometry.type.replace('Multi', '') !== kind) return [];
  const all = geometry.type.startsWith('Multi') ? geometry.coordinates : [geometry.coordinates];
  const flat = (at) => at.slice(0, 2);
  if (kind === 'Point') return all.map((at) => [[flat(at)]]);
  if (kind === 'LineString') return all.map((line) => [line.map(flat)]);
  return all.map((rings) => rings.map((ring) => ring.slice(0, -1).map(flat)));
}
