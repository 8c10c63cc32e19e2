/**
 * The only place where lon,lat (GeoJSON, the API) and lat,lng (Leaflet) are swapped. Lengths in metres.
 *
 * @typedef {number[]} Position lon, lat in degrees; what comes after them is left alone
 * @typedef {[west: number, south: number, east: number, north: number]} Box in degrees
 * @typedef {any} Geometry a geometry of GeoJSON, or null
 */

/** @type {(position: Position) => [lat: number, lng: number]} */
export const toLatLng = ([lon, lat]) => [lat, lon];
/** @type {(latLng: { lat: number, lng: number }) => { lon: number, lat: number }} */
export const toLonLat = (latLng) => ({ lon: latLng.lng, lat: latLng.lat });
/** @type {(box: Box) => [[number, number], [number, number]]} */
export const toBounds = ([west, south, east, north]) => [
  [south, west],
  [north, east],
];

/**
 * Where a position lies on the square of the world as maps draw it, both 0 to 1, from the north-west corner.
 *
 * @param {Position} position
 * @returns {[x: number, y: number]}
 */
export function onWorld([lon, lat]) {
  const sine = Math.sin(Math.max(-85.05, Math.min(85.05, lat)) * (Math.PI / 180));
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

/**
 * True for what has an inside.
 *
 * @param {Geometry} geometry
 */
export const isArea = (geometry) => /Polygon/.test(geometry?.type ?? '');

/**
 * Every position of a geometry.
 *
 * @param {Geometry} geometry
 * @returns {Generator<Position>}
 */
export function* positions(geometry) {
  if (!geometry) return;
  if (geometry.type === 'GeometryCollection') {
    for (const part of geometry.geometries) yield* positions(part);
    return;
  }
  const queue = [geometry.coordinates];
  while (queue.length) {
    const part = queue.pop();
    if (typeof part[0] === 'number') yield part;
    else queue.push(...part);
  }
}

/**
 * The box around a geometry, or null where it is empty.
 *
 * @param {Geometry} geometry
 * @returns {Box | null}
 */
export function boxOf(geometry) {
  /** @type {Box | null} */
  let box = null;
  for (const [lon, lat] of positions(geometry)) {
    box = box
      ? [Math.min(box[0], lon), Math.min(box[1], lat), Math.max(box[2], lon), Math.max(box[3], lat)]
      : [lon, lat, lon, lat];
  }
  return box;
}

/**
 * The box around all boxes, or null where there is none.
 *
 * @param {Box[]} boxes
 * @returns {Box | null}
 */
export const boxAroundAll = (boxes) =>
  boxes.reduce(
    (all, [west, south, east, north]) =>
      all
        ? [Math.min(all[0], west), Math.min(all[1], south), Math.max(all[2], east), Math.max(all[3], north)]
        : [west, south, east, north],
    /** @type {Box | null} */ (null),
  );

/**
 * A point to stand on: the point itself, the middle vertex of a line, the centroid of the largest ring of an area.
 *
 * @param {Geometry} geometry
 * @returns {Position | null}
 */
export function pointOf(geometry) {
  if (!geometry) return null;
  if (geometry.type === 'Point') return geometry.coordinates;
  if (geometry.type === 'LineString') return geometry.coordinates[Math.floor(geometry.coordinates.length / 2)];
  if (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon') {
    const rings = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).map(
      (polygon) => polygon[0],
    );
    return rings.map(centroid).sort((a, b) => b.area - a.area)[0]?.at ?? null;
  }
  return positions(geometry).next().value ?? null;
}

function centroid(ring) {
  let twice = 0;
  let x = 0;
  let y = 0;
  const [x0, y0] = ring[0]; // near the ring, so that the products stay small
  for (let i = 0; i + 1 < ring.length; i++) {
    const [ax, ay] = [ring[i][0] - x0, ring[i][1] - y0];
    const [bx, by] = [ring[i + 1][0] - x0, ring[i + 1][1] - y0];
    const cross = ax * by - bx * ay;
    twice += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return twice === 0
    ? { area: 0, at: ring[0] }
    : { area: Math.abs(twice), at: [x0 + x / (3 * twice), y0 + y / (3 * twice)] };
}

const METRES_PER_DEGREE = 111_195;

/**
 * @param {Position} a
 * @param {Position} b
 */
export function metresBetween([lonA, latA], [lonB, latB]) {
  const dx = (lonB - lonA) * Math.cos(((latA + latB) / 2) * (Math.PI / 180));
  return Math.hypot(dx, latB - latA) * METRES_PER_DEGREE;
}

/**
 * The position of a geometry that is nearest to `at`; `at` itself inside an area.
 *
 * @param {Geometry} geometry
 * @param {Position} at
 * @returns {Position}
 */
export function nearestOf(geometry, at) {
  if (geometry.type === 'GeometryCollection')
    return nearest(
      geometry.geometries.map((part) => nearestOf(part, at)),
      at,
    );
  if (isArea(geometry)) {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    if (polygons.some((rings) => rings.filter((ring) => surrounds(ring, at)).length % 2 === 1)) return at;
    return nearest(
      polygons.flat().map((ring) => onLine(ring, at)),
      at,
    );
  }
  if (geometry.type === 'LineString') return onLine(geometry.coordinates, at);
  if (geometry.type === 'MultiLineString')
    return nearest(
      geometry.coordinates.map((line) => onLine(line, at)),
      at,
    );
  return nearest([...positions(geometry)], at);
}

const nearest = (some, at) =>
  some.reduce((best, one) => (!best || metresBetween(one, at) < metresBetween(best, at) ? one : best), null);

function onLine(line, at) {
  const flat = Math.cos(at[1] * (Math.PI / 180));
  const feet = line.slice(1).map((end, i) => {
    const [dx, dy] = [(end[0] - line[i][0]) * flat, end[1] - line[i][1]];
    const along = ((at[0] - line[i][0]) * flat * dx + (at[1] - line[i][1]) * dy) / (dx * dx + dy * dy || 1);
    const share = Math.min(1, Math.max(0, along));
    return [line[i][0] + (end[0] - line[i][0]) * share, line[i][1] + (end[1] - line[i][1]) * share];
  });
  return nearest([line[0], ...feet], at);
}

/**
 * @param {Position[]} ring
 * @param {Position} position
 */
function surrounds(ring, [x, y]) {
  let is = false;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [[ax, ay], [bx, by]] = [ring[i], ring[i + 1]];
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) is = !is;
  }
  return is;
}

/**
 * A box of `radiusMetres` around a position.
 *
 * @param {Position} position
 * @param {number} radiusMetres
 * @returns {Box}
 */
export function boxAround([lon, lat], radiusMetres) {
  const dLat = radiusMetres / METRES_PER_DEGREE;
  const dLon = dLat / Math.cos(lat * (Math.PI / 180));
  return [lon - dLon, lat - dLat, lon + dLon, lat + dLat];
}
