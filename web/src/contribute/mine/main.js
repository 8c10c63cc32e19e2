/** What somebody has sent, by the private link: how it stands, what the centre asked, changing it, taking it back. */
import { getCollection, getItem, getSchema } from '../../api.js';
import { Catalog, LayerInfo } from '../../catalog.js';
import { h } from '../../dom.js';
import { dateWords, t } from '../../i18n.js';
import { titleOf } from '../../schema/format.js';
import { Schema } from '../../schema/schema.js';
import { loading } from '../../views/states.js';
import { change, getForm, mine, upload } from '../api.js';
import { changeOf, draftOf } from '../body.js';
import { emptyDraft, Keeper } from '../draft.js';
import * as check from '../steps/check.js';
import * as photos from '../steps/photos.js';
import * as place from '../steps/place.js';
import { sentNode } from '../sent.js';
import { begin, say } from '../shell.js';
import { Wizard } from '../wizard.js';
import * as words from '../steps/words.js';
import * as you from '../steps/you.js';
import { askForLink } from './link.js';
import { answerBox, conversation, isAnswering } from './talk.js';
import { sureDialog } from './withdraw.js';

const main = document.getElementById('main');
/** The secret stays behind the # and in a header: no server's log and no other site learns of it. */
const secretHere = () => location.hash.slice(1).trim();

const held = { waiting: [], refused: [], sound: null, urls: new Map(), isSending: false };
let wizard = null;
let draft = null; // of a change, while it is written

async function draw() {
  const secret = secretHere();
  wizard?.close();
  wizard = null;
  document.title = `${t('mine.title')} · ${t('brand.name')}`;
  if (!secret) {
    main.replaceChildren(askForLink());
    return;
  }
  main.replaceChildren(loading());
  let found;
  try {
    found = await read(secret);
  } catch (error) {
    if (error.status !== 404) throw error;
    main.replaceChildren(askForLink(t('mine.unknown')));
    return;
  }
  if (draft) edit(secret, found);
  else show(secret, found);
}

async function read(secret) {
  const own = await mine(secret);
  const [form, catalog] = await Promise.all([getForm(own.layer), Catalog.load()]);
  const info = catalog.get(own.layer) ?? new LayerInfo(await getCollection(own.layer));
  return {
    own,
    form,
    catalog,
    info,
    schema: new Schema(form.schema, info),
    about: own.kind === 'correction' ? await aboutOf(own, info) : null,
  };
}

/** What a correction is about, as far as it can still be read. */
async function aboutOf(own, info) {
  const about = { title: own.layerTitle, layerTitle: own.layerTitle, at: null };
  try {
    const [json, feature] = await Promise.all([getSchema(own.layer), getItem(own.layer, own.item)]);
    return {
      ...about,
      title: titleOf(new Schema(json, info), feature, page.lang()),
      at: feature.geometry?.type === 'Point' ? feature.geometry.coordinates : null,
    };
  } catch {
    return about;
  }
}

/** The version that is newest and not refused: a change that waits or was taken, else what was sent first. */
function newest(own) {
  const { edit: changed } = own;
  return changed && !['refused', 'withdrawn', 'taken-down'].includes(changed.state) ? changed : own;
}

/** The one that the centre and the contributor talk about now. */
const current = (own) =>
  own.edit && ['received', 'changes-asked', 'answered'].includes(own.edit.state) ? own.edit : own;

function show(secret, found) {
  const { own, schema, info } = found;
  const talk = current(own);
  const { state } = talk === own ? own : { state: `edit-${talk.state}` };
  const node = h(
    'div',
    { class: 'give-step mine', dataset: { state: own.state } },
    h('h1', { class: 'give-title', tabindex: '-1' }, t('mine.title')),
    h(
      'section',
      { class: `state-card state-card-${talk.state}` },
      h('p', { class: 'state-word' }, t('mine.now'), ' ', h('strong', {}, talk.stateTitle)),
      h('p', {}, t(`mine.state.${state}${state === 'approved' ? `.${own.kind}` : ''}`)),
      own.reason ? h('blockquote', { class: 'centre-says' }, own.reason) : null,
      own.state === 'approved' && own.item && own.kind !== 'vacancy'
        ? h(
            'p',
            {},
            h(
              'a',
              { class: 'button', href: `/?item=${encodeURIComponent(own.layer)}/${encodeURIComponent(own.item)}` },
              t('mine.onMap'),
            ),
          )
        : null,
      h('p', { class: 'hint' }, t('mine.received', { day: dateWords(own.receivedAt) })),
    ),
    conversation(own),
    talk.canEdit && own.state !== 'withdrawn' ? answerBox(secret, talk, () => page.draw()) : null,
    own.state === 'withdrawn'
      ? null
      : h('section', { class: 'give-part' }, h('h2', {}, t('mine.sent')), sentNode(newest(own), schema, held.urls)),
    h(
      'div',
      { class: 'row-buttons' },
      own.canEdit
        ? h(
            'button',
            { type: 'button', class: 'button', id: 'edit', onclick: () => beginEdit(secret, found) },
            t(own.state === 'approved' ? 'mine.editPublished' : 'mine.edit'),
          )
        : null,
      own.canWithdraw
        ? h(
            'button',
            {
              type: 'button',
              class: 'button button-danger',
              id: 'withdraw',
              onclick: () => sureDialog(secret, () => withdrawn(own)).showModal(),
            },
            t('mine.withdraw'),
          )
        : null,
      h('a', { class: 'button', href: '/' }, t('give.toMap')),
    ),
  );
  if (own.layerTitle && info) node.dataset.layer = own.layer;
  main.replaceChildren(node);
}

const keeperOf = (own) => new Keeper(`mine.${own.id}`);

function beginEdit(secret, found) {
  const { own, schema } = found;
  const base = draftOf(newest(own), schema);
  // a change that was begun goes on, as long as nothing was sent since
  const began = keeperOf(own).read({ ...emptyDraft(base.kind, base.layer, base.item), version: 0 });
  draft = began.version === versionOf(own) ? began : { ...base, version: versionOf(own) };
  history.pushState({ step: 0, isEdit: true }, '', location.href);
  edit(secret, found);
}

const versionOf = (own) => `${own.version}.${own.edit?.id ?? ''}.${own.edit?.version ?? 0}`;

function edit(secret, { own, form, catalog, info, schema, about }) {
  const keeper = keeperOf(own);
  const save = () => draft && keeper.write(draft);
  draft.form ||= form.form;
  draft.step = 4;
  const context = {
    draft,
    save,
    held,
    say,
    config: page.config,
    lang: page.lang(),
    catalog,
    info,
    about,
    consents: form.consents,
    schema,
    secret,
    isChange: true,
    startAt: about?.at ?? null,
    upload: (file, heard) => upload(file, { secret }, heard),
  };
  wizard?.close();
  wizard = new Wizard(
    main,
    context,
    [words, draft.kind === 'correction' && !info.isPoint ? null : place, photos, you, check].filter(Boolean),
    {
      heading: () => t('mine.editing'),
      sendKey: 'mine.sendChange',
      leave: {
        href: location.href,
        words: () => t('mine.leaveEdit'),
        act: (event) => {
          event.preventDefault();
          leave();
        },
      },
      send: async () => {
        await change(secret, changeOf(draft, schema));
        keeper.forget();
        await leave();
        say(t('mine.changed'), { visibly: true });
      },
    },
  );
  wizard.start();
}

/** Back to how it stands; what was written stays in the browser. */
async function leave() {
  draft = null;
  history.replaceState(null, '', location.href);
  await page.draw();
  scrollTo(0, 0);
  main.querySelector('h1')?.focus({ preventScroll: true });
}

/** Nothing of what was sent is there any more, in this browser neither. */
async function withdrawn(own) {
  keeperOf(own).forget();
  for (const url of held.urls.values()) URL.revokeObjectURL(url);
  held.urls.clear();
  await page.draw();
  main.querySelector('h1')?.focus({ preventScroll: true });
}

addEventListener('hashchange', () => {
  draft = null;
  page.draw();
});
// whoever comes back to the tab wants to know how it stands now
document.addEventListener('visibilitychange', () => {
  if (
    document.visibilityState === 'visible' &&
    secretHere() &&
    !draft &&
    !isAnswering() &&
    !document.querySelector('dialog[open]')
  )
    page.draw();
});
addEventListener('popstate', () => {
  if (draft && !history.state?.isEdit) {
    draft = null;
    page.draw();
  }
});

const page = await begin(draw);
await page.draw();
