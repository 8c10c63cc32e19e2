/** The way through chosen houses, nearest first, as a list and on the map. */
import { h } from '../../../dom.js';
import { farWords, t, walkWords } from '../../../i18n.js';
import { choices, form } from '../../frame/forms.js';
import { openDialog } from '../../frame/dialogs.js';
import { nameOf } from '../words.js';

const ROUTE = '/api/houses/route';

/** `found(ids, places)` once there is a way: the map draws it. `centre` is where the map looks, or null. */
export function openWay({ finding, api, ids, centre, found, sheets }) {
  const from = choices({
    label: t('find.way.from'),
    name: 'from',
    type: 'radio',
    chosen: ['house'],
    choices: [
      { value: 'house', title: t('find.way.house') },
      ...(centre ? [{ value: 'centre', title: t('find.way.centre'), note: t('find.way.centreNote') }] : []),
    ],
  });
  const answer = h('div', { class: 'find-way', 'aria-live': 'polite' });
  const act = async () => {
    const isFromCentre = from.chosen()[0] === 'centre';
    const { body } = await api.send('POST', ROUTE, { ids, ...(isFromCentre ? { from: centre } : {}) });
    const rows = await rowsOf(finding, body.order);
    const legs = body.legsMetres ?? [];
    const first = legs.length === body.order.length; // the first leg goes from the start to the first house
    const legTo = (index) => (first ? legs[index] : index ? legs[index - 1] : null);
    answer.replaceChildren(
      h(
        'p',
        { class: 'find-way-sum' },
        h('strong', {}, t('find.way.sum', { n: body.order.length, far: farWords(body.metres) })),
        ` · ${walkWords(body.metres)}`,
      ),
      body.withoutPlace?.length
        ? h('p', { class: 'note' }, t('find.way.unplaced', { n: body.withoutPlace.length }))
        : '',
      h(
        'ol',
        { class: 'find-way-list' },
        body.order.map((id, index) =>
          h(
            'li',
            {},
            h('span', { class: 'find-group-number', 'aria-hidden': 'true' }, String(index + 1)),
            h(
              'span',
              {},
              h('strong', {}, nameOf(rows.get(id)) || id),
              rows.get(id)?.address ? h('small', {}, rows.get(id).address) : null,
            ),
            h(
              'span',
              { class: 'find-way-leg' },
              legTo(index) === null || legTo(index) === undefined ? t('find.way.start') : farWords(legTo(index)),
            ),
          ),
        ),
      ),
      h('p', { class: 'note' }, body.note ?? t('find.way.straight')),
      h(
        'div',
        { class: 'button-row' },
        h(
          'button',
          {
            type: 'button',
            class: 'button',
            dataset: { do: 'way-show' },
            onclick: () => {
              dialog.close();
              found([
                ...(isFromCentre ? [centre] : []),
                ...body.order.map((id) => rows.get(id)?.location).filter(Boolean),
              ]);
            },
          },
          t('find.way.show'),
        ),
        h(
          'button',
          {
            type: 'button',
            class: 'button',
            dataset: { do: 'way-sheets' },
            onclick: () => {
              dialog.close();
              sheets(body.order);
            },
          },
          t('find.way.sheets'),
        ),
      ),
    );
  };
  const fields = form({
    fields: [from],
    submit: t('find.way.do'),
    act,
    more: [h('button', { type: 'button', class: 'button', onclick: () => dialog.close() }, t('desk.close'))],
  });
  const dialog = openDialog({
    title: t('find.way.title', { n: ids.length }),
    body: [h('p', {}, t('find.way.text')), fields, answer],
  });
}

async function rowsOf(finding, ids) {
  const missing = ids.filter((id) => !finding.row(id)?.location);
  const only = missing.length ? await finding.only(missing).catch(() => null) : null;
  return new Map(
    ids.map((id) => [
      id,
      finding.row(id) ?? [...(only?.ranking ?? []), ...(only?.insufficient ?? [])].find((row) => row.id === id),
    ]),
  );
}
