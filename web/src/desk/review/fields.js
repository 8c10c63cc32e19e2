/**
 * Fields for the values of a submission, made as the editor makes them. What is sent back is only what was changed;
 * what the layer requires and is not there stands open, so that nothing is refused after the yes.
 */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { isEmpty } from '../../schema/format.js';
import { controlFor } from '../editor/field/fields.js';
import { placeControl } from '../editor/place/place.js';

/** What a reviewer may put right here: neither what the service sets, nor photos, nor whether it is published. */
const isEditable = (schema, property) =>
  !property.readOnly &&
  !property['x-maeul-media'] &&
  ![schema.id, schema.geometry, schema.status?.property, schema.status?.publishAt].includes(property.name);

/**
 * `{ node, changed() }`: fields of `values`, of what is required besides and, folded away, of all else there is.
 * `before` is what the item has without them. `changed()` answers the values that differ, null for those that were
 * emptied.
 */
export function valueFields(schema, values, before, context) {
  if (!schema) return { node: null, changed: () => ({}) };
  const fields = schema.properties
    .filter((property) => isEditable(schema, property))
    .map((property) => {
      const { name } = property;
      const control = controlFor(schema, property, context);
      const was = values[name] ?? before[name] ?? null;
      control.set(was);
      const isOpen = !isEmpty(values[name]) || (schema.required.has(name) && isEmpty(was));
      return { name, node: control.node, isOpen, first: JSON.stringify(control.get()), get: () => control.get() };
    });
  const open = fields.filter((one) => one.isOpen).map((one) => one.node);
  const rest = fields.filter((one) => !one.isOpen).map((one) => one.node);
  const node = h(
    'div',
    { class: 'fields' },
    open,
    rest.length
      ? h(
          'details',
          { class: 'review-more' },
          h('summary', {}, t('review.field.more', { n: rest.length })),
          h('div', { class: 'fields' }, rest),
        )
      : null,
  );
  const changed = () =>
    Object.fromEntries(
      fields
        .map((one) => [one.name, one.get(), one.first])
        .filter(([, now, first]) => JSON.stringify(now) !== first)
        .map(([name, now]) => [name, now]),
    );
  return { node, changed };
}

/** The place, where the layer requires one and the submission has none; else null. */
export function missingPlace({ info, schema }, detail, { api, say }) {
  const isThere = detail.geometry ?? detail.live?.geometry;
  return schema?.required.has(schema.geometry) && !isThere
    ? placeControl({ schema, info, api, say, required: true })
    : null;
}
