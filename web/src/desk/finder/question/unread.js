/** What the address of the finder says wrongly: found, and left out, so that the rest of it still shows a ranking. */
import { NOTHING, ORDERS, PAGE, TABS, halves, routeOf } from './state.js';

/** The server's limit. */
const HEAVIEST = 1_000_000;

/** What means the same as not being there. */
const USUAL = {
  o: (text) => text === ORDERS[0],
  tab: (text) => text === TABS[0],
  n: (text) => Number.parseInt(text, 10) <= PAGE,
  unknown: (text) => text === '0',
  ex: (text) => text === '0',
};

/** Which members of the state a refusal of the server is about, by the first step of its pointer. */
const MEMBERS = {
  filter: ({ raw }) => (raw ? ['raw'] : ['filter']),
  within: () => ['within'],
  area: () => ['area'],
  exclude: () => ['exclude'],
  weights: () => ['weights'],
};

/** The conditions that the layer's schema has a use for. */
export const fittingFilter = (filter, schema) =>
  Object.fromEntries(
    Object.entries(filter)
      .map(([name, condition]) => [
        name,
        schema.has(name) ? fitting(condition, schema.byName.get(name), schema.choices(name)) : null,
      ])
      .filter(([, one]) => one),
  );

function fitting(condition, { type }, choices) {
  if (condition.in) {
    const values = choices.length
      ? condition.in.filter((value) => choices.some((one) => one.value === value))
      : type === 'string'
        ? condition.in
        : [];
    return values.length ? { in: values } : null;
  }
  if (condition.is) return condition.is === 'unknown' || type === 'boolean' ? condition : null;
  return type === 'number' || type === 'integer' ? condition : null;
}

/** CQL2 made elsewhere; as text it cannot stand beside other conditions. */
export const fittingRaw = ({ raw, filter }) =>
  typeof raw === 'object' || (typeof raw === 'string' && !Object.keys(filter).length) ? raw : null;

export const fittingWeights = (weights, criteria) =>
  Object.fromEntries(
    Object.entries(weights).filter(([id, n]) => n <= HEAVIEST && criteria.some((one) => one.id === id)),
  );

/** The state without what the server refused of it; null where it refused nothing of the state. */
export function withoutRefused(state, errors) {
  const refused = errors
    .flatMap((one) => MEMBERS[one.pointer.split('/')[1]]?.(state) ?? [])
    .filter((name) => state[name] !== NOTHING[name]);
  return refused.length ? { ...state, ...Object.fromEntries(refused.map((name) => [name, NOTHING[name]])) } : null;
}

/** The keys of a route of which a state made from it does not have all. */
export function unreadOf(route, state) {
  const [path, query] = halves(route);
  const [keptPath, keptQuery] = halves(routeOf(state));
  const kept = new URLSearchParams(keptQuery);
  const steps = (one) => one.split('/').filter(Boolean).length;
  const unread = new Set(steps(path) > steps(keptPath) ? ['part'] : []);
  for (const [key, value] of new URLSearchParams(query)) {
    const isLost = !kept.has(key)
      ? !USUAL[key]?.(value)
      : key === 'p'
        ? value !== state.profile
        : (key === 'w' || value.startsWith('=')) && items(value) > items(kept.get(key));
    if (value && isLost) unread.add(key);
  }
  return [...unread];
}

const items = (text) => new Set(text.replace(/^=/, '').split(',').filter(Boolean)).size;
