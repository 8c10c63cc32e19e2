/**
 * The desk: finds out who is there and opens views by the fragment of the address.
 *
 * A view is a module with `open(root, context)`; it fills `root`, is given a `Context` and may answer an `Opened`: see
 * frame/views.js.
 */
import { speak } from '../api.js';
import { Catalog } from '../catalog.js';
import { h } from '../dom.js';
import { addWords, language, loadWords, t } from '../i18n.js';
import { languageButton, rememberedLanguage, textSize } from '../views/chrome.js';
import { errorWords, failed, loading } from '../views/states.js';
import * as api from './api.js';
import { ask } from './frame/dialogs.js';
import { Frame } from './frame/frame.js';
import { Session } from './frame/session.js';
import { mayOpen, rolesInWords, VIEWS } from './frame/views.js';
import { watchSession } from './frame/watch.js';

/** The module of each view of `frame/views.js`, and of those that stand in no navigation. */
const MODULES = {
  home: () => import('./frame/home.js'),
  items: () => import('./items/items.js'),
  review: () => import('./review/review.js'),
  finder: () => import('./finder/finder.js'),
  board: () => import('./board/board.js'),
  figures: () => import('./board/figures.js'),
  bin: () => import('./items/bin.js'),
  accounts: () => import('./account/accounts.js'),
  tokens: () => import('./account/tokens.js'),
  log: () => import('./account/log.js'),
  backup: () => import('./files/backup.js'),
  me: () => import('./account/me.js'),
  welcome: () => import('./account/welcome.js'),
  signin: () => import('./account/signin.js'),
  twosteps: () => import('./account/twosteps.js'),
  nowhere: () => import('./frame/nowhere.js'),
};

const root = document.getElementById('view');
const WELCOME = '#welcome=';
const session = new Session();
const frame = new Frame(session, () => signOut());
let catalog = null;
let open = null; // { route, name, view } of what is shown

const wanted = new URLSearchParams(location.search).get('lang') ?? rememberedLanguage();
const first = wanted === 'en' ? 'en' : 'ko';
speak(first);
await loadWords(first);
await addWords('desk');

const parts = [
  textSize(document.getElementById('text-size'), () => {}),
  languageButton(document.getElementById('lang'), {
    get now() {
      return { lang: language() };
    },
    set: ({ lang }) => speakNow(lang),
  }),
];

function translate() {
  document.documentElement.lang = language();
  frame.draw(open?.name);
  for (const part of parts) part();
}

async function speakNow(lang) {
  if (!open?.view?.translate && !(await mayLeave())) return;
  try {
    await loadWords(lang);
  } catch (error) {
    frame.say(t('error.unreachable'), { visibly: true });
    return;
  }
  speak(lang);
  const address = new URL(location.href);
  address.searchParams.delete('lang');
  history.replaceState(null, '', address);
  translate();
  if (open?.view?.translate) open.view.translate();
  else await show({ anew: true });
}

let leaving = null;
/** Whether what is open can be left; asks where something would be lost, once however often the reader tries. */
function mayLeave() {
  leaving ??= askToLeave().finally(() => {
    leaving = null;
  });
  return leaving;
}

async function askToLeave() {
  const view = open?.view;
  if (!view) return true;
  if (
    view.unsaved?.() &&
    !(await ask({
      title: t('desk.leave.title'),
      text: t('desk.leave.text'),
      yes: t('desk.leave.yes'),
      no: t('desk.leave.no'),
      danger: true,
    }))
  )
    return false;
  if ((await view.close?.()) === false) return false;
  open = { ...open, view: null };
  return true;
}

addEventListener('beforeunload', (event) => {
  if (open?.view?.unsaved?.()) event.preventDefault();
});

const routeNow = () => (location.hash.startsWith('#/') ? location.hash.slice(1) : '/');
const partsOf = (route) =>
  route
    .split('?')[0]
    .split('/')
    .slice(1)
    .filter(Boolean)
    .map((part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return part;
      }
    });

let turn = 0;
/** Shows what the address says. */
async function show({ anew = false } = {}) {
  if (location.hash.startsWith(WELCOME)) {
    if (!(await mayLeave())) history.pushState(null, '', `#${open.route}`);
    else await openModule('welcome', MODULES.welcome, { secret: location.hash.slice(WELCOME.length), done: begun });
    return;
  }
  if (!session.signedIn) {
    await openModule('signin', MODULES.signin, { done: begun });
    return;
  }
  if (session.mustEnrol) {
    if (!open?.view || open.name !== 'me') await openModule('me', MODULES.twosteps, { enrolled: begun });
    return;
  }
  const route = routeNow();
  const [name = 'home', ...rest] = partsOf(route);
  const view = VIEWS.find((one) => one.name === name);
  if (!anew && open?.view?.move && open.name === name && (await open.view.move(rest)) !== false) {
    open.route = route;
    return;
  }
  if (open?.view && !(await mayLeave())) {
    history.pushState(null, '', `#${open.view?.route?.() ?? open.route}`); // the address says again what is shown
    return;
  }
  frame.mark(name);
  if (name !== 'home' && !view) await openModule(name, MODULES.nowhere, { route });
  else if (view && !mayOpen(view, session)) showForbidden(name, view);
  else await openModule(name, MODULES[name], { parts: rest, route });
}

function showForbidden(name, view) {
  turn++; // what is still on its way is not to come over this
  open = { route: routeNow(), name, view: null };
  title(t(`desk.nav.${name}`));
  root.replaceChildren(
    h('h1', {}, t(`desk.nav.${name}`)),
    h(
      'div',
      { class: 'state' },
      h('p', {}, t('desk.forbidden', { roles: rolesInWords(view.roles) })),
      h('a', { class: 'button', href: '#/' }, t('desk.home')),
    ),
  );
  root.focus();
}

async function openModule(name, load, more) {
  const mine = ++turn;
  open = { route: more.route ?? routeNow(), name, view: null };
  title(name === 'home' ? '' : t(`desk.nav.${name}`));
  root.replaceChildren(loading());
  const isStale = () => mine !== turn;
  try {
    const needsCatalog = VIEWS.find((view) => view.name === name)?.catalog;
    const [module] = await Promise.all([load(), needsCatalog ? loadCatalog() : null]);
    if (isStale()) return;
    root.replaceChildren();
    const context = {
      parts: [],
      session,
      api,
      catalog,
      say: (...given) => frame.say(...given),
      go,
      title,
      signOut,
      ...more,
    };
    const view = await module.open(root, context);
    if (isStale()) view?.close?.();
    else open.view = view ?? null;
  } catch (error) {
    if (isStale()) return;
    root.replaceChildren(failed(error, () => openModule(name, load, more)));
  }
  if (!isStale() && !root.contains(document.activeElement) && !document.querySelector('dialog[open]'))
    root.focus({ preventScroll: true });
}

async function loadCatalog() {
  catalog ??= await Catalog.load();
}

function title(words) {
  document.title = [words, t('desk.name'), t('brand.name')].filter(Boolean).join(' · ');
}

function go(route) {
  if (`#${route}` === location.hash) show({ anew: true });
  else location.hash = route;
}

/** Somebody has signed in, or has set up what was wanting for it; or has to sign in now by a code. */
async function begun() {
  catalog = null;
  if (location.hash.startsWith(WELCOME)) history.replaceState(null, '', '#/');
  open = null;
  translate();
  await show();
  if (session.signedIn) frame.say(t('desk.signedInAs', { name: session.account.name }));
  else frame.say(t('desk.welcome.nowSignIn'), { visibly: true });
}

/** Answers whether it came to that. */
async function signOut(options) {
  if (!(await mayLeave())) return false;
  try {
    await session.signOut(options);
  } catch (error) {
    frame.say(errorWords(error), { visibly: true });
    await show({ anew: true });
    return false;
  }
  catalog = null;
  open = null;
  history.replaceState(null, '', '#/');
  translate();
  await show();
  frame.say(t(options?.everywhere ? 'desk.signedOutEverywhere' : 'desk.signedOut'), { visibly: true });
  return true;
}

addEventListener('hashchange', () => show());
watchSession(session, { signOut });

async function start() {
  root.replaceChildren(loading());
  try {
    await session.load();
  } catch (error) {
    translate();
    root.replaceChildren(failed(error, start));
    return;
  }
  translate();
  session.addEventListener('change', () => {
    catalog = null;
    frame.draw(open?.name);
  });
  await show();
}

await start();
