/** The filter panel's conditions as CQL2 in JSON, and back. */

import { isReversed } from '../../../schema/filter.js';

const property = (name) => ({ property: name });
const call = (op, ...args) => ({ op, args });
const isNull = (name) => call('isNull', property(name));

/**
 * The filter of a state, or null where nothing is filtered. What the layer does not have is left out, and so is a range
 * that ends before it begins: the panel says so.
 */
export function cqlOf({ filter, unknown, raw }, schema) {
  const own = Object.entries(filter)
    .filter(([name]) => !schema || schema.has(name))
    .map(([name, condition]) => {
      const one = conditionOf(name, condition, schema?.byName.get(name)?.type === 'array');
      return unknown && one && condition.is !== 'unknown' ? call('or', one, isNull(name)) : one;
    })
    .filter(Boolean);
  if (raw && !own.length) return raw;
  const all = raw && typeof raw === 'object' ? [...own, raw] : own;
  return all.length > 1 ? call('and', ...all) : (all[0] ?? null);
}

function conditionOf(name, { in: values, is, from, to }, isList) {
  if (values)
    return values.length
      ? isList
        ? call('a_overlaps', property(name), values)
        : call('in', property(name), values)
      : null;
  if (is) return is === 'unknown' ? isNull(name) : call('=', property(name), is === 'yes');
  if (isReversed(from, to)) return null;
  const bounds = [
    from === null ? null : call('>=', property(name), from),
    to === null ? null : call('<=', property(name), to),
  ].filter(Boolean);
  return bounds.length > 1 ? call('and', ...bounds) : (bounds[0] ?? null);
}

/** What {@link cqlOf} made, taken apart: `{ filter, unknown, raw }`. What it did not make stays as it is, in `raw`. */
export function partsOf(cql) {
  const none = { filter: {}, unknown: false, raw: cql ?? null };
  if (!cql) return none;
  for (const unknown of [false, true]) {
    const filter = {};
    const all = [cql, ...(cql.op === 'and' ? cql.args : [])];
    for (const one of all) {
      const [name, condition] = readOne(unknown && one.op === 'or' ? one.args?.[0] : one) ?? [];
      if (name && !(name in filter)) filter[name] = condition;
    }
    const found = { filter, unknown, raw: null };
    if (sameAs(cqlOf(found, null), cql)) return found;
  }
  return none;
}

/** Objects say the same whatever the order of their members. */
function sameAs(a, b) {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [mine, theirs] = [Object.keys(a), Object.keys(b)];
  return mine.length === theirs.length && mine.every((key) => sameAs(a[key], b[key]));
}

function readOne(one) {
  const name = one?.args?.[0]?.property;
  const value = one?.args?.[1];
  if (name && (one.op === 'in' || one.op === 'a_overlaps') && Array.isArray(value)) return [name, { in: value }];
  if (name && one.op === 'isNull') return [name, { is: 'unknown' }];
  if (name && one.op === '=' && typeof value === 'boolean') return [name, { is: value ? 'yes' : 'no' }];
  if (name && one.op === '>=') return [name, { from: value, to: null }];
  if (name && one.op === '<=') return [name, { from: null, to: value }];
  if (one?.op !== 'and' || one.args.length !== 2) return null;
  const [first, second] = one.args.map(readOne);
  return first && second && first[0] === second[0] && 'from' in first[1] && 'to' in second[1]
    ? [first[0], { from: first[1].from, to: second[1].to }]
    : null;
}
