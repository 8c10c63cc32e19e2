/**
 * Third step: photos and one recording. What is on its way or failed stays here as a file until it is sent or taken
 * away.
 */
import { isPassing } from '../../api.js';
import { h } from '../../dom.js';
import { isVideo } from '../../filekind.js';
import { t } from '../../i18n.js';
import { icon } from '../../symbols.js';
import { errorWords } from '../../views/states.js';
import { rolesOf } from '../body.js';
import { MOST_PHOTOS } from '../draft.js';
import { idOf, takeBack } from '../fields.js';
import { photoCard } from './photo.js';
import { soundPart } from './sound.js';
import { WAITING_FAULTS, waitingCard, waitingFault } from './waiting.js';

export const id = 'media';
export const owns = ['/media'];
export const titleOf = () => t('give.media');

/** Named one by one, so that an iPhone turns its HEIC into JPEG. */
export const PHOTO_TYPES = 'image/jpeg,image/png,image/webp';
const MOST_BYTES = 20 * 1024 * 1024;

export function open(context) {
  const { draft, save, held, say } = context;
  const list = h('ol', { class: 'photos' });
  const notes = h('div', { class: 'photo-notes', role: 'status' });
  const refusals = h('div', { class: 'photo-refusals', role: 'status' });
  const offers = h('div', { class: 'photo-offers', role: 'status' });
  const chooser = picker('photos-choose', false, 'photo', 'give.photo.choose');
  const camera = picker('photos-camera', true, 'camera', 'give.photo.take');
  const tell = (words, ...more) => notes.replaceChildren(h('p', {}, words), ...more);

  function picker(name, isCamera, iconName, key) {
    const input = h('input', {
      type: 'file',
      class: 'sr-only',
      id: name,
      accept: PHOTO_TYPES,
      multiple: !isCamera,
      capture: isCamera ? 'environment' : undefined,
      onchange: () => {
        const files = [...input.files];
        input.value = '';
        add(files);
      },
    });
    return h('span', {}, input, h('label', { class: 'button', for: name }, icon(iconName, 20), t(key)));
  }

  const free = () => MOST_PHOTOS - draft.photos.length - held.waiting.length;

  function add(files) {
    notes.replaceChildren();
    const refused = [];
    for (const file of files) {
      if (isVideo(file)) refused.push(t('give.isVideo', { name: file.name }));
      else if (file.size > MOST_BYTES) refused.push(t('give.photo.tooLarge', { name: file.name }));
      else if (free() <= 0) refused.push(t('give.photo.many', { n: MOST_PHOTOS }));
      else held.waiting.push({ file, url: URL.createObjectURL(file), share: 0, error: null, isSent: false });
    }
    refused.forEach(refuse);
    draw();
    send();
  }

  /** Stays until it is put away, on other steps too: what is wrong with another file does not hide it. */
  function refuse(words) {
    if (!held.refused.includes(words)) held.refused.push(words);
  }

  function refusal(words) {
    const putAway = () => {
      held.refused.splice(held.refused.indexOf(words), 1);
      draw();
      chooser.querySelector('input').focus();
    };
    return h(
      'div',
      { class: 'photo-refusal' },
      h('p', { class: 'field-error is-own' }, words),
      h(
        'button',
        { type: 'button', class: 'tool', 'aria-label': t('action.dismiss'), onclick: putAway },
        icon('close', 20),
      ),
    );
  }

  /** What will never be taken keeps no place among the photos, and nobody waiting. */
  function giveUp(one, error) {
    held.waiting.splice(held.waiting.indexOf(one), 1);
    URL.revokeObjectURL(one.url);
    refuse(`${one.file.name}: ${errorWords(error)}`);
  }

  /** One after another: a phone's connection is not made faster by two. */
  async function send() {
    if (held.isSending) return;
    held.isSending = true;
    for (let one = next(); one; one = next()) {
      one.isSent = true;
      try {
        const {
          id: mediaId,
          key,
          medium,
          position,
        } = await context.upload(one.file, (share) => {
          one.share = share;
          one.bar?.style.setProperty('--share', share);
          one.bar?.setAttribute('aria-valuenow', Math.round(share * 100));
        });
        if (medium !== 'photo') throw Object.assign(new Error(), { detail: t('give.photo.wrongType') });
        held.waiting.splice(held.waiting.indexOf(one), 1);
        if (one.isTaken) continue;
        held.urls.set(mediaId, one.url);
        draft.photos.push({ id: mediaId, key, medium, alt: '', people: false });
        save();
        say(t('give.photo.sent', { n: draft.photos.length }));
        if (position && !draft.point && draft.kind !== 'correction')
          offerPlace(position, { number: draft.photos.length, name: one.file.name, url: one.url });
      } catch (error) {
        if (isPassing(error)) one.error = errorWords(error);
        else if (!one.isTaken) giveUp(one, error);
      }
      held.drawPhotos(); // the step may have been left and opened anew
    }
    held.isSending = false;
  }
  const next = () => held.waiting.find((one) => !one.error && !one.isSent && !one.isTaken);

  /** Of each photo that says where it was taken it is asked by itself: they may have been taken in different places. */
  function offerPlace(position, { number, name, url }) {
    const key = position.join(' ');
    if ([...offers.querySelectorAll('[data-position]')].some((one) => one.dataset.position === key)) return;
    const take = () => {
      draft.point = position;
      save();
      offers.replaceChildren();
      tell(t('give.photo.placed'));
    };
    const button = (className, act, words) => h('button', { type: 'button', class: className, onclick: act }, t(words));
    const box = h(
      'div',
      { class: 'photo-notes', dataset: { position: key } },
      h('img', { src: url, alt: '', width: 72 }),
      h('p', {}, t('give.photo.foundIn', { n: number, name })),
      h(
        'div',
        { class: 'row-buttons' },
        button('button button-main', take, 'give.photo.usePlace'),
        button('button', () => box.remove(), 'give.photo.notPlace'),
      ),
    );
    offers.append(box);
  }

  function takeAway(photo, at) {
    draft.photos.splice(at, 1);
    save();
    draw();
    const back = h(
      'button',
      {
        type: 'button',
        class: 'button',
        onclick: () => {
          draft.photos.splice(at, 0, photo);
          save();
          notes.replaceChildren();
          draw();
        },
      },
      t('give.undo'),
    );
    tell(t('give.photo.removed'), back);
    back.focus();
  }

  function move(from, by) {
    const [photo] = draft.photos.splice(from, 1);
    draft.photos.splice(from + by, 0, photo);
    save();
    draw();
    say(t('give.photo.moved', { n: from + by + 1 }));
    const moved = list.children[from + by];
    (
      moved.querySelector(`[data-move="${by}"]:not(:disabled)`) ?? moved.querySelector('[data-move]:not(:disabled)')
    )?.focus();
  }

  function leaveOut(one) {
    one.isTaken = true;
    if (one.error || !one.isSent) held.waiting.splice(held.waiting.indexOf(one), 1);
    draw();
  }

  function retry(one) {
    Object.assign(one, { error: null, isSent: false, share: 0 });
    draw();
    send();
  }

  function draw() {
    const waiting = held.waiting.filter((one) => !one.isTaken);
    list.replaceChildren(
      ...draft.photos.map((photo, at) =>
        photoCard(photo, at, {
          count: draft.photos.length,
          held,
          save,
          move: (by) => move(at, by),
          takeAway: () => takeAway(photo, at),
        }),
      ),
      ...waiting.map((one) => waitingCard(one, { takeAway: () => leaveOut(one), retry: () => retry(one) })),
    );
    const full = free() <= 0;
    if (!full) held.refused = held.refused.filter((words) => words !== t('give.photo.many', { n: MOST_PHOTOS }));
    refusals.replaceChildren(...held.refused.map(refusal));
    for (const label of [chooser, camera]) {
      label.hidden = full;
      label.querySelector('input').disabled = full;
    }
    counted.textContent = t('give.photo.counted', { n: draft.photos.length, most: MOST_PHOTOS });
    takeBackSaid(waiting);
  }

  /** What was said of all the photos goes as soon as it is no longer so. */
  function takeBackSaid(waiting) {
    const root = node?.closest('.give-step');
    const now = waitingFault(waiting);
    if (root) for (const key of WAITING_FAULTS) if (key !== now) takeBack(root, '/media', t(key));
  }

  let node = null;
  const counted = h('p', { class: 'hint' });
  const sound = soundPart(context);
  node = h(
    'div',
    { class: 'give-fields' },
    h(
      'section',
      { class: 'give-part', dataset: { field: '/media' } },
      h('h3', { id: idOf('/media'), tabindex: '-1' }, t('give.photos')),
      h('p', { class: 'hint' }, t('give.photosHint')),
      counted,
      h('p', { class: 'field-error', hidden: true }),
      list,
      refusals,
      offers,
      notes,
      h('div', { class: 'row-buttons' }, camera, chooser),
    ),
    sound.node,
  );
  held.drawPhotos = () => {
    if (node.isConnected) draw();
  };
  draw();
  send();
  return { node, check: () => [...check(context), ...sound.check()], close: sound.close };
}

/** What keeps it from being sent: photos on their way or without words. */
export function check({ draft, held, schema }) {
  const waiting = held.waiting.filter((one) => !one.isTaken);
  const fault = waitingFault(waiting);
  if (fault) return [{ pointer: '/media', words: t(fault) }];
  const { text } = rolesOf(schema);
  if (draft.kind === 'new' && text && !draft.values[text]?.trim() && !draft.sound && !held.sound)
    return [{ pointer: '/media', words: t('give.need.text') }];
  return draft.photos.flatMap((photo, at) =>
    photo.alt.trim() ? [] : [{ pointer: `/media/${at}/alt`, words: t('give.need.alt', { n: at + 1 }) }],
  );
}
