/**
 * Changes one property of many items. Nothing is chosen when it opens: first a property, then a value or, said in so
 * many words, that it be cleared. What would change is shown, asked once more, and then all of it is done, or nothing.
 */
import { itemsPath } from '../../api.js';
import { h } from '../../dom.js';
import { count, language, t } from '../../i18n.js';
import { isEmpty, titleOf } from '../../schema/format.js';
import { valueOf } from '../../schema/values.js';
import { errorWords } from '../../views/states.js';
import { ask, openDialog } from '../frame/dialogs.js';
import { shownBy, shownByChange } from '../editor/shown.js';
import { liftedWords, lookedAt } from '../editor/wayback.js';
import { isSimple } from '../editor/field/cell.js';
import { controlFor } from '../editor/field/fields.js';
import { halfTyped, sayField, tellField } from '../frame/faults.js';
import { field } from '../frame/forms.js';

const SHOWN = 100;
const VALUES_NAMED = 6;

/** Answers `{ batch, count, wayBack }`, the last for `wayBackWords`, or null where nothing was changed. */
export async function openBulk({ schema, info, features, context }) {
  const { api } = context;
  const lang = language();
  const properties = schema.properties.filter((one) => isSimple(schema, one));
  const before = new Map(
    features.map((feature) => [feature.id, { id: feature.id, properties: { ...feature.properties } }]),
  );
  const deciding = shownBy(schema);
  const known = new Set(); // properties whose values of all these items have been read
  const which = field({
    label: t('edit.bulk.property'),
    tag: 'select',
    required: true,
    children: [
      h('option', { value: '' }, t('edit.bulk.choose')),
      ...properties.map((one) => h('option', { value: one.name }, one.title ?? one.name)),
    ],
  });
  const value = h('div', { class: 'bulk-value' });
  const preview = h('div', { class: 'bulk-preview', 'aria-live': 'polite' });
  const save = h(
    'button',
    { type: 'button', class: 'button button-main', dataset: { answer: 'bulk' }, disabled: true, onclick: () => send() },
    t('edit.bulk.save'),
  );
  let control = null;
  let clear = null; // the box that says so
  let changing = [];
  let turn = 0;

  const wanted = () => (clear.checked ? null : control.get());
  const isReady = () => control && (clear.checked || (control.get() !== null && !halfTyped(value).length));
  const words = (given) =>
    isEmpty(given) ? t('edit.nothing') : valueOf(schema, { properties: { [control.name]: given } }, control.name, lang);
  const inText = (given) => h('span', {}, words(given)).textContent;

  async function choose() {
    const property = schema.byName.get(which.control.value);
    control = property ? controlFor(schema, property, context) : null;
    value.replaceChildren();
    if (control) {
      control.node.querySelector('input[type=radio][value=""]')?.closest('label').remove(); // clearing is chosen below
      const fields = h('fieldset', { class: 'bulk-fields' }, control.node);
      clear = h('input', {
        type: 'checkbox',
        dataset: { clear: property.name },
        onchange: () => {
          fields.disabled = clear.checked;
          show();
        },
      });
      value.append(
        fields,
        h(
          'label',
          { class: 'choice' },
          clear,
          h(
            'span',
            { class: 'choice-words' },
            h('strong', {}, t('edit.bulk.clear')),
            h('small', {}, t('edit.bulk.clear.note', { property: schema.title(property.name) })),
          ),
        ),
      );
      control.node.addEventListener('input', show);
      control.node.addEventListener('change', show);
    }
    await show();
  }

  /** With what decides whether everyone sees an item, where the change is one of that. */
  async function read(name) {
    const names = deciding.includes(name) ? [...new Set([...deciding, ...lookedAt(schema)])] : [name];
    const id = features.map((one) => one.id).join(',');
    const asked = new URLSearchParams({ id, properties: names.join(','), limit: '500' });
    const page = await api.get(`${itemsPath(info.id)}?${asked}`);
    for (const one of page.features) {
      for (const each of names) before.get(one.id).properties[each] = one.properties[each];
    }
    known.add(name);
  }

  /** What the change puts on the public map or takes from it, or lifts that an owner asked for, in sentences. */
  function mapWords() {
    const { name } = control;
    if (!deciding.includes(name)) return liftedWords(schema, changing, { [name]: wanted() });
    const { shown, hidden, again } = shownByChange(schema, changing, { [name]: wanted() });
    return [
      shown ? t('edit.bulk.shown', { n: count(shown) }) : '',
      again ? t('edit.bulk.shownAgain', { n: count(again) }) : '',
      hidden ? t('edit.bulk.hidden', { n: count(hidden) }) : '',
    ].filter(Boolean);
  }

  /** What would change, or what is still to be chosen. */
  async function show() {
    const mine = ++turn;
    sayField(which, null);
    if (control) tellField(control.node);
    save.disabled = true;
    changing = [];
    preview.replaceChildren(h('p', { class: 'note' }, t(control ? 'edit.bulk.noValue' : 'edit.bulk.noProperty')));
    if (!isReady()) return;
    const { name } = control;
    try {
      if (!known.has(name)) await read(name);
    } catch (error) {
      sayField(which, errorWords(error));
      return;
    }
    if (mine !== turn) return;
    const next = wanted();
    changing = [...before.values()].filter(
      (one) => JSON.stringify(one.properties[name] ?? null) !== JSON.stringify(next),
    );
    save.disabled = changing.length === 0;
    const line = (one) =>
      h(
        'li',
        {},
        h('span', {}, titleOf(schema, one, lang)),
        h(
          'span',
          { class: 'bulk-change' },
          h('del', {}, words(one.properties[name])),
          ' → ',
          h('ins', {}, words(next)),
        ),
      );
    const numbers = { n: count(changing.length), same: count(before.size - changing.length) };
    preview.replaceChildren(
      h('p', {}, h('strong', {}, t('edit.bulk.changes', numbers))),
      ...mapWords().map((line) => h('p', { class: 'bulk-map' }, line)),
      h(
        'ul',
        { class: 'bulk-list', tabindex: '0', 'aria-label': t('edit.bulk.preview') },
        changing.slice(0, SHOWN).map(line),
      ),
      changing.length > SHOWN
        ? h('p', { class: 'note' }, t('edit.bulk.more', { n: count(changing.length - SHOWN) }))
        : '',
    );
  }

  /** From which values, how many of each. */
  function fromWords() {
    const numbers = new Map();
    for (const one of changing) {
      const from = inText(one.properties[control.name]);
      numbers.set(from, (numbers.get(from) ?? 0) + 1);
    }
    const most = [...numbers].sort((a, b) => b[1] - a[1]);
    const rest = most.slice(VALUES_NAMED).reduce((sum, [, n]) => sum + n, 0);
    return [
      ...most.slice(0, VALUES_NAMED).map(([from, n]) => t('edit.bulk.from', { from, n: count(n) })),
      ...(rest ? [t('edit.bulk.more', { n: count(rest) })] : []),
    ];
  }

  /** Whether somebody changed one of these since they were shown: what was agreed to is another thing then. */
  async function isOutdated(shown, onTheMap) {
    const { name } = control;
    await read(name);
    return (
      shown.some(([id, was]) => JSON.stringify(before.get(id).properties[name] ?? null) !== was) ||
      onTheMap.join() !== mapWords().join()
    );
  }

  async function send() {
    const property = schema.title(control.name);
    const shown = changing.map((one) => [one.id, JSON.stringify(one.properties[control.name] ?? null)]);
    const onTheMap = mapWords();
    const isSure = await ask({
      title: t('edit.bulk.sure', { n: count(changing.length), property }),
      text: [
        t(clear.checked ? 'edit.bulk.sure.clear' : 'edit.bulk.sure.to', { value: inText(wanted()) }),
        h(
          'ul',
          {},
          fromWords().map((line) => h('li', {}, line)),
        ),
        ...onTheMap.map((line) => h('p', { class: 'bulk-map' }, h('strong', {}, line))),
      ],
      yes: t('edit.bulk.save'),
      danger: clear.checked,
    });
    if (!isSure) return;
    save.disabled = true;
    try {
      if (await isOutdated(shown, onTheMap)) {
        await show();
        sayField(which, t('edit.bulk.meanwhile'));
        return;
      }
      const change = { ids: changing.map((one) => one.id), properties: { [control.name]: wanted() } };
      const { body } = await api.send('PATCH', itemsPath(info.id), change, { type: 'application/json' });
      const wayBack = changing.map(({ properties }) => [{ ...properties, ...change.properties }, properties]);
      dialog.close({ batch: body.batch, count: body.items.length, wayBack });
    } catch (error) {
      sayField(which, error.errors?.length ? error.errors.map((one) => one.detail).join(' ') : errorWords(error));
      save.disabled = false;
    }
  }

  let dialog;
  const answer = new Promise((resolve) => {
    dialog = openDialog({
      title: t('edit.bulk.title', { n: count(features.length) }),
      wide: true,
      body: [h('p', {}, t('edit.bulk.text')), which, value, preview],
      actions: [
        h('button', { type: 'button', class: 'button', onclick: () => dialog.close(null) }, t('desk.cancel')),
        save,
      ],
      closed: resolve,
    });
  });
  which.control.addEventListener('change', choose);
  await choose();
  return answer;
}
