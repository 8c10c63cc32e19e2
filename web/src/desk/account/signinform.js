/** Asks for login and password, or sends to another service where the centre has one. */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { field, form, passwordField } from '../frame/forms.js';

/**
 * `login`: whose password it must be, where that is known. `elsewhere`: called when the reader has been sent to another
 * service in a new tab; without it this tab goes there.
 */
export function signInForm({ session, login = undefined, done, elsewhere = undefined }) {
  const name = field({
    label: t('desk.login'),
    name: 'login',
    pointer: '/login',
    autocomplete: 'username',
    autocapitalize: 'off',
    spellcheck: 'false',
    maxlength: 100,
    required: true,
    readonly: Boolean(login),
    value: login,
  });
  const password = passwordField({
    label: t('desk.password'),
    name: 'password',
    pointer: '/password',
    autocomplete: 'current-password',
  });
  (login ? password : name).control.setAttribute('autofocus', '');
  let code = null; // the field for it, once the service has asked for one
  const node = form({
    fields: [name, password],
    submit: t('desk.signIn'),
    act: async () => {
      try {
        if (!(await session.signIn(name.control.value, password.control.value, code?.control.value))) {
          code = askForCode(node, [name, password]);
          return;
        }
      } catch (error) {
        if (code && error.status === 422) code.control.value = '';
        else if (error.status === 401) {
          password.control.value = '';
          code = forgetCode(node, [name, password], Boolean(login));
        }
        throw error;
      }
      await done();
    },
  });
  if (!session.openId) return node;
  const link = h(
    'a',
    { class: 'button button-wide', href: session.openId, ...(elsewhere ? { target: '_blank' } : {}) },
    t('desk.openId'),
    elsewhere ? t('link.newWindow') : null,
  );
  return h('div', {}, node, h('p', { class: 'or' }, t('desk.or')), link);
}

/** The second step: the code of the app, or one from paper. What was typed before is kept, out of sight. */
function askForCode(node, before) {
  const code = codeField();
  const other = h(
    'button',
    {
      type: 'button',
      class: 'link',
      onclick: () => {
        other.remove();
        code.takeRecovery();
      },
    },
    t('desk.code.lost'),
  );
  for (const one of before) one.hidden = true;
  before.at(-1).after(code, h('p', { class: 'code-other' }, other));
  node.button.textContent = t('desk.code.submit');
  code.control.focus();
  return code;
}

function forgetCode(node, before, isKnown) {
  node.querySelector('[data-pointer="/code"]')?.remove();
  node.querySelector('.code-other')?.remove();
  for (const one of before) one.hidden = false;
  node.button.textContent = t('desk.signIn');
  if (!isKnown) before[0].control.focus();
  return null;
}

/** A field for a code of the app; `takeRecovery()` makes it one for a code from paper. */
export function codeField() {
  const node = field({
    label: t('desk.code.label'),
    hint: t('desk.code.hint'),
    pointer: '/code',
    name: 'code',
    required: true,
    autocomplete: 'one-time-code',
    inputmode: 'numeric',
    maxlength: 20,
    autocapitalize: 'off',
    spellcheck: 'false',
  });
  const takeRecovery = () => {
    node.querySelector('label').textContent = t('desk.code.recovery');
    node.querySelector('.field-hint').textContent = t('desk.code.recoveryHint');
    node.control.value = '';
    node.control.setAttribute('inputmode', 'text');
    node.control.setAttribute('autocapitalize', 'characters');
    node.control.focus();
  };
  return Object.assign(node, { takeRecovery });
}
