/** Where one is signed in, to end one of them or all but this one. */
import { h } from '../../dom.js';
import { dateWords, t } from '../../i18n.js';
import { failed, loading } from '../../views/states.js';
import { showError } from '../frame/faults.js';

const URL_SESSIONS = '/api/sessions';

/** A browser as people call it: what the service says is `chrome/android`, or null for one from before it was asked. */
function deviceWords(browser) {
  if (!browser) return t('desk.sessions.unknown');
  const [name, system] = browser.split('/');
  return t('desk.sessions.device', { browser: t(`desk.browser.${name}`), system: t(`desk.system.${system}`) });
}

export function sessionsCard({ api, say, signOut }) {
  const list = h('div', {}, loading());
  const heading = h('h2', { tabindex: '-1' }, t('desk.sessions.title'));
  const card = h('section', { class: 'card', id: 'sessions' }, heading, h('p', {}, t('desk.sessions.text')), list);

  const tried = async (act) => {
    try {
      await act();
    } catch (error) {
      if (error.status !== 404) {
        showError(list, error);
        return;
      }
    }
    await draw();
    heading.focus();
  };

  function row(one) {
    const words = deviceWords(one.browser);
    const end = h(
      'button',
      {
        type: 'button',
        class: 'button button-small',
        'aria-label': t('desk.sessions.endOf', { device: words, when: dateWords(one.began) }),
        onclick: () =>
          one.thisOne
            ? signOut()
            : tried(async () => {
                await api.send('DELETE', `${URL_SESSIONS}/${one.id}`);
                say(t('desk.sessions.ended'), { visibly: true });
              }),
      },
      t('desk.sessions.end'),
    );
    return h(
      'li',
      {},
      h(
        'div',
        {},
        h('strong', {}, words),
        ' ',
        one.thisOne ? h('span', { class: 'badge badge-good' }, t('desk.sessions.this')) : null,
        h('small', {}, t('desk.sessions.when', { began: dateWords(one.began), used: dateWords(one.used) })),
      ),
      end,
    );
  }

  async function draw() {
    try {
      const { sessions } = await api.get(URL_SESSIONS);
      list.replaceChildren(
        h('ul', { class: 'plain session-list' }, sessions.map(row)),
        sessions.length < 2
          ? ''
          : h(
              'div',
              { class: 'button-row' },
              h(
                'button',
                {
                  type: 'button',
                  class: 'button',
                  id: 'end-others',
                  onclick: () =>
                    tried(async () => {
                      await api.send('DELETE', `${URL_SESSIONS}?others=true`);
                      say(t('desk.sessions.endedOthers'), { visibly: true });
                    }),
                },
                t('desk.sessions.endOthers'),
              ),
            ),
      );
    } catch (error) {
      list.replaceChildren(failed(error, draw));
    }
  }

  draw();
  return card;
}
