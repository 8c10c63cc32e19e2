/** Puts the page together: what is made here, in which order, and who hears whom. */
import { getConfig, speak } from './api.js';
import { Catalog } from './catalog.js';
import { debounce, loadDetailStyle, whenNarrow } from './dom.js';
import { Features } from './features.js';
import { loadWords, t, translatePage } from './i18n.js';
import { StoryMap } from './map/map.js';
import { readAddress, State } from './state.js';
import { icon } from './symbols.js';
import {
  giveHere,
  languageButton,
  mapControls,
  Notices,
  rememberedLanguage,
  textSize,
  viewButtons,
} from './views/chrome.js';
import { dongs, groundPlaces } from './views/ground.js';
import { Panel } from './views/panel.js';
import { Sheet } from './views/sheet.js';
import { failed } from './views/states.js';

/** @type {(id: string) => any} */
const $ = (id) => document.getElementById(id);

const state = new State(readAddress(location.href, rememberedLanguage()));
speak(state.now.lang);
await loadWords(state.now.lang);

const sheet = new Sheet($('sheet-bar'));
const notices = new Notices($('notices'));
// no pins below them
whenNarrow((is) => (is ? $('sheet-bar').after($('notices')) : $('map-area').append($('notices'))));
$('search').before(icon('search', 22));
$('give').prepend(icon('pen', 20));
const parts = [
  viewButtons($('views'), state, sheet),
  textSize($('text-size'), () => map?.resize()),
  languageButton($('lang'), state),
];
let map;

function translate() {
  document.documentElement.lang = state.now.lang;
  document.title = t('page.title');
  $('map').setAttribute('aria-label', t('map.label'));
  $('map-area').setAttribute('aria-label', t('map.area'));
  translatePage();
  $('search').placeholder = t('search.placeholder');
  $('search').setAttribute('aria-label', t('search.label'));
  sheet.translate(state.now.view);
  for (const part of parts) part();
  notices.translate();
}

/** Says something to those who listen; `visibly` also to those who look. */
function say(words, { visibly = false } = {}) {
  $('status').textContent = words;
  $('status').classList.toggle('toast', visibly);
  if (visibly) setTimeout(() => $('status').classList.remove('toast'), 4000);
}

let searchBox;
/** The search is read when the reader turns to it. */
function openSearch(page) {
  searchBox ??= Promise.all([import('./views/search.js'), loadDetailStyle()])
    .then(([{ SearchBox }]) => {
      const box = new SearchBox($('searchbox'), page);
      parts.push(() => box.translate());
    })
    .catch(() => {
      searchBox = undefined;
      say(t('error.unreachable'), { visibly: true });
    });
}

document.querySelector('.skip[href="#map"]').addEventListener('click', () => sheet.showMap());

function watchNetwork() {
  const told = () => (navigator.onLine ? notices.hide('notice.offline') : notices.show('notice.offline'));
  addEventListener('online', told);
  addEventListener('offline', told);
  told();
}

async function start() {
  const [config, catalog] = await Promise.all([getConfig(), Catalog.load()]);
  if (location.search && (await (await import('./unread.js')).leaveOutUnread(state, catalog)))
    notices.show('notice.unread');
  map = new StoryMap($('map'), config, state.now.place, () => sheet.covered);
  const page = { state, catalog, features: new Features(), map, sheet, say };
  const panel = new Panel(page);
  parts.push(mapControls($('map-controls'), map, () => panel.aroundMe()));
  $('search').addEventListener('focus', () => openSearch({ ...page, panel }), { once: true });
  if (document.activeElement === $('search')) openSearch({ ...page, panel });
  translate();

  map.addEventListener(
    'moved',
    debounce(() => state.set({ place: map.place }), 300),
  );
  map.addEventListener('bare', () =>
    notices.show(
      'notice.bare',
      map.retryTiles && {
        label: 'action.retry',
        act: () => {
          notices.hide('notice.bare');
          map.retryTiles();
        },
      },
    ),
  );
  map.addEventListener('based', () => {
    notices.hide('notice.bare');
    $('map').classList.add('has-tiles');
  });
  map.addEventListener('hold', ({ detail }) => map.offer(detail.at, giveHere(detail.at)));
  addEventListener(
    'resize',
    debounce(() => map.resize(), 150),
  );
  const drawGround = () =>
    dongs(page)
      .then((found) => found && map.ground(groundPlaces(found, state.now.lang, config.home)))
      .catch(() => {
        /* an ornament: the list tells what is there */
      });
  state.addEventListener('change', ({ detail }) => detail.changed.has('lang') && drawGround());
  drawGround();
  await panel.start();
  afterPaint(() =>
    import('./live.js')
      .then(({ Live }) => new Live({ catalog, say, refresh: (ids) => panel.refresh(ids) }))
      .catch(() => {
        /* as it was loaded it stays true enough */
      }),
  );
}

state.prepareLanguage = async (lang) => {
  speak(lang);
  await loadWords(lang).catch(() => say(t('error.unreachable'), { visibly: true }));
  translate();
};
state.addEventListener('change', ({ detail }) => detail.changed.has('view') && translate());

/** Once the page has been drawn and the browser has nothing better to do. */
function afterPaint(act) {
  requestAnimationFrame(() => (globalThis.requestIdleCallback ?? setTimeout)(act));
}

async function startOrSay() {
  try {
    await start();
  } catch (error) {
    $('list').dataset.state = 'failed';
    $('list').replaceChildren(failed(error, startOrSay));
  }
}

translate();
watchNetwork();
await startOrSay();
