/** Signing in. */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { signInForm } from './signinform.js';

/**
 * @param {HTMLElement} root
 * @param {import('../frame/views.js').Context & { done: () => Promise<void> }} context
 */
export function open(root, { session, done, title }) {
  title(t('desk.signIn'));
  const form = signInForm({ session, done });
  root.append(
    h(
      'div',
      { class: 'narrow card' },
      h('h1', {}, t('desk.signIn')),
      h('p', { class: 'lede' }, t('desk.signIn.lede')),
      form,
      h(
        'details',
        { class: 'help' },
        h('summary', {}, t('desk.signIn.help')),
        h('p', {}, t('desk.signIn.forgot')),
        h('p', {}, t('desk.signIn.first')),
      ),
    ),
  );
  root.querySelector('input:not([readonly])').focus();
}
