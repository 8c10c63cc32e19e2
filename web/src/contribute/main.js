/** The page for giving: a story, something to correct, a house that stands empty. */
import { getCollection, getItem, getSchema } from '../api.js';
import { Catalog, LayerInfo } from '../catalog.js';
import { h } from '../dom.js';
import { t } from '../i18n.js';
import { splitKey } from '../features.js';
import { Schema } from '../schema/schema.js';
import { titleOf } from '../schema/format.js';
import { loading } from '../views/states.js';
import { getForm, submit, upload } from './api.js';
import { bodyOf, rolesOf } from './body.js';
import * as check from './steps/check.js';
import { emptyDraft, hasOldForm, isWorthKeeping, Keeper, onceKey } from './draft.js';
import * as photos from './steps/photos.js';
import * as place from './steps/place.js';
import { begin, say } from './shell.js';
import { thanks } from './thanks.js';
import { Wizard } from './wizard.js';
import * as words from './steps/words.js';
import * as you from './steps/you.js';

const RECEIPT = 'maeul.receipt';
const FILL_MILLIS = 3200; // the service takes a form three seconds after it was opened
const YOUNG_MILLIS = 10_000;
const main = document.getElementById('main');
const asked = new URLSearchParams(location.search);

/** What the address asks for: { kind, layer, item }. */
function wanted() {
  const about = asked.get('about');
  if (about?.includes('/')) {
    const [layer, item] = splitKey(about);
    return { kind: 'correction', layer, item };
  }
  return asked.get('kind') === 'vacancy'
    ? { kind: 'vacancy', layer: 'vacant-houses', item: null }
    : { kind: 'new', layer: asked.get('layer') ?? 'stories', item: null };
}

/** The place that somebody pressed on the map. */
function placeAsked() {
  const [lon, lat] = (asked.get('place') ?? '').split(',').map((text) => (text.trim() ? Number(text) : NaN));
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 85 ? [lon, lat] : null;
}

const { kind, layer, item } = wanted();
const keeper = new Keeper(`${kind}.${layer}${item ? `.${item}` : ''}`);
const draft = keeper.read(emptyDraft(kind, layer, item));
const isTakenUp = isWorthKeeping(draft);
if (!isTakenUp) draft.step = 0;
draft.point ??= placeAsked();
const held = { waiting: [], refused: [], sound: null, urls: new Map(), isSending: false };
let isDone = false;
let wizard = null;
let told = null;

const save = () => {
  if (isDone) return;
  keeper.write(draft);
  if (!keeper.isKept && !told) {
    told = true;
    say(t('give.notKept'), { visibly: true });
  }
};

/** A token for the form; what was uploaded belongs to it, and is gone by the time that it is too old. */
async function renewForm(force = false) {
  const form = await getForm(layer);
  if (force || hasOldForm(draft)) {
    if (draft.photos.length || draft.sound) say(t('give.mediaGone'), { visibly: true });
    Object.assign(draft, { form: form.form, formAt: Date.now(), photos: [], sound: null });
  }
  if (draft.consents.version !== form.consents.version)
    Object.assign(draft.consents, {
      version: form.consents.version,
      collection: false,
      publication: false,
      portrait: false,
      guardianAgrees: false,
    });
  save();
  return form;
}

async function draw() {
  const receipt = receiptHere();
  if (receipt) {
    showThanks(receipt);
    return;
  }
  if (!wizard) main.replaceChildren(loading());
  const [form, catalog] = await Promise.all([renewForm(), Catalog.load()]);
  const info = catalog.get(layer) ?? new LayerInfo(await getCollection(layer));
  const about = kind === 'correction' ? await aboutOf(info) : null;
  const lang = page.lang();
  const context = {
    draft,
    save,
    held,
    say,
    config: page.config,
    lang,
    catalog,
    info,
    about,
    consents: form.consents,
    schema: new Schema(form.schema, info),
    secret: null,
    isChange: false,
    startAt: about?.at ?? placeAsked(),
    upload: (file, heard) => upload(file, { form: draft.form }, heard),
  };
  const withPlace = kind !== 'correction' || info.isPoint;
  wizard?.close();
  wizard = new Wizard(main, context, [words, withPlace ? place : null, photos, you, check].filter(Boolean), {
    heading: () => t(`give.heading.${kind}`),
    sendKey: 'give.send',
    send: () => send(context),
    leave: { href: '/', words: () => t('give.leave') },
  });
  wizard.start();
  if (isTakenUp && !told) offerFresh();
}

async function aboutOf(info) {
  const [schema, feature] = await Promise.all([
    getSchema(layer).then((json) => new Schema(json, info)),
    getItem(layer, item),
  ]);
  return {
    title: titleOf(schema, feature, page.lang()),
    layerTitle: info.title(page.lang()),
    at: feature.geometry?.type === 'Point' ? feature.geometry.coordinates : null,
  };
}

/** What was begun earlier is there again; it can be thrown away. */
function offerFresh() {
  told = true;
  const away = h(
    'button',
    {
      type: 'button',
      class: 'button',
      onclick: () => {
        if (confirm(t('give.freshSure'))) startAnew();
      },
    },
    t('give.fresh'),
  );
  main.prepend(h('div', { class: 'taken-up', role: 'status' }, h('p', {}, t('give.takenUp')), away));
}

function startAnew() {
  isDone = true;
  keeper.forget();
  history.replaceState(null, '');
  location.assign(location.pathname + location.search);
}

const wait = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

async function send(context) {
  await wait(Math.max(0, draft.formAt + FILL_MILLIS - Date.now()));
  for (let attempt = 0; ; attempt++) {
    const body = bodyOf(draft, context.schema);
    const key = onceKey(draft, body);
    save(); // so that a reload sends the same again
    try {
      done(await submit(body, key), context);
      return;
    } catch (error) {
      if (attempt > 1 || !(await mended(error, context))) throw error;
    }
  }
}

/** What can be put right without the reader: a form sent too soon or too late, a key that was used. */
async function mended(error, context) {
  if (error.status === 409) {
    draft.once = '';
    return true;
  }
  if (!error.errors?.some(({ pointer }) => pointer === '/form')) {
    if (error.errors?.some(({ pointer }) => pointer === '/consents/version'))
      context.consents = (await renewForm()).consents;
    return false;
  }
  if (Date.now() - draft.formAt > YOUNG_MILLIS) {
    const loses = draft.photos.length > 0 || draft.sound !== null;
    await renewForm(true);
    if (loses) return false; // nobody's photos are left out without a word
  }
  await wait(FILL_MILLIS);
  return error.errors.every(({ pointer }) => pointer === '/form');
}

function done({ link }, { schema, about }) {
  const { title } = rolesOf(schema);
  const receipt = { link, kind, title: about?.title ?? (draft.values[title] ?? '').trim() };
  isDone = true;
  keeper.forget();
  try {
    sessionStorage.setItem(RECEIPT, JSON.stringify(receipt));
  } catch {
    /* then a reload loses it, as the page says */
  }
  history.replaceState({ done: true }, '');
  showThanks(receipt);
}

/** The link, for as long as this tab is open: a reload by accident must not lose it. */
function receiptHere() {
  if (!history.state?.done) return null;
  try {
    return JSON.parse(sessionStorage.getItem(RECEIPT));
  } catch {
    return null;
  }
}

function showThanks(receipt) {
  wizard?.close();
  document.title = `${t('give.thanks')} · ${t('brand.name')}`;
  main.replaceChildren(thanks(receipt, say));
  scrollTo(0, 0);
  main.querySelector('h1').focus({ preventScroll: true });
}

addEventListener('beforeunload', (event) => {
  if (!isDone && (held.sound || held.waiting.length || !keeper.isKept)) event.preventDefault();
});

const page = await begin(draw);
await page.draw();
