/**
 * The form of an item, made of its layer's schema: which group each property stands in, and all their values at once.
 */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { controlFor } from './field/fields.js';
import { mediaControl } from './media/media.js';
import { placeControl } from './place/place.js';
import { endNotes } from './shown.js';

const FIRST = ['title', 'subtitle', 'text', 'category', 'year'];
const KEEPING = ['source', 'asOf', 'certainty', 'link', 'note'];
const OPEN = ['first', 'place', 'media', 'more'];

/** Which group a property belongs to, by what the layer says of it. */
function groupOf(schema, property) {
  const { roles } = schema.layer;
  const has = (names) => names.some((role) => roles[role] === property.name);
  if (property['x-maeul-translates']) return 'english';
  if (property['x-maeul-media']) return 'media';
  if (roles.address === property.name) return 'place';
  if (has(FIRST) || schema.required.has(property.name)) return 'first';
  return has(KEEPING) || property['x-maeul-audience'] || property.name === 'example' ? 'keeping' : 'more';
}

/**
 * `{ node, read(), write(state), flush(), close() }`, a state being `{ properties, geometry }`. What the form has no
 * control for (what the service sets, the life cycle) stays as it was written.
 */
export function itemForm({ schema, info, context }) {
  const cycle = schema.status;
  const hidden = new Set([schema.id, schema.geometry, cycle?.property, cycle?.publishAt]);
  const controls = [];
  const groups = new Map();
  let rest = {};
  const place = schema.geometry
    ? placeControl({ schema, info, api: context.api, say: context.say, required: schema.required.has(schema.geometry) })
    : null;
  const more = {
    ...context,
    media: (property) => mediaControl(property, { ...context, onPosition: (at, photo) => place?.offer(at, photo) }),
  };

  for (const property of schema.properties) {
    if (hidden.has(property.name) || property.readOnly) continue;
    const control = controlFor(schema, property, more);
    controls.push(control);
    const group = groupOf(schema, property);
    groups.set(group, [...(groups.get(group) ?? []), control.node]);
  }
  const notes = endNotes(schema, controls);
  if (place) groups.set('place', [place.node, ...(groups.get('place') ?? [])]);

  const node = h(
    'div',
    { class: 'item-groups' },
    ['first', 'place', 'media', 'more', 'english', 'keeping']
      .filter((name) => groups.has(name))
      .map((name) => {
        const fields = h('div', { class: 'fields' }, groups.get(name));
        return OPEN.includes(name)
          ? h(
              'section',
              { class: 'card item-group', dataset: { group: name } },
              h('h2', {}, t(`edit.group.${name}`)),
              fields,
            )
          : h(
              'details',
              { class: 'card item-group', dataset: { group: name } },
              h(
                'summary',
                {},
                h('h2', {}, t(`edit.group.${name}`)),
                h('span', { class: 'note' }, t(`edit.group.${name}.note`)),
              ),
              fields,
            );
      }),
  );
  node.addEventListener(
    'invalid',
    ({ target }) => /** @type {Element} */ (target).closest('details')?.setAttribute('open', ''),
    true,
  );
  // A group that is closed would hide what is wrong in it.
  new MutationObserver(() => {
    for (const wrong of node.querySelectorAll('details:not([open]) .has-error')) wrong.closest('details').open = true;
  }).observe(node, { subtree: true, attributeFilter: ['class'] });

  const values = () => {
    const properties = { ...rest };
    for (const control of controls) {
      const value = control.get();
      if (value === null) delete properties[control.name];
      else properties[control.name] = value;
    }
    return properties;
  };
  node.addEventListener('input', () => notes.show(values()));
  node.addEventListener('change', () => notes.show(values()));

  return {
    node,
    place,
    read: () => ({ properties: values(), geometry: place ? place.get() : null }),
    write: (state) => {
      rest = { ...state.properties };
      for (const control of controls) control.set(state.properties[control.name] ?? null);
      place?.set(state.geometry ?? null);
      notes.show(values());
    },
    flush: () => Promise.all(controls.map((control) => control.flush?.())),
    close: () => place?.close(),
  };
}
