/**
 * What stands below the form: how things stand, and what can be done: save, publish, publish later, take down, delete.
 */
import { h } from '../../dom.js';
import { dateWords, t } from '../../i18n.js';
import { ask, openDialog } from '../frame/dialogs.js';
import { halfTyped } from '../frame/faults.js';
import { field } from '../frame/forms.js';
import { clockToIso, isoToClock } from './field/times.js';
import { shownBadge } from './shown.js';

const BADGES = {
  draft: 'badge',
  review: 'badge badge-wait',
  scheduled: 'badge badge-wait',
  published: 'badge badge-good',
  withdrawn: 'badge badge-stop',
  other: 'badge',
};
const HOUR_MILLIS = 3_600_000;

/** How an item stands: a word of {@link BADGES}. */
export function stateOf(cycle, properties) {
  const value = properties[cycle.property] ?? cycle.draft;
  if (value === cycle.published) return cycle.publishAt && properties[cycle.publishAt] ? 'scheduled' : 'published';
  return ['draft', 'review', 'withdrawn'].find((name) => cycle[name] === value) ?? 'other';
}

/** The badge of a state, with the layer's own word for the value. */
export function stateBadge(schema, properties) {
  const cycle = schema.status;
  const state = stateOf(cycle, properties);
  const value = properties[cycle.property] ?? cycle.draft;
  const words =
    state === 'scheduled'
      ? t('edit.state.scheduled', { when: dateWords(properties[cycle.publishAt]) })
      : (schema.choice(cycle.property, value)?.title ?? value);
  return h('span', { class: BADGES[state], dataset: { state } }, words);
}

/** `act({ kind, properties, said })`. `{ node, show(properties), tell({ unsaved, kept }), busy(is) }`. */
export function publishBar({ schema, isNew, act }) {
  const cycle = schema.status;
  const badge = h('span', { class: 'publish-state' });
  const told = h('span', { class: 'publish-told', role: 'status' });
  const buttons = h('div', { class: 'button-row publish-buttons' });
  const node = h('div', { class: 'publish-bar' }, h('p', { class: 'publish-line' }, badge, told), buttons);

  const button = (name, on, className = 'button', type = 'button') =>
    h(
      'button',
      { type, class: className, dataset: { act: name }, onclick: type === 'button' ? on : undefined },
      t(`edit.act.${name}`),
    );
  const to = (value, said, publishAt = null) =>
    act({
      kind: 'save',
      said,
      properties: { [cycle.property]: value, ...(cycle.publishAt ? { [cycle.publishAt]: publishAt } : {}) },
    });
  const publish = () => to(cycle.published, 'edit.published');

  async function takeDown() {
    if (
      await ask({
        title: t('edit.takeDown.title'),
        text: [t('edit.takeDown.text'), t('edit.takeDown.after')],
        yes: t('edit.act.takeDown'),
        danger: true,
      })
    )
      to(cycle.withdrawn, 'edit.takenDown');
  }

  function schedule(now) {
    const inAnHour = new Date(Math.ceil((Date.now() + HOUR_MILLIS) / HOUR_MILLIS) * HOUR_MILLIS).toISOString();
    const when = field({
      label: t('edit.schedule.when'),
      hint: t('edit.seoulTime'),
      type: 'datetime-local',
      required: true,
      value: isoToClock(now ?? inAnHour),
    });
    const said = h('p', { class: 'field-error', role: 'alert' });
    const done = () => {
      const iso = clockToIso(when.control.value);
      if (!iso || Date.parse(iso) <= Date.now()) {
        said.textContent = halfTyped(when.parentElement)[0]?.detail ?? t('edit.schedule.past');
        when.control.focus();
        return;
      }
      dialog.close();
      to(cycle.published, 'edit.scheduled', iso);
    };
    const dialog = openDialog({
      title: t('edit.schedule.title'),
      body: [h('p', {}, t('edit.schedule.text')), when, said],
      actions: [
        h('button', { type: 'button', class: 'button', onclick: () => dialog.close() }, t('desk.cancel')),
        h(
          'button',
          { type: 'button', class: 'button button-main', dataset: { answer: 'schedule' }, onclick: done },
          t('edit.schedule.yes'),
        ),
      ],
    });
    when.control.focus();
  }

  function actions(state, properties) {
    if (!cycle) return [button('save', null, 'button button-main', 'submit')];
    const later = cycle.publishAt ? button('schedule', () => schedule(properties[cycle.publishAt])) : null;
    const save = (className) => button(state === 'draft' ? 'saveDraft' : 'save', null, className, 'submit');
    if (state === 'published')
      return [save('button button-main'), button('takeDown', takeDown, 'button button-danger')];
    if (state === 'scheduled')
      return [
        button('publishNow', publish, 'button button-main'),
        save('button'),
        later,
        button('toDraft', () => to(cycle.draft, 'edit.unscheduled')),
      ];
    return [button('publishNow', publish, 'button button-main'), save('button'), later];
  }

  return {
    node,
    show: (properties) => {
      const state = cycle ? stateOf(cycle, properties) : null;
      badge.replaceChildren((!isNew && (cycle ? stateBadge : shownBadge)(schema, properties)) || '');
      buttons.replaceChildren(
        ...actions(state, properties).filter(Boolean),
        isNew ? '' : button('delete', () => act({ kind: 'delete' }), 'button button-danger'),
      );
    },
    tell: ({ unsaved, kept }) => {
      const words = !unsaved
        ? ''
        : kept === false
          ? t('edit.unsaved.notKept')
          : kept
            ? t('edit.unsaved.kept')
            : t('edit.unsaved');
      if (told.textContent !== words) told.textContent = words;
    },
    busy: (is) => {
      for (const one of buttons.querySelectorAll('button')) one.disabled = is;
    },
  };
}
