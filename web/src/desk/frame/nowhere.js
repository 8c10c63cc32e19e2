/** There is no such view. */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';

/**
 * @param {HTMLElement} root
 * @param {import('./views.js').Context} context
 */
export function open(root, { title }) {
  title(t('desk.nowhere'));
  root.append(
    h('h1', {}, t('desk.nowhere')),
    h('p', {}, t('desk.nowhere.text')),
    h('p', {}, h('a', { class: 'button', href: '#/' }, t('desk.home'))),
  );
}
