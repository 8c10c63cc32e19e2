/** Changes one property of many items: first what would change is shown, then all of it is done, or nothing. */
import { h } from '../dom.js';
import { language, t } from '../i18n.js';
import { isEmpty, titleOf } from '../schema/format.js';
import { valueOf } from '../schema/values.js';
import { errorWords } from '../views/states.js';
import { openDialog } from './dialogs.js';
import { isSimple } from './editor/cell.js';
import { controlFor } from './editor/fields.js';
import { field } from './forms.js';

const SHOWN = 100;

/** Answers `{ batch, count }`, or null where nothing was changed. */
export async function openBulk({ schema, info, features, context }) {
  const { api } = context;
  const lang = language();
  const properties = schema.properties.filter((one) => isSimple(schema, one));
  const before = new Map(features.map((feature) => [feature.id, { id: feature.id, properties: { ...feature.properties } }]));
  const known = new Set(); // properties whose values of all these items have been read
  const which = field({ label: t('edit.bulk.property'), tag: 'select', required: true, children: properties.map((one) => h('option', { value: one.name, selected: one.name === schema.status?.property || undefined }, one.title ?? one.name)) });
  const value = h('div', { class: 'bulk-value' });
  const preview = h('div', { class: 'bulk-preview', 'aria-live': 'polite' });
  const said = h('p', { class: 'field-error', role: 'alert' });
  const save = h('button', { type: 'button', class: 'button button-main', dataset: { answer: 'bulk' }, onclick: () => send() }, t('edit.bulk.save'));
  let control;
  let changing = [];
  let turn = 0;

  async function choose() {
    const property = schema.byName.get(which.control.value);
    control = controlFor(schema, property, context);
    value.replaceChildren(control.node);
    control.node.addEventListener('input', show);
    control.node.addEventListener('change', show);
    await show();
  }

  async function read(name) {
    const page = await api.get(`/api/collections/${info.id}/items?${new URLSearchParams({ id: features.map((one) => one.id).join(','), properties: name, limit: '500' })}`);
    for (const one of page.features) before.get(one.id).properties[name] = one.properties[name];
    known.add(name);
  }

  async function show() {
    const { name } = control;
    const mine = ++turn;
    said.textContent = '';
    if (!known.has(name)) {
      try {
        await read(name);
      } catch (error) {
        said.textContent = errorWords(error);
        return;
      }
    }
    if (mine !== turn) return;
    const next = control.get();
    const words = (given) => (isEmpty(given) ? t('edit.nothing') : valueOf(schema, { properties: { [name]: given } }, name, lang));
    changing = [...before.values()].filter((one) => JSON.stringify(one.properties[name] ?? null) !== JSON.stringify(next));
    save.disabled = changing.length === 0;
    preview.replaceChildren(h('p', {}, h('strong', {}, t('edit.bulk.changes', { n: changing.length, same: before.size - changing.length }))),
      h('ul', { class: 'bulk-list', tabindex: '0', 'aria-label': t('edit.bulk.preview') }, changing.slice(0, SHOWN).map((one) => h('li', {}, h('span', {}, titleOf(schema, one, lang)),
        h('span', { class: 'bulk-change' }, h('del', {}, words(one.properties[name])), ' → ', h('ins', {}, words(next)))))),
      changing.length > SHOWN ? h('p', { class: 'note' }, t('edit.bulk.more', { n: changing.length - SHOWN })) : '');
  }

  async function send() {
    save.disabled = true;
    try {
      const { body } = await api.send('PATCH', `/api/collections/${info.id}/items`, { ids: changing.map((one) => one.id), properties: { [control.name]: control.get() } }, { type: 'application/json' });
      dialog.close({ batch: body.batch, count: body.items.length });
    } catch (error) {
      said.textContent = error.errors?.length ? error.errors.map((one) => one.detail).join(' ') : errorWords(error);
      save.disabled = false;
    }
  }

  let dialog;
  const answer = new Promise((resolve) => {
    dialog = openDialog({
      title: t('edit.bulk.title', { n: features.length }), wide: true, body: [h('p', {}, t('edit.bulk.text')), which, value, preview, said],
      actions: [h('button', { type: 'button', class: 'button', onclick: () => dialog.close(null) }, t('desk.cancel')), save], closed: resolve,
    });
  });
  which.control.addEventListener('change', choose);
  await choose();
  return answer;
}
