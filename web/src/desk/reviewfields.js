/** Fields for the values of a submission, made from the layer's schema. What is sent back is only what was changed. */
import { h } from '../dom.js';
import { t } from '../i18n.js';
import { isEmpty } from '../schema/format.js';
import { field } from './forms.js';

/** What a reviewer may put right here: single values that are neither set by the service nor photos nor references. */
function isEditable(property) {
  const kind = property.oneOf || ['string', 'number', 'integer', 'boolean'].includes(property.type);
  return kind && !property.readOnly && !property['x-maeul-media'] && !property['x-maeul-ref'] && !property['x-ogc-role']?.startsWith('primary-geometry');
}

const isLong = (property) => property.contentMediaType === 'text/markdown' || (property.maxLength ?? 0) > 500;

function control(property, value) {
  const base = { label: property.title ?? property.name, hint: property.description, pointer: `/properties/${property.name}`, name: property.name };
  if (property.oneOf || property.type === 'boolean') {
    const all = property.oneOf?.map((one) => [String(one.const), one.title ?? String(one.const)]) ?? [['true', t('value.yes')], ['false', t('value.no')]];
    return field({ ...base, tag: 'select', children: [h('option', { value: '' }, t('review.field.none')), ...all.map(([word, title]) => h('option', { value: word, selected: String(value) === word }, title))] });
  }
  if (isLong(property)) {
    const node = field({ ...base, tag: 'textarea', rows: 8, maxlength: property.maxLength });
    node.control.value = value ?? '';
    return node;
  }
  const types = { date: 'date', 'date-time': 'text', uri: 'url' };
  const isNumber = ['number', 'integer'].includes(property.type);
  return field({ ...base, type: types[property.format] ?? 'text', inputmode: isNumber ? 'numeric' : undefined, maxlength: property.maxLength, value: value ?? '' });
}

function read(property, text) {
  if (text === '') return null;
  if (property.oneOf) return property.oneOf.find((one) => String(one.const) === text)?.const ?? text;
  if (property.type === 'boolean') return text === 'true';
  const number = Number(text);
  return ['number', 'integer'].includes(property.type) && Number.isFinite(number) ? number : text; // what is no number the service refuses in words
}

/**
 * `{ node, changed() }`: fields of `values` and, folded away, of all else there is; `live` fills those. `changed()` answers
 * the values that differ, null for those that were emptied.
 */
export function valueFields(schema, values, live = {}) {
  if (!schema) return { node: null, changed: () => ({}) };
  const fields = schema.properties.filter(isEditable).map((property) => {
    const before = values[property.name] ?? live[property.name] ?? null;
    const node = control(property, before);
    return { property, node, first: node.control.value, isSent: !isEmpty(values[property.name]) };
  });
  const sent = fields.filter((one) => one.isSent).map((one) => one.node);
  const rest = fields.filter((one) => !one.isSent).map((one) => one.node);
  const node = h('div', { class: 'fields' }, sent,
    rest.length ? h('details', { class: 'review-more' }, h('summary', {}, t('review.field.more', { n: rest.length })), h('div', { class: 'fields' }, rest)) : null);
  const changed = () => Object.fromEntries(fields.filter((one) => one.node.control.value !== one.first)
    .map((one) => [one.property.name, read(one.property, one.node.control.value.trim())]));
  return { node, changed };
}
