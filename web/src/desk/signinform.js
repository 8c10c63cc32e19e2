/** Asks for login and password, or sends to another service where the centre has one. */
import { h } from '../dom.js';
import { t } from '../i18n.js';
import { field, form, passwordField } from './forms.js';

/**
 * `login`: whose password it must be, where that is known. `elsewhere`: called when the reader has been sent to another
 * service in a new tab; without it this tab goes there.
 */
export function signInForm({ session, login, done, elsewhere }) {
  const name = field({
    label: t('desk.login'), name: 'login', pointer: '/login', autocomplete: 'username', autocapitalize: 'off', spellcheck: 'false', maxlength: 100,
    required: true, readonly: Boolean(login), value: login,
  });
  const password = passwordField({ label: t('desk.password'), name: 'password', pointer: '/password', autocomplete: 'current-password' });
  (login ? password : name).control.setAttribute('autofocus', '');
  const node = form({
    fields: [name, password], submit: t('desk.signIn'),
    act: async () => {
      try {
        await session.signIn(name.control.value, password.control.value);
      } catch (error) {
        password.control.value = '';
        throw error;
      }
      await done();
    },
  });
  if (!session.openId) return node;
  const link = h('a', { class: 'button button-wide', href: session.openId, ...(elsewhere ? { target: '_blank' } : {}) },
    t('desk.openId'), elsewhere ? t('link.newWindow') : null);
  return h('div', {}, node, h('p', { class: 'or' }, t('desk.or')), link);
}
