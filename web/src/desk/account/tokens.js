/** Tokens by which programs work in the name of an account: one's own, and everyone's for administrators. */
import { h } from '../../dom.js';
import { count, dateWords, t } from '../../i18n.js';
import { empty, errorWords, failed, loading } from '../../views/states.js';
import { ask, openDialog } from '../frame/dialogs.js';
import { showFaults } from '../frame/faults.js';
import { choices, field, form } from '../frame/forms.js';
import { showSecret } from './secretbox.js';

const URL_TOKENS = '/api/tokens';
const DAYS = [7, 30, 90, 180, 366];
const USUAL_DAYS = 90;
const SOON_MILLIS = 14 * 86_400_000;
/** These do nothing unless one of the others goes with them. */
const NEED_READING = ['write', 'review'];
const READING = ['read', 'planner'];

/**
 * @param {HTMLElement} root
 * @param {import('../frame/views.js').Context} context
 */
export async function open(root, { api, session, say }) {
  const list = h('div', {});
  const mayMake = session.tokenScopes.length > 0;
  const isAdmin = session.has('admin');
  root.append(
    h(
      'div',
      { class: 'view-head' },
      h('h1', {}, t('desk.nav.tokens')),
      mayMake
        ? h(
            'button',
            { type: 'button', class: 'button button-main', id: 'add-token', onclick: add },
            t('desk.tokens.add'),
          )
        : null,
    ),
    h('p', { class: 'lede' }, t('desk.tokens.lede')),
    ...(mayMake ? [] : [h('p', { class: 'notice' }, t('desk.tokens.none'))]),
    list,
  );

  async function draw() {
    list.replaceChildren(loading());
    try {
      const { tokens } = await api.get(isAdmin ? `${URL_TOKENS}?all=true` : URL_TOKENS);
      list.replaceChildren(tokens.length ? table(tokens) : empty(t('desk.tokens.empty')));
    } catch (error) {
      list.replaceChildren(failed(error, draw));
    }
  }

  function table(tokens) {
    const columns = ['name', ...(isAdmin ? ['login'] : []), 'scopes', 'used', 'expires', 'actions'];
    return h(
      'div',
      { class: 'table-wrap' },
      h(
        'table',
        { class: 'grid', 'aria-label': t('desk.nav.tokens') },
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            columns.map((name) => h('th', { scope: 'col' }, t(`desk.tokens.${name}`))),
          ),
        ),
        h('tbody', {}, tokens.map(row)),
      ),
    );
  }

  function row(token) {
    const left = Date.parse(token.expires) - Date.now();
    return h(
      'tr',
      {},
      h('th', { scope: 'row' }, token.name, h('small', {}, t('desk.tokens.made', { when: dateWords(token.created) }))),
      isAdmin ? h('td', { 'data-label': t('desk.tokens.login') }, token.login) : null,
      h(
        'td',
        { 'data-label': t('desk.tokens.scopes') },
        h(
          'div',
          { class: 'badges' },
          token.scopes.map((scope) => h('span', { class: 'badge' }, t(`desk.scope.${scope}`))),
        ),
      ),
      h('td', { 'data-label': t('desk.tokens.used') }, token.used ? dateWords(token.used) : t('desk.tokens.never')),
      h(
        'td',
        { 'data-label': t('desk.tokens.expires') },
        dateWords(token.expires),
        left <= 0
          ? h('div', {}, h('span', { class: 'badge badge-stop' }, t('desk.tokens.expired')))
          : left < SOON_MILLIS
            ? h('div', {}, h('span', { class: 'badge badge-wait' }, t('desk.tokens.soon')))
            : null,
      ),
      h(
        'td',
        {},
        h(
          'button',
          {
            type: 'button',
            class: 'button button-small button-danger',
            'aria-label': t('desk.tokens.revokeOf', { name: token.name }),
            onclick: () => revoke(token),
          },
          t('desk.tokens.revoke'),
        ),
      ),
    );
  }

  async function drawAndStay() {
    await draw();
    (document.getElementById('add-token') ?? root.querySelector('h1')).focus();
  }

  function add() {
    const name = field({
      label: t('desk.tokens.name'),
      hint: t('desk.tokens.nameHint'),
      pointer: '/name',
      name: 'name',
      required: true,
      maxlength: 80,
      autocomplete: 'off',
    });
    const scopes = choices({
      label: t('desk.tokens.scopes'),
      hint: t('desk.tokens.scopesHint'),
      pointer: '/scopes',
      name: 'scopes',
      chosen: session.tokenScopes.filter((scope) => scope === 'read'),
      choices: session.tokenScopes.map((scope) => ({
        value: scope,
        title: t(`desk.scope.${scope}`),
        note: t(`desk.scope.${scope}.note`),
      })),
    });
    const days = field({
      tag: 'select',
      label: t('desk.tokens.days'),
      hint: t('desk.tokens.daysHint'),
      pointer: '/days',
      name: 'days',
      required: true,
      children: DAYS.map((n) =>
        h('option', { value: n, selected: n === USUAL_DAYS }, t('desk.tokens.nDays', { n: count(n) })),
      ),
    });
    const fault = () => {
      const chosen = scopes.chosen();
      if (chosen.length === 0) return 'desk.tokens.noScope';
      if (chosen.includes('overwrite') && !chosen.includes('write')) return 'desk.tokens.needsWriting';
      return chosen.some((one) => NEED_READING.includes(one)) && !chosen.some((one) => READING.includes(one))
        ? 'desk.tokens.needsReading'
        : null;
    };
    const body = form({
      fields: [name, scopes, days],
      submit: t('desk.tokens.make'),
      more: [h('button', { type: 'button', class: 'button', onclick: () => dialog.close() }, t('desk.cancel'))],
      check: () => (fault() ? [{ pointer: '/scopes', detail: t(fault()) }] : []),
      act: async () => {
        const made = (
          await api.send('POST', URL_TOKENS, {
            name: name.control.value,
            scopes: scopes.chosen(),
            days: Number(days.control.value),
          })
        ).body;
        dialog.close();
        showSecret({
          title: t('desk.tokens.madeTitle', { name: made.name }),
          label: t('desk.tokens.label'),
          secret: made.token,
          say,
          notes: [t('desk.tokens.once'), t('desk.tokens.how')],
          closed: drawAndStay,
        });
      },
    });
    const dialog = openDialog({ title: t('desk.tokens.add'), body });
    name.control.focus();
  }

  async function revoke(token) {
    if (
      !(await ask({
        title: t('desk.tokens.revokeTitle', { name: token.name }),
        text: t('desk.tokens.revokeText'),
        yes: t('desk.tokens.revoke'),
        danger: true,
      }))
    )
      return;
    try {
      await api.send('DELETE', `${URL_TOKENS}/${encodeURIComponent(token.id)}`);
      say(t('desk.tokens.revoked', { name: token.name }), { visibly: true });
      await drawAndStay();
    } catch (error) {
      showFaults(list, [], errorWords(error));
    }
  }

  await draw();
}
