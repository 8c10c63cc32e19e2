/** The only place where lon,lat (GeoJSON, the API) and lat,lng (Leaflet) are swapped. Lengths in metres. */
export const toLatLng = ([lon, lat]) => [lat, lon];
export const toLonLat = (latLng) => ({ lon: latLng.lng, lat: latLng.lat });
export const toBounds = ([west, south, east, north]) => [[south, west], [north, east]];

/** Every position of a geometry, [lon, lat]. */
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

/** [west, south, east, north] of a geometry, or null where it is empty. */
export function boxOf(geometry) {
  let box = null;
  for (const [lon, lat] of positions(geometry)) {
    box = box ? [Math.min(box[0], lon), Math.min(box[1], lat), Math.max(box[2], lon), Math.max(box[3], lat)] : [lon, lat, lon, lat];
  }
  return box;
}

/** A point to stand on: the point itself, the middle vertex of a line, the centroid of the largest ring of an area. */
export function pointOf(geometry) {
  if (!geometry) return null;
  if (geometry.type === 'Point') return geometry.coordinates;
  if (geometry.type === 'LineString') return geometry.coordinates[Math.floor(geometry.coordinates.length / 2)];
  if (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon') {
    const rings = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).map((polygon) => polygon[0]);
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
  return twice === 0 ? { area: 0, at: ring[0] } : { area: Math.abs(twice), at: [x0 + x / (3 * twice), y0 + y / (3 * twice)] };
}

const METRES_PER_DEGREE = 111_195;

export function metresBetween([lonA, latA], [lonB, latB]) {
  const dx = (lonB - lonA) * Math.cos(((latA + latB) / 2) * (Math.PI / 180));
  return Math.hypot(dx, latB - latA) * METRES_PER_DEGREE;
}

/** A box of `radiusMetres` around a position. */
export function boxAround([lon, lat], radiusMetres) {
  const dLat = radiusMetres / METRES_PER_DEGREE;
  const dLon = dLat / Math.cos(lat * (Math.PI / 180));
  return [lon - dLon, lat - dLat, lon + dLon, lat + dLat];
}
