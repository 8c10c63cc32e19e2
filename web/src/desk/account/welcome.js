/** A one-time link was opened: whoever has it chooses a password, and is signed in. */
import { h } from '../../dom.js';
import { dateWords, t } from '../../i18n.js';
import { field, form } from '../frame/forms.js';
import { newPassword } from './newpassword.js';

/**
 * @param {HTMLElement} root
 * @param {import('../frame/views.js').Context & { secret: string, done: () => Promise<void> }} context
 */
export async function open(root, { api, secret, session, done, title }) {
  title(t('desk.welcome'));
  let purpose;
  try {
    purpose = (await api.request('POST', '/api/welcome/look', { secret }, { alone: true })).body;
  } catch (error) {
    if (error.status !== 404) throw error;
    root.append(ended(error));
    return;
  }
  const isFirst = purpose.firstAdministrator;
  const name = field({
    label: t('desk.name.label'),
    hint: isFirst ? t('desk.name.hint') : undefined,
    pointer: '/name',
    name: 'name',
    autocomplete: 'name',
    maxlength: 80,
    required: true,
    readonly: !isFirst,
    value: purpose.account?.name,
  });
  const login = field({
    label: t('desk.login'),
    hint: isFirst ? t('desk.login.hint') : undefined,
    pointer: '/login',
    name: 'login',
    autocomplete: 'username',
    autocapitalize: 'off',
    spellcheck: 'false',
    maxlength: 100,
    required: true,
    readonly: !isFirst,
    value: purpose.account?.login,
  });
  const password = newPassword({
    pointer: '/password',
    label: t('desk.password.choose'),
    who: () => [login.control.value, name.control.value],
  });
  const answer = form({
    fields: [name, login, password.node],
    check: password.check,
    submit: t('desk.welcome.submit'),
    act: async () => {
      const more = isFirst ? { login: login.control.value, name: name.control.value } : {};
      const answer = (
        await api.request('POST', '/api/welcome', { secret, password: password.value(), ...more }, { alone: true })
      ).body;
      session.take(answer.needsCode ? { signedIn: false } : answer);
      await done();
    },
  });
  root.append(
    h(
      'div',
      { class: 'narrow card' },
      h('h1', {}, isFirst ? t('desk.welcome.firstTitle') : t('desk.welcome.title', { name: purpose.account.name })),
      h('p', { class: 'lede' }, t(isFirst ? 'desk.welcome.first' : 'desk.welcome.invited')),
      session.signedIn ? h('p', { class: 'notice' }, t('desk.welcome.signedIn', { name: session.account.name })) : null,
      answer,
      h('p', { class: 'note' }, t('desk.welcome.expires', { when: dateWords(purpose.expires) })),
    ),
  );
  (isFirst ? name : password).control.focus();
}

function ended(error) {
  return h(
    'div',
    { class: 'narrow card' },
    h('h1', {}, t('desk.welcome.endedTitle')),
    h('p', {}, error.detail),
    h('p', {}, t('desk.welcome.endedFirst')),
    h('p', {}, h('a', { class: 'button', href: '#/' }, t('desk.signIn'))),
  );
}
