/** What of a tile becomes a circle, and what stands alone. */
import { onWorld } from './tiles.js';

const SINGLES_A_TILE = 24;
const CELLS = 4; // along the edge of a tile, as the server has them

/**
 * Clusters as the server counted them and single points, those too many in one tile by the same cells:
 * { at, count, kinds: [[value, count]], feature }. `kinds` of the layer are the values wanted, all where there are none.
 */
export function gathered({ schema, kinds }, tile, features) {
  const keeps = new Set(kinds);
  const clusters = [];
  const singles = [];
  for (const feature of features) {
    const { properties } = feature;
    if (properties.cluster !== true) {
      const kind = properties[schema.category];
      if (!keeps.size || [].concat(kind).some((one) => keeps.has(one))) singles.push(feature);
      continue;
    }
    const counts = Object.entries(properties).filter(([name]) => name.startsWith('count_')).map(([name, n]) => [name.slice(6), n])
      .filter(([kind]) => !keeps.size || keeps.has(kind));
    clusters.push({ at: feature.geometry.coordinates, count: keeps.size ? counts.reduce((sum, [, n]) => sum + n, 0) : properties.count, kinds: counts });
  }
  const alone = (feature) => ({ at: feature.geometry.coordinates, count: 1, feature });
  if (singles.length <= SINGLES_A_TILE) return [...clusters, ...singles.map(alone)];
  const cells = new Map();
  for (const feature of singles) {
    const [x, y] = onWorld(feature.geometry.coordinates).map((n) => Math.floor(n * 2 ** tile.zoom * CELLS));
    const cell = `${x}:${y}`;
    if (cells.has(cell)) cells.get(cell).push(feature);
    else cells.set(cell, [feature]);
  }
  return [...clusters, ...[...cells.values()].map((members) => (members.length === 1 ? alone(members[0]) : together(members, schema)))];
}

function together(members, schema) {
  const kinds = new Map();
  for (const { properties } of members) for (const kind of [].concat(properties[schema.category] ?? [])) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const at = [0, 1].map((axis) => members.reduce((sum, one) => sum + one.geometry.coordinates[axis], 0) / members.length);
  return { at, count: members.length, kinds: [...kinds] };
}

/** A background: the shares of the categories around the rim, for those who see colours; the words are in the title. */
export function ringOf(choices, many, accent) {
  if (choices.length < 2) return choices[0]?.colour ?? accent;
  let turned = 0;
  const parts = choices.map(({ n, colour }) => {
    const from = turned;
    turned += (n / many) * 360;
    return `${colour ?? accent} ${from.toFixed(1)}deg ${turned.toFixed(1)}deg`;
  });
  return `conic-gradient(${parts.join(', ')}, ${accent} 0)`;
}
