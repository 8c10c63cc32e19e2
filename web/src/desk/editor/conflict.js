/** Somebody else saved the item meanwhile: both are shown side by side, and one is chosen for each property. */
import { h } from '../../dom.js';
import { language, t } from '../../i18n.js';
import { isEmpty } from '../../schema/format.js';
import { valueOf } from '../../schema/values.js';
import { newId, openDialog } from '../frame/dialogs.js';
import { mergeOf } from './changes.js';

/** Answers what is to be saved, or null where the reader goes on writing. */
export function resolveConflict({ schema, base, ours, theirs, by }) {
  const { clash, merged, theirsOnly } = mergeOf(base, ours, theirs);
  const titleFor = (name) => (name === 'geometry' ? schema.title(schema.geometry) : schema.title(name));
  const rows = clash.map((name) => {
    const group = newId('choice');
    const side = (whose, state, checked) =>
      h(
        'label',
        { class: 'choice' },
        h('input', { type: 'radio', name: group, value: whose, checked }),
        h(
          'span',
          { class: 'choice-words' },
          h('strong', {}, t(`edit.conflict.${whose}`)),
          h('span', { class: 'conflict-value' }, words(schema, name, state)),
        ),
      );
    return {
      name,
      node: h(
        'fieldset',
        { class: 'field choices conflict', dataset: { property: name } },
        h('legend', {}, titleFor(name)),
        side('mine', ours, true),
        side('theirs', theirs, false),
      ),
    };
  });
  return new Promise((resolve) => {
    const dialog = openDialog({
      title: t('edit.conflict.title'),
      wide: true,
      mustAnswer: true,
      body: [
        h('p', {}, t(by ? 'edit.conflict.by' : 'edit.conflict.text', { name: by })),
        rows.length ? h('p', {}, t('edit.conflict.choose')) : h('p', {}, t('edit.conflict.none')),
        rows.map((row) => row.node),
        theirsOnly.length
          ? h('p', { class: 'note' }, t('edit.conflict.taken', { names: theirsOnly.map(titleFor).join(', ') }))
          : null,
      ],
      actions: [
        h('button', { type: 'button', class: 'button', onclick: () => dialog.close(null) }, t('edit.conflict.back')),
        h(
          'button',
          {
            type: 'button',
            class: 'button button-main',
            dataset: { answer: 'merge' },
            onclick: () => dialog.close(choose()),
          },
          t('edit.conflict.save'),
        ),
      ],
      closed: resolve,
    });
    function choose() {
      const chosen = { properties: { ...merged.properties }, geometry: merged.geometry };
      for (const { name, node } of rows) {
        const state = node.querySelector('input:checked').value === 'mine' ? ours : theirs;
        if (name === 'geometry') chosen.geometry = state.geometry;
        else chosen.properties[name] = state.properties[name] ?? null;
      }
      return chosen;
    }
  });
}

function words(schema, name, state) {
  if (name === 'geometry') {
    const { geometry } = state;
    if (!geometry) return t('edit.noPlace');
    return geometry.type === 'Point'
      ? geometry.coordinates
          .slice(0, 2)
          .reverse()
          .map((n) => n.toFixed(5))
          .join(', ')
      : t('edit.positions', { n: JSON.stringify(geometry.coordinates).split('],[').length });
  }
  return isEmpty(state.properties[name]) ? t('edit.nothing') : valueOf(schema, state, name, language());
}
