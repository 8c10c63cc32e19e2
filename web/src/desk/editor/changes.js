/**
 * States of an item: the first of a new one, and what differs between two.
 *
 * @typedef {{ properties: Record<string, any>, geometry: any }} ItemState
 */
const same = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/**
 * Names of the properties that differ, and whether the place does.
 *
 * @param {ItemState} before
 * @param {ItemState} after
 */
export function changesOf(before, after) {
  const names = [...new Set([...Object.keys(before.properties), ...Object.keys(after.properties)])];
  return {
    names: names.filter((name) => !same(before.properties[name], after.properties[name])),
    moved: !same(before.geometry, after.geometry),
  };
}

/**
 * @param {ItemState} before
 * @param {ItemState} after
 */
export const isChanged = (before, after) => {
  const { names, moved } = changesOf(before, after);
  return moved || names.length > 0;
};

/**
 * The merge patch (RFC 7396) that makes one of the other.
 *
 * @param {ItemState} before
 * @param {ItemState} after
 */
export function patchOf(before, after) {
  const { names, moved } = changesOf(before, after);
  const patch = { properties: Object.fromEntries(names.map((name) => [name, after.properties[name] ?? null])) };
  if (moved) patch.geometry = after.geometry;
  return patch;
}

/**
 * What two people made of the same item. `clash`: names that both changed, each in another way (the place is called
 * `geometry`); `merged`: theirs with ours over it wherever only we changed something.
 *
 * @param {ItemState} base
 * @param {ItemState} ours
 * @param {ItemState} theirs
 */
export function mergeOf(base, ours, theirs) {
  const mine = changesOf(base, ours);
  const other = changesOf(base, theirs);
  const merged = { properties: { ...theirs.properties }, geometry: theirs.geometry };
  const clash = [];
  for (const name of mine.names) {
    if (other.names.includes(name) && !same(ours.properties[name], theirs.properties[name])) clash.push(name);
    else merged.properties[name] = ours.properties[name] ?? null;
  }
  if (mine.moved && other.moved && !same(ours.geometry, theirs.geometry)) clash.push('geometry');
  else if (mine.moved) merged.geometry = ours.geometry;
  return {
    clash,
    merged,
    theirsOnly: [
      ...other.names.filter((name) => !mine.names.includes(name)),
      ...(other.moved && !mine.moved ? ['geometry'] : []),
    ],
  };
}

/**
 * What a new item has from the beginning, by the schema of its layer.
 *
 * @param {import('../../schema/schema.js').Schema} schema
 * @returns {Record<string, any>}
 */
export const beginningOf = ({ properties, status }) =>
  Object.fromEntries(
    properties
      .filter((one) => one.default !== undefined && one.name !== status?.property)
      .map((one) => [one.name, one.default]),
  );
