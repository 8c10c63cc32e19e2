/** Two saved the same shortlist: what both wrote side by side, and what to do with it. */
import { h } from '../../../dom.js';
import { t } from '../../../i18n.js';
import { openDialog } from '../../frame/dialogs.js';

/** Answers `mine`, `theirs`, `both` (ours becomes a list of its own), or null: go on writing. */
export function resolveLists({ ours, theirs, nameOf }) {
  const side = (whose, list, other) => {
    const notes = new Map(other.houses.map((one) => [one.id, one.note ?? '']));
    return h(
      'section',
      { class: 'find-clash-side', 'aria-label': t(`find.clash.${whose}`) },
      h('h3', {}, t(`find.clash.${whose}`)),
      h('p', {}, h('strong', {}, list.name)),
      list.note ? h('p', { class: 'find-clash-note' }, list.note) : null,
      h(
        'ol',
        {},
        list.houses.map((one) =>
          h(
            'li',
            { class: notes.has(one.id) && notes.get(one.id) === (one.note ?? '') ? '' : 'is-other' },
            h('strong', {}, nameOf(one.id)),
            one.note ? h('p', {}, one.note) : null,
            notes.has(one.id) && notes.get(one.id) === (one.note ?? '')
              ? null
              : h(
                  'span',
                  { class: 'badge badge-wait' },
                  t(notes.has(one.id) ? 'find.clash.noteDiffers' : 'find.clash.onlyHere'),
                ),
          ),
        ),
      ),
    );
  };
  return new Promise((resolve) => {
    const act = (value, kind = '') =>
      h(
        'button',
        {
          type: 'button',
          class: `button ${kind}`,
          dataset: { answer: value ?? 'back' },
          onclick: () => dialog.close(value),
        },
        t(`find.clash.${value ?? 'back'}.do`),
      );
    const dialog = openDialog({
      title: t('find.clash.title'),
      wide: true,
      mustAnswer: true,
      body: [
        h('p', {}, t('find.clash.text')),
        h('div', { class: 'find-clash' }, side('mine', ours, theirs), side('theirs', theirs, ours)),
      ],
      actions: [act(null), act('theirs'), act('mine'), act('both', 'button-main')],
      closed: resolve,
    });
  });
}
