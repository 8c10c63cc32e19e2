/** One recording, made in the page or chosen as a file. It is heard before it is sent, and kept here until it is. */
import { h } from '../../dom.js';
import { isVideo } from '../../filekind.js';
import { t } from '../../i18n.js';
import { icon } from '../../symbols.js';
import { errorWords } from '../../views/states.js';
import { mediaUrl } from '../api.js';
import { rolesOf } from '../body.js';
import { textField } from '../fields.js';

const SOUND_TYPES = 'audio/*,.m4a,.mp3,.wav,.webm,.ogg';
/** Chromium and Firefox make WebM, Safari MP4; the service takes them all. */
const KINDS = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];
const MOST_BYTES = 30 * 1024 * 1024;
const MOST_SECONDS = 600;
const LONGEST_ALT = 500;

const canRecord = () => Boolean(navigator.mediaDevices?.getUserMedia && globalThis.MediaRecorder);
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

export function soundPart(context) {
  const { draft, save, held, say } = context;
  const box = h('div', { class: 'sound' });
  const node = h(
    'section',
    { class: 'give-part' },
    h('h3', {}, t('give.sound')),
    h('p', { class: 'hint' }, t('give.soundHint')),
    box,
  );
  let recorder = null;
  let ticking = null;
  let sending = null; // 0 to 1 while it is on its way

  const button = (key, act, { main = false, name = null } = {}) =>
    h(
      'button',
      { type: 'button', class: main ? 'button button-main' : 'button', onclick: act },
      name ? icon(name, 20) : null,
      t(key),
    );
  const fileInput = () => {
    const input = h('input', {
      type: 'file',
      class: 'sr-only',
      id: 'sound-file',
      accept: SOUND_TYPES,
      onchange: () => {
        const [file] = input.files;
        input.value = '';
        if (file) take(file);
      },
    });
    return h(
      'span',
      {},
      input,
      h('label', { class: 'button', for: 'sound-file' }, icon('page', 20), t('give.sound.file')),
    );
  };

  function draw(focus) {
    box.replaceChildren(
      ...[recorder ? recording() : held.sound ? heard() : draft.sound ? kept() : offered()].flat().filter(Boolean),
    );
    if (focus) box.querySelector('button, input, textarea')?.focus();
  }

  function offered(error) {
    return [
      error ? h('p', { class: 'field-error', role: 'alert' }, error) : null,
      canRecord() ? null : h('p', { class: 'hint' }, t('give.sound.cannot')),
      h(
        'div',
        { class: 'row-buttons' },
        canRecord() ? button('give.sound.record', start, { main: true, name: 'mic' }) : null,
        fileInput(),
      ),
    ];
  }

  async function start() {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch (error) {
      box.replaceChildren(
        ...offered(t(error.name === 'NotAllowedError' ? 'give.sound.refused' : 'give.sound.noDevice')).filter(Boolean),
      );
      return;
    }
    if (!node.isConnected) {
      stream.getTracks().forEach((track) => track.stop());
      return;
    }
    const kind = KINDS.find((one) => MediaRecorder.isTypeSupported(one));
    const parts = [];
    recorder = new MediaRecorder(stream, { ...(kind ? { mimeType: kind } : {}), audioBitsPerSecond: 64_000 });
    recorder.ondataavailable = (event) => event.data.size && parts.push(event.data);
    recorder.onstop = () => {
      clearInterval(ticking);
      stream.getTracks().forEach((track) => track.stop());
      const { mimeType } = recorder;
      recorder = null;
      keepHere(new Blob(parts, { type: (mimeType || kind || 'audio/webm').split(';')[0] }));
    };
    recorder.start(1000);
    draw(true);
    say(t('give.sound.recording'));
  }

  function recording() {
    const began = Date.now();
    const time = h('span', { class: 'sound-time' }, clock(0));
    const most = clock(MOST_SECONDS);
    clearInterval(ticking);
    ticking = setInterval(() => {
      const seconds = (Date.now() - began) / 1000;
      time.textContent = clock(seconds);
      if (seconds >= MOST_SECONDS - 5) recorder?.stop();
    }, 250);
    return [
      h(
        'p',
        { class: 'sound-live' },
        h('span', { class: 'sound-dot', 'aria-hidden': 'true' }),
        t('give.sound.recording'),
        ' ',
        time,
        ` / ${most}`,
      ),
      h(
        'div',
        { class: 'row-buttons' },
        button('give.sound.stop', () => recorder?.stop(), { main: true, name: 'stop' }),
      ),
    ];
  }

  function keepHere(blob) {
    if (held.sound) URL.revokeObjectURL(held.sound.url);
    held.sound = { blob, url: URL.createObjectURL(blob), error: null };
    if (node.isConnected) draw(true);
  }

  function take(file) {
    if (isVideo(file)) {
      box.replaceChildren(...offered(t('give.isVideo', { name: file.name })).filter(Boolean));
      return;
    }
    if (file.size > MOST_BYTES) {
      box.replaceChildren(...offered(t('give.sound.tooLarge')).filter(Boolean));
      return;
    }
    keepHere(file);
    send();
  }

  function heard() {
    const { url, error } = held.sound;
    const bar = h('div', {
      class: 'progress',
      role: 'progressbar',
      'aria-valuemin': 0,
      'aria-valuemax': 100,
      'aria-valuenow': 0,
      'aria-label': t('give.sound.sending'),
    });
    held.sound.bar = bar;
    return [
      h('audio', { controls: true, src: url, 'aria-label': t('give.sound.yours') }),
      error ? h('p', { class: 'field-error', role: 'alert' }, error) : null,
      ...(sending === null
        ? [
            h(
              'div',
              { class: 'row-buttons' },
              button(error ? 'action.retry' : 'give.sound.use', send, { main: true }),
              button('give.sound.again', again),
              button('give.sound.drop', drop),
            ),
          ]
        : [h('p', { class: 'hint' }, t('give.sound.sending')), bar]),
    ];
  }

  async function send() {
    const { blob } = held.sound;
    held.sound.error = null;
    sending = 0;
    draw();
    try {
      const { id, key, medium } = await context.upload(blob, (share) =>
        held.sound?.bar?.style.setProperty('--share', share),
      );
      if (medium !== 'sound') throw Object.assign(new Error(), { detail: t('give.sound.wrongType') });
      held.urls.set(id, held.sound.url);
      const { title } = rolesOf(context.schema);
      draft.sound = {
        id,
        key,
        medium,
        alt: t('give.sound.altOf', { title: (draft.values[title] ?? '').trim() || t('give.nameless') }),
      };
      held.sound = null;
      save();
      say(t('give.sound.sent'));
    } catch (error) {
      held.sound.error = errorWords(error);
    }
    sending = null;
    if (node.isConnected) draw();
  }

  function again() {
    drop();
    if (canRecord()) start();
  }

  function drop() {
    if (held.sound) URL.revokeObjectURL(held.sound.url);
    held.sound = null;
    draft.sound = null;
    save();
    draw(true);
  }

  function kept() {
    const player = h('audio', { controls: true, 'aria-label': t('give.sound.yours') });
    const gone = h('p', { class: 'field-error', hidden: true });
    listen(player, gone);
    // where it stands in the list of media is only known when it is sent, so its field goes by a name of its own
    return [
      player,
      gone,
      h('p', { class: 'done' }, t('give.sound.sent')),
      textField('/media/sound/alt', {
        label: t('give.sound.alt'),
        value: draft.sound.alt,
        required: true,
        maxlength: LONGEST_ALT,
        changed: (words) => {
          draft.sound.alt = words;
          save();
        },
      }),
      h(
        'div',
        { class: 'row-buttons' },
        button('give.sound.again', again, { name: 'mic' }),
        button('give.sound.drop', drop),
      ),
    ];
  }

  async function listen(player, gone) {
    const { sound } = draft;
    try {
      if (!held.urls.has(sound.id)) held.urls.set(sound.id, await mediaUrl(sound));
      player.src = held.urls.get(sound.id);
    } catch (error) {
      gone.textContent = t(error.status === 404 ? 'give.sound.gone' : 'give.photo.notShown');
      gone.hidden = false;
    }
  }

  draw();
  return {
    node,
    check: () => {
      if (recorder) return [{ pointer: '/media', words: t('give.need.soundRunning') }];
      if (held.sound) return [{ pointer: '/media', words: t('give.need.soundWaiting') }];
      return draft.sound && !draft.sound.alt.trim()
        ? [{ pointer: '/media/sound/alt', words: t('give.need.soundAlt') }]
        : [];
    },
    /** A recording that runs is ended and kept. */
    close: () => recorder?.stop(),
  };
}
