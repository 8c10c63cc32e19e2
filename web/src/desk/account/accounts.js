/** Accounts, for administrators: who there is, inviting, roles, closing and opening. */
import { h } from '../../dom.js';
import { dateWords, t } from '../../i18n.js';
import { errorWords, failed, loading } from '../../views/states.js';
import { ask, openDialog } from '../frame/dialogs.js';
import { choices, field, form } from '../frame/forms.js';
import { rolesInWords } from '../frame/views.js';
import { showSecret } from './secretbox.js';

const ROLES = ['staff', 'planner', 'admin'];
const URL_ACCOUNTS = '/api/accounts';
const urlOf = (account) => `${URL_ACCOUNTS}/${encodeURIComponent(account.id)}`;

const roleChoices = (chosen) =>
  choices({
    label: t('desk.roles'),
    hint: t('desk.accounts.rolesHint'),
    pointer: '/roles',
    name: 'roles',
    chosen,
    choices: ROLES.map((role) => ({ value: role, title: t(`desk.role.${role}`), note: t(`desk.role.${role}.note`) })),
  });

/**
 * @param {HTMLElement} root
 * @param {import('../frame/views.js').Context} context
 */
export async function open(root, context) {
  const { api, session, say, go } = context;
  const list = h('div', {});
  root.append(
    h(
      'div',
      { class: 'view-head' },
      h('h1', {}, t('desk.nav.accounts')),
      h(
        'button',
        { type: 'button', class: 'button button-main', id: 'add-account', onclick: add },
        t('desk.accounts.add'),
      ),
    ),
    h('p', { class: 'lede' }, t('desk.accounts.lede')),
    list,
  );

  async function draw() {
    list.replaceChildren(loading());
    try {
      const { accounts } = await api.get(URL_ACCOUNTS);
      list.replaceChildren(table(accounts));
    } catch (error) {
      list.replaceChildren(failed(error, draw));
    }
  }

  function table(accounts) {
    const head = ['name', 'roles', 'state', 'signedIn', 'actions'].map((name) =>
      h('th', { scope: 'col' }, t(`desk.accounts.${name}`)),
    );
    return h(
      'div',
      { class: 'table-wrap' },
      h(
        'table',
        { class: 'grid', 'aria-label': t('desk.nav.accounts') },
        h('thead', {}, h('tr', {}, head)),
        h('tbody', {}, accounts.map(row)),
      ),
    );
  }

  function row(account) {
    const button = (key, act, more = '') =>
      h(
        'button',
        {
          type: 'button',
          class: `button button-small ${more}`,
          'aria-label': t('desk.accounts.of', { action: t(key), name: account.name }),
          onclick: act,
        },
        t(key),
      );
    return h(
      'tr',
      { dataset: { login: account.login } },
      h(
        'th',
        { scope: 'row' },
        account.name,
        h('small', {}, account.login, account.id === session.account.id ? ` · ${t('desk.accounts.you')}` : ''),
      ),
      h('td', { 'data-label': t('desk.accounts.roles') }, rolesInWords(account.roles)),
      h('td', { 'data-label': t('desk.accounts.state') }, state(account)),
      h(
        'td',
        { 'data-label': t('desk.accounts.signedIn') },
        account.signedIn ? dateWords(account.signedIn) : t('desk.accounts.never'),
      ),
      h(
        'td',
        {},
        h(
          'div',
          { class: 'actions' },
          button('desk.accounts.change', () => change(account)),
          account.disabled ? null : button('desk.accounts.link', () => link(account)),
          account.secondFactor && account.id !== session.account.id
            ? button('desk.accounts.stepsOff', () => stepsOff(account))
            : null,
          account.disabled
            ? button('desk.accounts.enable', () => disable(account, false))
            : button('desk.accounts.disable', () => disable(account, true), 'button-danger'),
        ),
      ),
    );
  }

  function state(account) {
    const [name, look] = account.disabled
      ? ['disabled', 'stop']
      : account.ready
        ? ['ready', 'good']
        : ['waiting', 'wait'];
    return h(
      'span',
      { class: 'badges' },
      h('span', { class: `badge badge-${look}` }, t(`desk.accounts.${name}`)),
      account.secondFactor ? h('span', { class: 'badge badge-good' }, t('desk.accounts.steps')) : null,
    );
  }

  /** After a dialog the list is drawn anew; the focus goes back to where the reader was. */
  async function drawAndStay(login) {
    await draw();
    (login
      ? list.querySelector(`tr[data-login="${CSS.escape(login)}"] button`)
      : document.getElementById('add-account')
    )?.focus();
  }

  function showLink(account, made) {
    showSecret({
      title: t('desk.link.title', { name: account.name }),
      label: t('desk.link.label'),
      secret: made.url,
      say,
      notes: [t('desk.link.send', { login: account.login }), t('desk.link.once', { when: dateWords(made.expires) })],
      closed: () => drawAndStay(account.login),
    });
  }

  function inDialog(title, make) {
    const cancel = h('button', { type: 'button', class: 'button', onclick: () => dialog.close() }, t('desk.cancel'));
    const body = make(cancel, () => dialog.close());
    const dialog = openDialog({ title, body });
    body.querySelector('input').focus();
  }

  function add() {
    inDialog(t('desk.accounts.add'), (cancel, close) => {
      const name = field({
        label: t('desk.name.label'),
        hint: t('desk.name.hint'),
        pointer: '/name',
        name: 'name',
        required: true,
        maxlength: 80,
        autocomplete: 'off',
      });
      const login = field({
        label: t('desk.login'),
        hint: t('desk.login.hint'),
        pointer: '/login',
        name: 'login',
        required: true,
        maxlength: 100,
        autocomplete: 'off',
        autocapitalize: 'off',
        spellcheck: 'false',
      });
      const roles = roleChoices(['staff']);
      return form({
        fields: [name, login, roles],
        submit: t('desk.accounts.addSubmit'),
        more: [cancel],
        act: async () => {
          const { body } = await api.send('POST', URL_ACCOUNTS, {
            name: name.control.value,
            login: login.control.value,
            roles: roles.chosen(),
          });
          close();
          showLink(body, body.link);
        },
      });
    });
  }

  function change(account) {
    inDialog(t('desk.accounts.changeTitle', { name: account.name }), (cancel, close) => {
      const name = field({
        label: t('desk.name.label'),
        pointer: '/name',
        name: 'name',
        required: true,
        maxlength: 80,
        value: account.name,
        autocomplete: 'off',
      });
      const roles = roleChoices(account.roles);
      return form({
        fields: [name, roles],
        submit: t('desk.save'),
        more: [cancel],
        act: async () => {
          await api.send('PATCH', urlOf(account), { name: name.control.value, roles: roles.chosen() });
          if (account.id === session.account.id) await session.load();
          close();
          say(t('desk.accounts.changed', { name: name.control.value }), { visibly: true });
          if (session.has('admin')) await drawAndStay(account.login);
          else go('/');
        },
      });
    });
  }

  async function disable(account, disabled) {
    const words = disabled ? 'disable' : 'enable';
    const sure = await ask({
      title: t(`desk.accounts.${words}Title`, { name: account.name }),
      text: t(`desk.accounts.${words}Text`),
      yes: t(`desk.accounts.${words}`),
      danger: disabled,
    });
    if (!sure) return;
    await tried(async () => {
      await api.send('PATCH', urlOf(account), { disabled });
      say(t(disabled ? 'desk.accounts.closed' : 'desk.accounts.opened', { name: account.name }), { visibly: true });
      await drawAndStay(account.login);
    });
  }

  async function link(account) {
    const key = account.ready ? 'desk.accounts.linkReady' : 'desk.accounts.linkNew';
    if (
      !(await ask({
        title: t('desk.accounts.linkTitle', { name: account.name }),
        text: t(key),
        yes: t('desk.accounts.linkMake'),
      }))
    )
      return;
    await tried(async () => showLink(account, (await api.send('POST', `${urlOf(account)}/link`)).body.link));
  }

  async function stepsOff(account) {
    if (
      !(await ask({
        title: t('desk.accounts.stepsOffTitle', { name: account.name }),
        text: t('desk.accounts.stepsOffText'),
        yes: t('desk.accounts.stepsOff'),
        danger: true,
      }))
    )
      return;
    await tried(async () => {
      await api.send('DELETE', `${urlOf(account)}/second-factor`);
      say(t('desk.accounts.stepsOffDone', { name: account.name }), { visibly: true });
      await drawAndStay(account.login);
    });
  }

  /** What is refused is said where one looks: the last administrator, an account that is gone. */
  async function tried(act) {
    try {
      await act();
    } catch (error) {
      const dialog = openDialog({
        title: t('desk.refused'),
        body: h('p', {}, errorWords(error)),
        actions: [
          h(
            'button',
            { type: 'button', class: 'button button-main', autofocus: true, onclick: () => dialog.close() },
            t('desk.close'),
          ),
        ],
      });
    }
  }

  await draw();
}
