/** What was done to accounts and has to be told, on the first page, until it was read. */
import { h } from '../../dom.js';
import { dateWords, t } from '../../i18n.js';

const URL_NOTICES = '/api/notices';

function words({ action, by, name, login, mine, self, roles }) {
  const who = self ? 'self' : mine ? 'mine' : 'other';
  const given = {
    by: by ?? t('desk.notice.machine'),
    name,
    login,
    roles: roles.map((role) => t(`desk.role.${role}`)).join(' · '),
  };
  if (action === 'roles-changed' && mine)
    return t(roles.length ? 'desk.notice.roles-changed.mine' : 'desk.notice.roles-taken.mine', given);
  return t(`desk.notice.${action}.${who}`, given);
}

/** A place that fills itself, where there is something to tell. */
export function notices(api) {
  const place = h('div', { class: 'home-notices' });
  const draw = async () => {
    const all = (await api.get(URL_NOTICES)).notices;
    if (!all.length) return;
    const seen = h(
      'button',
      {
        type: 'button',
        class: 'button',
        onclick: async () => {
          await api.send('POST', `${URL_NOTICES}/seen`, { until: Math.max(...all.map((one) => one.id)) });
          place.replaceChildren();
          const heading = document.querySelector('#view h1');
          heading.tabIndex = -1;
          heading.focus();
        },
      },
      t('desk.notice.seen'),
    );
    place.replaceChildren(
      h(
        'section',
        { class: 'notice', 'aria-label': t('desk.notice.title') },
        h('h2', {}, t('desk.notice.title')),
        h(
          'ul',
          { class: 'plain' },
          all.map((one) => h('li', {}, words(one), h('small', {}, ` ${dateWords(one.at)}`))),
        ),
        h('p', {}, t('desk.notice.what')),
        seen,
      ),
    );
  };
  draw().catch(() => {
    /* the access log says the same */
  });
  return place;
}
