/** Sessions end: tells so before, and lets the same person go on in a dialog, over all that they have typed. */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { onRefusal } from '../api.js';
import { openDialog } from './dialogs.js';
import { signInForm } from '../account/signinform.js';

const LOOK_EVERY_MILLIS = 10_000;
const WARN_BEFORE_MILLIS = 3 * 60_000;
const SHARE_OF_IDLE = 0.4;

export function watchSession(session, { signOut }) {
  let asking = null; // the promise of the dialog that is open, shared by all requests that wait for it
  let warning = null;
  let warned = 0; // the end that was told of

  /** Opens the dialog; answers whether the same person has signed in. */
  function signInAgain() {
    warning?.close();
    asking ??= new Promise((resolve) => {
      const { account } = session;
      const form = signInForm({
        session,
        login: account.login,
        done: () => dialog.close(true),
        elsewhere: () => checkAway(),
      });
      const checkAway = async () => {
        const now = await session.look().catch(() => null);
        if (!now?.signedIn || now.account.id !== account.id || !dialog.node.isConnected) return;
        session.take(now);
        dialog.close(true);
      };
      addEventListener('focus', checkAway); // signed in by another tab
      const dialog = openDialog({
        title: t('desk.again.title'),
        mustAnswer: true,
        body: [h('p', {}, t('desk.again.text', { name: account.name })), form],
        actions: [
          h(
            'button',
            {
              type: 'button',
              class: 'button',
              onclick: async () => {
                if (await signOut()) dialog.close(false);
              },
            },
            t('desk.again.other'),
          ),
          h('button', { type: 'button', class: 'button', onclick: () => dialog.close(false) }, t('desk.again.later')),
        ],
        closed: (value) => {
          removeEventListener('focus', checkAway);
          asking = null;
          resolve(value === true);
        },
      });
    });
    return asking;
  }

  onRefusal(async (status, csrfBefore) => {
    if (!session.signedIn) return false;
    const now = await session.look().catch(() => null);
    if (!now) return false;
    if (!now.signedIn) return signInAgain();
    if (now.account.id !== session.account.id) {
      // by another tab; nothing is done in their name unasked
      location.reload();
      return false;
    }
    session.take(now);
    return status === 403 && now.csrf !== csrfBefore;
  });

  function warn(left) {
    warned = session.endsAt;
    const anyway = session.endsAnyway;
    const minutes = Math.max(1, Math.round(left / 60_000));
    warning = openDialog({
      title: t('desk.warn.title', { minutes }),
      body: h('p', {}, t(anyway ? 'desk.warn.anyway' : 'desk.warn.idle', { minutes: session.idleMinutes })),
      actions: [
        h(
          'button',
          {
            type: 'button',
            class: 'button',
            onclick: () => {
              warning.close('out');
              signOut();
            },
          },
          t('desk.signOut'),
        ),
        h(
          'button',
          { type: 'button', class: 'button button-main', autofocus: true, onclick: () => warning.close('stay') },
          t(anyway ? 'desk.warn.seen' : 'desk.warn.stay'),
        ),
      ],
      closed: (value) => {
        warning = null;
        if (value === 'stay' && !anyway)
          session
            .load()
            .then((alive) => alive || signInAgain())
            .catch(() => {
              /* told by the next request */
            });
      },
    });
  }

  async function look() {
    if (!session.signedIn || asking) return;
    const left = session.endsAt - Date.now();
    const lead = Math.min(WARN_BEFORE_MILLIS, session.idleMinutes * 60_000 * SHARE_OF_IDLE);
    if (left > lead) {
      warning?.close(); // somebody has gone on in another tab
    } else if (left > 0) {
      if (!warning && warned !== session.endsAt) warn(left);
    } else {
      const now = await session.look().catch(() => null);
      if (now && !now.signedIn && session.signedIn) signInAgain();
    }
  }

  setInterval(look, LOOK_EVERY_MILLIS);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) look();
  });
}
