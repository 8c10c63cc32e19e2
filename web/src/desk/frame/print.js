/** Pages to print: asks what for, and opens what the service makes in a tab of its own. */
import { h } from '../../dom.js';
import { addWords, t } from '../../i18n.js';
import { openDialog } from './dialogs.js';
import { field, form } from './forms.js';

const HTML = { Accept: 'application/problem+json, text/html;q=0.9' };

/** Survey sheets of houses, in the order of `ids`. Answers true where they were opened. */
export async function printSheets(context, ids) {
  await addWords('houses');
  return printed(context, {
    url: '/api/houses/sheets',
    title: t('house.print.sheets', { n: ids.length }),
    body: (reason) => ({ ids, reason }),
  });
}

/** The council memo of a ranking; `question` is the body of `POST /api/finder/{profile}`. */
export async function printMemo(context, profile, question) {
  await addWords('houses');
  const exact = h('input', { type: 'checkbox', name: 'exact' });
  const more = h(
    'div',
    { class: 'field' },
    h(
      'label',
      { class: 'choice' },
      exact,
      h(
        'span',
        { class: 'choice-words' },
        h('strong', {}, t('house.print.exact')),
        h('small', {}, t('house.print.exact.note')),
      ),
    ),
  );
  return printed(context, {
    url: `/api/finder/${encodeURIComponent(profile)}/memo`,
    title: t('house.print.memo'),
    more,
    body: (reason) => ({ ...question, reason, addresses: exact.checked ? 'exact' : 'dong' }),
  });
}

/** The reason is asked for here and goes in the body: addresses end up in logs and histories. */
function printed({ api, say }, { url, title, body, more = null }) {
  return new Promise((resolve) => {
    const reason = field({
      label: t('house.print.reason'),
      hint: t('house.print.reason.hint'),
      pointer: '/reason',
      name: 'reason',
      required: true,
      maxlength: 300,
      autofocus: true,
    });
    const dialog = openDialog({
      title,
      closed: (value) => resolve(value === true),
      body: form({
        fields: [reason, more],
        submit: t('house.print.open'),
        more: [h('button', { type: 'button', class: 'button', onclick: () => dialog.close(false) }, t('desk.cancel'))],
        act: async () => {
          const tab = window.open('', '_blank'); // while the click is still fresh: later ones are blocked
          try {
            const { body: html } = await api.send('POST', url, body(reason.control.value), { headers: HTML });
            if (!tab) throw Object.assign(new Error('blocked'), { detail: t('house.print.blocked') });
            show(tab, html);
          } catch (error) {
            tab?.close();
            throw error;
          }
          dialog.close(true);
          say(t('house.print.opened'));
        },
      }),
    });
  });
}

/** What came is our own page without scripts; the tab has the policy of this one. */
function show(tab, html) {
  tab.document.open();
  tab.document.write(html);
  tab.document.close();
  const button = tab.document.querySelector('[data-print]');
  button.hidden = false;
  button.addEventListener('click', () => tab.print());
}
