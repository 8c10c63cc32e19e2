/** Where one begins: what this account can do here, each with a sentence, and what waits. */
import { h } from '../../dom.js';
import { count, t } from '../../i18n.js';
import { mayOpen, VIEWS } from './views.js';
import { notices } from './notices.js';

/** What waits for people with another role: how much of it, and nothing of what it is. */
export const elsewhereWords = (counts) =>
  (counts.elsewhere ?? []).map(({ title, role, waiting }) =>
    t('desk.waits.elsewhere', { layer: title, role: t(`desk.role.${role}`), n: count(waiting) }),
  );

/**
 * @param {HTMLElement} root
 * @param {import('./views.js').Context} context
 */
export async function open(root, { api, session }) {
  const views = VIEWS.filter((view) => mayOpen(view, session));
  const waits = h('div', { class: 'home-waits' });
  const card = (view) =>
    h(
      'li',
      { class: 'card card-link', dataset: { view: view.name } },
      h('h2', {}, h('a', { href: `#/${view.name}` }, t(`desk.nav.${view.name}`))),
      h('p', {}, t(`desk.home.${view.name}`)),
      view.name === 'review' ? waits : null,
    );
  root.append(
    h('h1', {}, t('desk.home.title', { name: session.account.name })),
    h('p', { class: 'lede' }, t(session.roles.length ? 'desk.home.lede' : 'desk.home.noRole')),
    notices(api),
    h('ul', { class: 'cards' }, views.map(card)),
  );
  if (!views.some((view) => view.name === 'review')) return;
  try {
    const counts = await api.get('/api/submissions/counts');
    const waiting = counts.received + counts.answered;
    const words = [waiting ? t('desk.waits', { n: count(waiting) }) : null, ...elsewhereWords(counts)].filter(Boolean);
    waits.replaceChildren(...words.map((one) => h('p', {}, h('span', { class: 'badge badge-wait' }, one))));
  } catch {
    /* the desk for it says the same */
  }
}
