/** One value changed in the table, where it stands. */
import { h } from '../../../dom.js';
import { t } from '../../../i18n.js';
import { errorWords } from '../../../views/states.js';
import { sayField, tellField } from '../../frame/faults.js';
import { controlFor } from './fields.js';
import { savedWords } from '../shown.js';

const LONGEST = 300;

/** Whether a property can be changed without its item around it. */
export function isSimple(schema, property) {
  return (
    !property.readOnly &&
    property.name !== schema.id &&
    property.type !== 'array' &&
    !property['x-maeul-ref'] &&
    !property['x-maeul-media'] &&
    property.contentMediaType !== 'text/markdown' &&
    (property.type !== 'string' ||
      schema.choices(property.name).length > 0 ||
      Boolean(property.format) ||
      (property.maxLength ?? 0) <= LONGEST) &&
    !schema.required.has(property.name) &&
    property.name !== schema.geometry
  );
}

/** `done(properties)` is called once, with what the item then has, or without where nothing was changed. */
export async function editCell({ cell, schema, property, context, address, done }) {
  const { api, say } = context;
  let item;
  cell.setAttribute('aria-busy', 'true');
  try {
    item = await api.request('GET', address);
  } catch (error) {
    say(errorWords(error), { visibly: true });
    done();
    return;
  } finally {
    cell.removeAttribute('aria-busy');
  }
  const control = controlFor(schema, property, context);
  control.node.querySelector('.field-hint')?.remove();
  control.set(item.body.properties[property.name] ?? null);
  const form = h(
    'form',
    { class: 'cell-form', novalidate: true },
    control.node,
    h(
      'div',
      { class: 'button-row' },
      h('button', { type: 'submit', class: 'button button-main button-small' }, t('edit.act.save')),
      h('button', { type: 'button', class: 'button button-small', onclick: () => done() }, t('desk.cancel')),
    ),
  );
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      done();
    }
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (tellField(control.node)) {
      form.querySelector('input').focus();
      return;
    }
    const value = control.get();
    if (JSON.stringify(value) === JSON.stringify(item.body.properties[property.name] ?? null)) {
      done();
      return;
    }
    try {
      const answer = await api.send(
        'PATCH',
        address,
        { properties: { [property.name]: value } },
        { type: 'application/merge-patch+json', ifMatch: item.etag, headers: { Prefer: 'return=representation' } },
      );
      const after = answer.body?.properties;
      say(after ? savedWords(schema, item.body.properties, after) : t('edit.saved.unseen'), { visibly: true });
      done(after);
    } catch (error) {
      const words = error.errors?.[0]?.detail ?? errorWords(error);
      sayField(control.node, error.status === 412 ? t('edit.cell.changed') : words);
    }
  });
  cell.replaceChildren(form);
  (form.querySelector('input:checked') ?? form.querySelector('input, select, textarea')).focus();
}
