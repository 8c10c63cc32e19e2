/** What the address of the map says wrongly is left out, so that the view still shows without it. */
import { layersOn } from './views/views.js';

/**
 * Takes unknown layers and kinds away and makes the address say what is shown. Answers whether anything of it could not
 * be read.
 */
export async function leaveOutUnread(state, catalog) {
  const q = new URL(location.href).searchParams;
  const { now } = state;
  const layers = now.layers?.filter((id) => catalog.get(id)) ?? null;
  const kinds = now.kinds.length ? await fittingKinds(now.kinds, layersOn(catalog, now).own[0]) : now.kinds;
  const isLost = (key, value) => Boolean(q.get(key)) && value === null;
  const unread =
    isLost('view', q.get('view') === now.view ? now.view : null) ||
    isLost('from', now.from) ||
    isLost('until', now.until) ||
    isLost('map', now.place) ||
    isLost('item', now.item) ||
    isLost('around', now.around) ||
    layers?.length !== now.layers?.length ||
    kinds.length !== now.kinds.length;
  if (unread) state.set({ layers: layers?.length ? layers : null, kinds });
  return unread;
}

/** Those that the layer has; all where it says not which there are. */
async function fittingKinds(kinds, info) {
  const schema = await info?.schema().catch(() => null);
  const choices = schema?.category ? schema.choices(schema.category) : [];
  return schema?.category && !choices.length
    ? kinds
    : kinds.filter((kind) => choices.some((one) => one.value === kind));
}
