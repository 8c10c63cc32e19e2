/** One's own account: who one is here, the password, two-step sign-in, where one is signed in, signing out. */
import { h } from '../../dom.js';
import { dateWords, t } from '../../i18n.js';
import { ask } from '../frame/dialogs.js';
import { showError } from '../frame/faults.js';
import { form, passwordField } from '../frame/forms.js';
import { newPassword } from './newpassword.js';
import { sessionsCard } from './sessions.js';
import * as twoSteps from './twosteps.js';

/** Where two-step sign-in is looked after, within this view. */
const TWO_STEPS = 'two-steps';

/**
 * @param {HTMLElement} root
 * @param {import('../frame/views.js').Context} context
 */
export function open(root, context) {
  if (context.parts[0] === TWO_STEPS) return twoSteps.open(root, context);
  const { api, session, say, signOut } = context;
  const { account, roles } = session;
  const fact = (name, ...value) => h('div', {}, h('dt', {}, name), h('dd', {}, value));
  root.append(
    h('h1', {}, t('desk.nav.me')),
    h(
      'dl',
      { class: 'facts' },
      fact(t('desk.name.label'), account.name),
      fact(t('desk.login'), account.login),
      fact(
        t('desk.roles'),
        roles.length
          ? h(
              'ul',
              { class: 'plain' },
              roles.map((role) =>
                h('li', {}, h('strong', {}, t(`desk.role.${role}`)), ` – ${t(`desk.role.${role}.note`)}`),
              ),
            )
          : t('desk.role.none'),
      ),
      fact(
        t('desk.me.ends'),
        t('desk.me.endsWords', {
          when: dateWords(new Date(session.endsAt).toISOString()),
          minutes: session.idleMinutes,
          latest: dateWords(session.latest),
        }),
      ),
    ),
    h('p', { class: 'note' }, t('desk.me.ask')),
  );

  const current = passwordField({
    label: t('desk.password.current'),
    pointer: '/current',
    name: 'current',
    autocomplete: 'current-password',
  });
  const wanted = newPassword({
    pointer: '/new',
    label: t('desk.password.new'),
    who: () => [account.login, account.name],
  });
  const change = form({
    fields: [
      h('input', {
        type: 'text',
        name: 'username',
        autocomplete: 'username',
        value: account.login,
        hidden: true,
        readonly: true,
      }),
      current,
      wanted.node,
    ],
    check: wanted.check,
    submit: t('desk.password.change'),
    act: async () => {
      await api.send('POST', '/api/password', { current: current.control.value, new: wanted.value() });
      current.control.value = '';
      wanted.clear();
      say(t('desk.password.changed'), { visibly: true });
    },
  });
  const out = h(
    'section',
    { class: 'card' },
    h('h2', {}, t('desk.out.title')),
    h('p', {}, t('desk.out.text')),
    h(
      'div',
      { class: 'button-row' },
      h('button', { type: 'button', class: 'button', onclick: () => signOut() }, t('desk.signOut')),
      h(
        'button',
        {
          type: 'button',
          class: 'button button-danger',
          id: 'everywhere',
          onclick: async () => {
            if (
              !(await ask({
                title: t('desk.out.ask'),
                text: t('desk.out.askText'),
                yes: t('desk.out.everywhere'),
                danger: true,
              }))
            )
              return;
            await signOut({ everywhere: true }).catch((error) => showError(out, error));
          },
        },
        t('desk.out.everywhere'),
      ),
    ),
  );
  root.append(
    h(
      'div',
      { class: 'columns' },
      h(
        'section',
        { class: 'card' },
        h('h2', {}, t('desk.password.change')),
        h('p', {}, t('desk.password.changeText')),
        change,
      ),
      out,
      h(
        'section',
        { class: 'card', id: 'two-steps' },
        h('h2', {}, t('desk.steps.title')),
        h('p', {}, t('desk.steps.lede')),
        h('a', { class: 'button', href: `#/me/${TWO_STEPS}` }, t('desk.steps.open')),
      ),
      sessionsCard({ api, say, signOut }),
    ),
  );
  return { unsaved: () => Boolean(wanted.value()) };
}
