/** The access log, for administrators: who read what, when, from where; to look through and to print. */
import { h } from '../../dom.js';
import { count, dateWords, dayOf, language, t } from '../../i18n.js';
import { isReversed } from '../../schema/filter.js';
import { empty, errorWords, failed, loading } from '../../views/states.js';
import { clearErrors, halfTyped, showFaults } from '../frame/faults.js';
import { field } from '../frame/forms.js';

const PAGE_LINES = 100;
const ACTIONS = [
  'item',
  'list',
  'search',
  'tile',
  'summary',
  'overview',
  'history',
  'export',
  'contact',
  'owner',
  'change',
  'signed-in',
  'sign-in-failed',
  'signed-out',
  'signed-out-everywhere',
  'password-changed',
  'password-chosen',
  'account-added',
  'account-disabled',
  'account-enabled',
  'roles-changed',
  'link-made',
  'token-made',
  'token-revoked',
  'session-ended',
  'second-factor-set-up',
  'second-factor-removed',
  'recovery-codes-made',
  'recovery-code-used',
  'log-read',
];

const dayWords = (one) => (one.control.value ? dateWords(one.control.value) : '…');

/** What is of no layer and can be taken out of the house. */
const TAKEN = ['backup', 'key'];

/** The day so many days ago. */
const dayAgo = (days) => dayOf(new Date(Date.now() - days * 86_400_000));

/**
 * @param {HTMLElement} root
 * @param {import('../frame/views.js').Context} context
 */
export async function open(root, { api, catalog, say, session }) {
  const list = h('div', { 'aria-live': 'off' });
  const select = (label, name, options) =>
    field({
      tag: 'select',
      label,
      name,
      required: true,
      children: [
        h('option', { value: '' }, t('desk.log.all')),
        ...options.map(([value, words]) => h('option', { value }, words)),
      ],
    });
  const lang = language();
  const account = select(t('desk.log.account'), 'account', []);
  const layer = select(
    t('desk.log.layer'),
    'layer',
    catalog.layers.map((one) => [one.id, one.title(lang)]),
  );
  const action = select(
    t('desk.log.action'),
    'action',
    ACTIONS.map((one) => [one, t(`desk.action.${one}`)]),
  );
  const from = field({
    type: 'date',
    label: t('desk.log.from'),
    name: 'from',
    pointer: '/from',
    required: true,
    value: dayAgo(30),
    max: dayAgo(0),
  });
  const until = field({
    type: 'date',
    label: t('desk.log.until'),
    name: 'until',
    pointer: '/until',
    required: true,
    value: dayAgo(0),
    max: dayAgo(0),
  });
  const asked = h('p', { class: 'note' });
  const filters = h(
    'form',
    { class: 'filters', novalidate: true, 'aria-label': t('desk.log.filters') },
    from,
    until,
    account,
    layer,
    action,
    h('div', { class: 'button-row' }, h('button', { type: 'submit', class: 'button button-main' }, t('desk.log.show'))),
  );
  filters.addEventListener('submit', (event) => {
    event.preventDefault();
    clearErrors(filters);
    const faults = halfTyped(filters);
    const [first, last] = [from, until].map((one) => one.control.value || null); // ISO days sort as days
    if (!faults.length && isReversed(first, last)) faults.push({ pointer: '/until', detail: t('filter.reversed') });
    if (faults.length) showFaults(filters, faults);
    else draw({ tell: true });
  });
  root.append(
    h(
      'div',
      { class: 'view-head' },
      h('h1', {}, t('desk.nav.log')),
      h('button', { type: 'button', class: 'button', onclick: () => print() }, t('desk.log.print')),
    ),
    h('p', { class: 'lede no-print' }, t('desk.log.lede')),
    filters,
    asked,
    list,
  );

  // Whom one may choose. The log is read without it too.
  const accounts = api
    .get('/api/accounts')
    .then((answer) => answer.accounts)
    .catch(() => []);
  accounts.then((all) =>
    account.control.append(...all.map((one) => h('option', { value: one.id }, `${one.name} (${one.login})`))),
  );
  const names = new Map((await accounts).map((one) => [one.login, one.name]));

  const address = (after) => {
    const query = new URLSearchParams({ limit: String(PAGE_LINES) });
    for (const [name, value] of Object.entries({
      from: from.control.value,
      until: until.control.value,
      account: account.control.value,
      layer: layer.control.value,
      action: action.control.value,
      after,
    })) {
      if (value) query.set(name, value);
    }
    return `/api/access-log?${query}`;
  };

  const mayLook = session.has('staff', 'planner');
  let turn = 0;
  async function draw({ tell = false } = {}) {
    const mine = ++turn;
    list.replaceChildren(loading());
    asked.textContent = t('desk.log.asked', {
      from: dayWords(from),
      until: dayWords(until),
      now: dateWords(new Date().toISOString()),
    });
    const narrowed = [account, layer, action]
      .filter((one) => one.control.value)
      .map((one) => `${one.querySelector('label').textContent}: ${one.control.selectedOptions[0].textContent}`);
    if (narrowed.length) asked.append(` ${narrowed.join(' · ')}`); // on paper nobody sees the fields
    try {
      const answer = await api.get(address());
      if (mine !== turn) return;
      list.replaceChildren(answer.entries.length ? page(answer) : empty(t('desk.log.empty')));
      if (tell)
        say(answer.entries.length ? t('desk.log.found', { n: count(answer.entries.length) }) : t('desk.log.empty'));
    } catch (error) {
      if (mine === turn) list.replaceChildren(failed(error, draw));
    }
  }

  function page(first) {
    const body = h('tbody', {}, first.entries.map(row));
    const more = h('button', { type: 'button', class: 'button', hidden: !first.next }, t('desk.log.more'));
    const says = h('p', { class: 'field-error', role: 'alert' });
    let { next } = first;
    more.addEventListener('click', async () => {
      more.setAttribute('aria-disabled', 'true');
      says.textContent = '';
      try {
        const answer = await api.get(address(next));
        const rows = answer.entries.map(row);
        body.append(...rows);
        next = answer.next;
        more.hidden = !next;
        say(t('desk.log.found', { n: count(body.children.length) }));
        if (rows[0]) {
          rows[0].tabIndex = -1;
          rows[0].focus();
        }
      } catch (error) {
        says.textContent = errorWords(error);
      }
      more.removeAttribute('aria-disabled');
    });
    const head = ['when', 'who', 'what', 'times', 'address'].map((name) =>
      h('th', { scope: 'col', class: name === 'times' ? 'number' : '' }, t(`desk.log.${name}`)),
    );
    return h(
      'div',
      {},
      h(
        'div',
        { class: 'table-wrap' },
        h('table', { class: 'grid', 'aria-label': t('desk.nav.log') }, h('thead', {}, h('tr', {}, head)), body),
      ),
      h('div', { class: 'pager' }, more, says),
    );
  }

  /** An item by the name that the reader of the log may see, else by its number. */
  function itemOf(line) {
    if (!line.item) return '';
    const words =
      line.itemName ?? t('desk.log.item', { id: line.item.length > 12 ? `…${line.item.slice(-6)}` : line.item });
    const route = line.submission ? '/review/' : line.layer ? `/items/${line.layer}/` : null;
    return mayLook && route
      ? h('a', { href: `#${route}${encodeURIComponent(line.item)}` }, words)
      : h('span', {}, words);
  }

  function row(line) {
    const took = !line.layer && TAKEN.includes(line.item) ? t(`desk.log.took.${line.item}`) : null;
    const what =
      took ?? (line.about || line.item ? [line.about, line.about && line.item ? ' · ' : '', itemOf(line)] : null);
    return h(
      'tr',
      {},
      h('td', { 'data-label': t('desk.log.when') }, dateWords(line.at)),
      h(
        'th',
        { scope: 'row', 'data-label': t('desk.log.who') },
        line.login ? [names.get(line.login) ?? line.login, h('small', {}, line.login)] : t('desk.log.nobody'),
      ),
      h(
        'td',
        { 'data-label': t('desk.log.what') },
        t(`desk.action.${line.action}`),
        what ? h('small', {}, what) : null,
        line.subject ? h('small', {}, t('desk.log.subject', { login: line.subject })) : null,
        line.said
          ? h(
              'small',
              {},
              t(line.action === 'export' ? 'desk.log.reason' : 'desk.log.detail', { detail: inWords(line.said) }),
            )
          : null,
      ),
      h(
        'td',
        { class: 'number', 'data-label': t('desk.log.times') },
        line.rows
          ? t(line.rows === 1 ? 'desk.log.timesRow' : 'desk.log.timesRows', {
              times: count(line.times),
              rows: count(line.rows),
            })
          : t('desk.log.timesOnly', { times: count(line.times) }),
      ),
      h('td', { 'data-label': t('desk.log.address') }, line.address ?? ''),
    );
  }

  await draw();
}

/** `roles=staff -> admin,staff` in the reader's words. */
function inWords(detail) {
  const parts = /^(roles|scopes)=([a-z,]*)(?: -> ([a-z,]*))?(?: days=(\d+))?$/.exec(detail);
  if (!parts) return detail;
  const [, kind, before, after, days] = parts;
  const words = (list) =>
    list
      .split(',')
      .filter(Boolean)
      .map((one) => t(`desk.${kind === 'roles' ? 'role' : 'scope'}.${one}`))
      .join(', ') || t('desk.role.none');
  return [
    words(before),
    after === undefined ? null : `→ ${words(after)}`,
    days ? `· ${t('desk.tokens.nDays', { n: days })}` : null,
  ]
    .filter(Boolean)
    .join(' ');
}
