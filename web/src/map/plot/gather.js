/** What of a tile becomes a circle, and what stands alone. */
import { onWorld } from '../places.js';

const CELLS = 4; // along the edge of a tile of 256 pixels, as the server has them
const SINGLES_A_CELL = 4;
const APART_PIXELS = 14;

/**
 * Clusters as the server counted them and single points; of these, those of a cell that would hide one another
 * together: { at: [lon, lat], x, y, many, kinds: [[value, count]], feature }; x and y are shares of the world's square.
 * `kinds` of the layer are the values of `category` that are wanted, all where there are none.
 */
export function gathered({ category, kinds }, tile, features) {
  const keeps = new Set(kinds);
  const clusters = [];
  const singles = [];
  for (const feature of features) {
    const { properties } = feature;
    if (properties.cluster !== true) {
      if (!keeps.size || [].concat(properties[category]).some((one) => keeps.has(one))) singles.push(feature);
      continue;
    }
    const counts = Object.entries(properties)
      .filter(([name]) => name.startsWith('count_'))
      .map(([name, n]) => [name.slice(6), n])
      .filter(([kind]) => !keeps.size || keeps.has(kind));
    const many = keeps.size ? counts.reduce((sum, [, n]) => sum + n, 0) : properties.count;
    if (many > 0) clusters.push(placed(feature.geometry.coordinates, { many, kinds: counts }));
  }
  const across = 2 ** tile.zoom * CELLS;
  const cells = new Map();
  for (const one of singles.map(alone)) {
    const cell = `${Math.floor(one.x * across)}:${Math.floor(one.y * across)}`;
    if (cells.has(cell)) cells.get(cell).push(one);
    else cells.set(cell, [one]);
  }
  const apart = APART_PIXELS / (256 * 2 ** tile.zoom);
  return [
    ...clusters,
    ...[...cells.values()].flatMap((members) =>
      canBeToldApart(members, apart) ? members : [together(members, category)],
    ),
  ];
}

const canBeToldApart = (members, apart) =>
  members.length <= SINGLES_A_CELL &&
  members.every((one, i) =>
    members.every((other, k) => k <= i || Math.hypot(one.x - other.x, one.y - other.y) >= apart),
  );

function placed(at, one) {
  const [x, y] = onWorld(at);
  return { at, x, y, ...one };
}

const alone = ({ id, geometry, properties }) =>
  placed(geometry.coordinates, { many: 1, kinds: [], feature: { id, properties } });

function together(members, category) {
  const kinds = new Map();
  for (const { feature } of members)
    for (const kind of [].concat(feature.properties[category] ?? [])) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const at = [0, 1].map((axis) => members.reduce((sum, one) => sum + one.at[axis], 0) / members.length);
  return placed(at, { many: members.length, kinds: [...kinds] });
}
