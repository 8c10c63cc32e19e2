/**
 * Takes what was found out of the house: files, survey sheets, a memo for the council. Each asks for a reason, which is
 * on record.
 */
import { h } from '../../dom.js';
import { count, t } from '../../i18n.js';
import { choices, field, form } from '../frame/forms.js';
import { openDialog } from '../frame/dialogs.js';

const FORMATS = ['xlsx', 'csv', 'csv-cp949', 'geojson'];
const ENDS = { xlsx: 'xlsx', csv: 'csv', 'csv-cp949': 'csv', geojson: 'geojson' };
const REASON_AT_MOST = 300;
const SHEETS_AT_MOST = 50;
const MEMO_AT_MOST = 100;
const KEPT_MILLIS = 60_000;

const reasonField = () =>
  field({
    label: t('find.reason'),
    pointer: '/reason',
    name: 'reason',
    required: true,
    minlength: 2,
    maxlength: REASON_AT_MOST,
    hint: t('find.reason.hint'),
    autocomplete: 'off',
  });
const cancel = (close) => h('button', { type: 'button', class: 'button', onclick: close }, t('desk.cancel'));

/** What is asked: what the finder shows, or, with `asked`, what a shortlist was made with. */
const questionOf = (finding, asked) => asked ?? { profile: finding.profile.id, request: finding.request };
const urlOf = (profile, what) => `/api/finder/${encodeURIComponent(profile)}/${what}`;

/** A file of what is ranked, or of `ids` alone. */
export function openExport({ finding, api, say, ids, asked }) {
  const { result, state } = finding;
  const only = ids?.length ? ids : null;
  const which = only
    ? null
    : choices({
        label: t('find.out.which'),
        name: 'which',
        type: 'radio',
        chosen: [state.chosen.length ? 'chosen' : 'all'],
        choices: [
          ...(state.chosen.length
            ? [{ value: 'chosen', title: t('find.out.chosen', { n: state.chosen.length }) }]
            : []),
          ...(result
            ? [
                {
                  value: 'all',
                  title: t('find.out.all', {
                    n: count(result.houses.ranked),
                    rest: count(result.houses.insufficient + result.houses.excluded),
                  }),
                },
              ]
            : []),
          { value: 'shown', title: t('find.out.shown', { n: result?.ranking.length ?? state.limit }) },
        ],
      });
  const format = choices({
    label: t('find.out.format'),
    name: 'format',
    type: 'radio',
    chosen: ['xlsx'],
    choices: FORMATS.map((value) => ({ value, title: t(`find.out.${value}`), note: t(`find.out.${value}.note`) })),
  });
  const reason = reasonField();
  const act = async () => {
    const [what] = only ? ['chosen'] : which.chosen();
    const chosen = only ?? state.chosen;
    const part = what === 'chosen' ? { ids: chosen } : what === 'shown' ? { limit: state.limit, unranked: false } : {};
    const [kind] = format.chosen();
    const { profile, request } = questionOf(finding, asked);
    const { body } = await api.send(
      'POST',
      urlOf(profile, 'export'),
      { ...request, ...part, format: kind, reason: reason.control.value.trim() },
      { file: true },
    );
    dialog.close();
    keep(body.blob, body.name || `${profile}.${ENDS[kind]}`);
    say(t('find.out.done'), { visibly: true });
  };
  const fields = form({
    fields: [which, format, reason].filter(Boolean),
    submit: t('find.out.do'),
    act,
    more: [cancel(() => dialog.close())],
  });
  const dialog = openDialog({ title: t('find.out'), body: [h('p', {}, t('find.out.text')), fields] });
}

function keep(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = h('a', { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MILLIS);
}

/** Survey sheets of some houses, in their order. */
export async function openSheets({ context, ids }) {
  if (ids.length > SHEETS_AT_MOST) context.say(t('find.sheets.first', { n: SHEETS_AT_MOST }), { visibly: true });
  const { printSheets } = await import('../frame/print.js');
  return printSheets(context, ids.slice(0, SHEETS_AT_MOST));
}

/** The ranking with its reasons, for the council. */
export async function openMemo({ finding, context, ids, asked }) {
  const { profile, request } = questionOf(finding, asked);
  const { printMemo } = await import('../frame/print.js');
  return printMemo(context, profile, {
    ...request,
    ...(ids?.length ? { ids, limit: ids.length } : { limit: Math.min(MEMO_AT_MOST, finding.state.limit) }),
  });
}
