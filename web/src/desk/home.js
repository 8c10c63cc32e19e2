/** Where one begins: what this account can do here, each with a sentence. */
import { h } from '../dom.js';
import { t } from '../i18n.js';
import { mayOpen, VIEWS } from './frame.js';

export function open(root, { session }) {
  root.append(h('h1', {}, t('desk.home.title', { name: session.account.name })), h('p', { class: 'lede' }, t(session.roles.length ? 'desk.home.lede' : 'desk.home.noRole')),
    h('ul', { class: 'cards' }, VIEWS.filter((view) => mayOpen(view, session)).map((view) => h('li', { class: 'card card-link' },
      h('h2', {}, h('a', { href: `#/${view.name}` }, t(`desk.nav.${view.name}`))), h('p', {}, t(`desk.home.${view.name}`))))));
}
