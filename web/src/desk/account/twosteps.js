/** Two-step sign-in of one's own account: setting it up, its recovery codes, taking it off. */
import { h, s } from '../../dom.js';
import { count, dateWords, t } from '../../i18n.js';
import { failed, loading } from '../../views/states.js';
import { openDialog } from '../frame/dialogs.js';
import { form, passwordField } from '../frame/forms.js';
import { codeField } from './signinform.js';

const URL_FACTOR = '/api/second-factor';

const password = () =>
  passwordField({
    label: t('desk.password.current'),
    pointer: '/password',
    name: 'password',
    autocomplete: 'current-password',
  });
const username = (session) =>
  h('input', {
    type: 'text',
    name: 'username',
    autocomplete: 'username',
    value: session.account.login,
    hidden: true,
    readonly: true,
  });

function qrCode({ size, path }) {
  return s(
    'svg',
    {
      class: 'two-steps-qr',
      role: 'img',
      'aria-label': t('desk.steps.qr'),
      viewBox: `0 0 ${size} ${size}`,
      'shape-rendering': 'crispEdges',
    },
    s('path', { fill: '#fff', d: `M0 0h${size}v${size}H0z` }),
    s('path', { fill: '#000', d: path }),
  );
}

/**
 * Opens it. `enrolled`: an async function to be called when it was set up, where the account can do nothing before;
 * without it this is a page like any other.
 *
 * @param {HTMLElement} root
 * @param {import('../frame/views.js').Context & { enrolled?: () => Promise<void> }} context
 */
export async function open(root, { api, session, say, go, signOut, enrolled }) {
  const place = h('div', { class: 'narrow card', id: 'two-steps-card' });
  root.append(place);
  let kept = true; // false while codes are shown that are not kept yet

  const show = (title, ...nodes) => {
    const heading = h('h1', { tabindex: '-1' }, title);
    place.replaceChildren(heading, ...nodes.filter(Boolean));
    heading.focus({ preventScroll: true });
    place.scrollIntoView({ block: 'start' });
  };

  async function draw() {
    place.replaceChildren(loading());
    try {
      const status = await api.get(URL_FACTOR);
      if (status.on) showOn(status);
      else showOff(status);
    } catch (error) {
      place.replaceChildren(failed(error, draw));
    }
  }

  function showOff(status) {
    show(
      t('desk.steps.title'),
      enrolled ? h('p', { class: 'notice' }, t('desk.steps.must')) : null,
      h('p', { class: 'lede' }, t('desk.steps.lede')),
      h(
        'ol',
        {},
        ['app', 'scan', 'paper'].map((one) => h('li', {}, t(`desk.steps.${one}`))),
      ),
      status.required && !enrolled ? h('p', {}, t('desk.steps.required')) : null,
      form({
        fields: [],
        submit: t('desk.steps.begin'),
        more: [back()],
        act: async () => setUp((await api.send('POST', URL_FACTOR, {})).body),
      }),
    );
  }

  function back() {
    return enrolled
      ? h('button', { type: 'button', class: 'button', onclick: () => signOut() }, t('desk.signOut'))
      : h('a', { class: 'button', href: '#/me' }, t('desk.steps.back'));
  }

  function setUp(begun) {
    const code = codeField();
    const known = password();
    show(
      t('desk.steps.setUp'),
      h('h2', {}, t('desk.steps.scanTitle')),
      h('p', {}, t('desk.steps.scanText')),
      qrCode(begun.qr),
      h('p', {}, h('a', { class: 'button', href: begun.uri }, t('desk.steps.openApp'))),
      h(
        'details',
        { class: 'help' },
        h('summary', {}, t('desk.steps.byHand')),
        h('p', {}, t('desk.steps.byHandText')),
        h('p', { class: 'two-steps-secret', translate: 'no' }, begun.secret.replace(/(.{4})(?!$)/g, '$1 ')),
      ),
      h('h2', {}, t('desk.steps.confirmTitle')),
      form({
        fields: [code, username(session), known],
        submit: t('desk.steps.confirm'),
        more: [back()],
        act: async () => {
          const { codes } = (
            await api.send('POST', `${URL_FACTOR}/confirm`, { password: known.control.value, code: code.control.value })
          ).body;
          showCodes(codes, t('desk.steps.done'));
        },
      }),
    );
  }

  function showCodes(codes, title) {
    kept = false;
    const told = h('span', { role: 'status' });
    const copy = async () => {
      try {
        await navigator.clipboard.writeText(codes.join('\n'));
        told.textContent = t('desk.copy.done');
      } catch {
        // no permission, or not over HTTPS
        getSelection().selectAllChildren(list);
        told.textContent = t('desk.copy.byHand');
      }
    };
    const list = h(
      'ol',
      { class: 'two-steps-codes', translate: 'no' },
      codes.map((one) => h('li', {}, h('code', {}, one))),
    );
    const sure = h('input', { type: 'checkbox', name: 'kept' });
    show(
      title,
      h('p', { class: 'lede' }, t('desk.steps.codesText')),
      h('p', { class: 'two-steps-for' }, t('desk.steps.codesFor', { login: session.account.login })),
      list,
      h(
        'div',
        { class: 'button-row no-print' },
        h('button', { type: 'button', class: 'button', onclick: copy }, t('desk.steps.copy')),
        h('button', { type: 'button', class: 'button', onclick: () => print() }, t('desk.steps.print')),
        told,
      ),
      h(
        'div',
        { class: 'no-print' },
        form({
          fields: [
            h(
              'label',
              { class: 'choice' },
              sure,
              h('span', { class: 'choice-words' }, h('strong', {}, t('desk.steps.kept'))),
            ),
          ],
          submit: t('desk.steps.go'),
          check: () => (sure.checked ? [] : [{ pointer: '', detail: t('desk.steps.keepFirst') }]),
          act: async () => {
            kept = true;
            await session.load();
            if (enrolled) await enrolled();
            else await draw();
          },
        }),
      ),
    );
  }

  function showOn(status) {
    const codes = t(status.codesLeft === 1 ? 'desk.steps.codeLeft' : 'desk.steps.codesLeft', {
      n: count(status.codesLeft),
    });
    show(
      t('desk.steps.title'),
      h(
        'p',
        {},
        h('span', { class: 'badge badge-good' }, t('desk.steps.on')),
        ' ',
        t('desk.steps.since', { when: dateWords(status.since) }),
      ),
      h('p', { class: status.codesLeft < 3 ? 'notice' : '' }, codes),
      h(
        'div',
        { class: 'button-row' },
        h(
          'button',
          {
            type: 'button',
            class: 'button',
            id: 'new-codes',
            onclick: () => prove(t('desk.steps.newCodes'), t('desk.steps.newCodesText'), renew),
          },
          t('desk.steps.newCodes'),
        ),
        h(
          'button',
          {
            type: 'button',
            class: 'button button-danger',
            id: 'steps-off',
            onclick: () =>
              prove(t('desk.steps.off'), t(status.required ? 'desk.steps.offRequired' : 'desk.steps.offText'), turnOff),
          },
          t('desk.steps.off'),
        ),
        back(),
      ),
    );
  }

  /** Asks for password and code, and does with them what takes both. */
  function prove(title, text, act) {
    const code = codeField();
    const known = password();
    const body = form({
      fields: [username(session), known, code],
      submit: title,
      more: [h('button', { type: 'button', class: 'button', onclick: () => dialog.close() }, t('desk.cancel'))],
      act: () => act({ password: known.control.value, code: code.control.value }, () => dialog.close()),
    });
    const dialog = openDialog({ title, body: [h('p', {}, text), body] });
    known.control.focus();
  }

  async function renew(proof, close) {
    const { codes } = (await api.send('POST', `${URL_FACTOR}/codes`, proof)).body;
    close();
    showCodes(codes, t('desk.steps.newCodes'));
  }

  async function turnOff(proof, close) {
    await api.send('POST', `${URL_FACTOR}/off`, proof);
    close();
    say(t('desk.steps.offDone'), { visibly: true });
    await session.load();
    if (session.mustEnrol) go('/');
    else await draw();
  }

  await draw();
  return { unsaved: () => !kept };
}
