/** Photos and recordings of an item: uploading, order, what is said of each, blurring. */
import { isPassing } from '../../../api.js';
import { h } from '../../../dom.js';
import { isVideo } from '../../../filekind.js';
import { t } from '../../../i18n.js';
import { errorWords } from '../../../views/states.js';
import { newId } from '../../frame/dialogs.js';
import { openBlur } from './blur.js';
import { mediumEntry } from './entry.js';
import { pointerOf } from '../field/fields.js';
import { upload } from './upload.js';

const LICENCES = ['CC BY 4.0', 'CC BY-SA 4.0', 'CC0 1.0', '공공누리 제1유형', '공공누리 제4유형'];
const TAKEN = { photo: 'image/jpeg,image/png,image/webp', sound: 'audio/*,video/webm,.m4a,.mp3,.wav,.ogg' };

/** `context`: { api, session, say, onPosition({ lon, lat }) }. */
export function mediaControl(property, context) {
  const kind = property['x-maeul-media'];
  const isList = property.type === 'array';
  const most = isList ? (property.maxItems ?? Infinity) : 1;
  const { api, say } = context;
  let entries = []; // see mediumEntry
  const id = newId('media');
  const about = { kind, api, licences: `${id}-licences` };
  const input = h('input', {
    type: 'file',
    id,
    accept: TAKEN[kind],
    multiple: most > 1,
    class: 'file-input',
    onchange: () => take([...input.files]),
  });
  const list = h('ol', { class: `media-list media-${kind}` });
  // a line for each file that is on its way or has failed
  const progress = h('div', { class: 'media-progress', role: 'status' });
  const add = h(
    'div',
    { class: 'media-add' },
    h('label', { class: 'button', for: id }, t(`edit.${kind}.add`)),
    input,
    h('p', { class: 'field-hint' }, t(`edit.${kind}.hint`, { most: Number.isFinite(most) ? most : '' })),
  );
  const node = h(
    'fieldset',
    { class: 'field media', dataset: { pointer: pointerOf(property.name) } },
    h('legend', {}, property.title ?? property.name),
    list,
    progress,
    add,
  );

  add.addEventListener('dragover', (event) => event.preventDefault());
  add.addEventListener('drop', (event) => {
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });
  const changed = () => node.dispatchEvent(new Event('input', { bubbles: true }));

  async function take(files) {
    input.value = '';
    const room = most - entries.length;
    for (const file of files.slice(0, room)) await takeOne(file);
    if (files.length > room) fault(lineOf(), t(`edit.${kind}.tooMany`, { most }));
  }

  function lineOf() {
    const line = h('div', { class: 'media-line' });
    progress.append(line);
    return line;
  }

  async function takeOne(file, line = lineOf()) {
    if (isVideo(file)) {
      fault(line, t('edit.isVideo', { name: file.name }));
      return;
    }
    const bar = h('progress', { max: 1, value: 0, 'aria-label': t('edit.uploading', { name: file.name }) });
    line.replaceChildren(h('span', {}, t('edit.uploading', { name: file.name })), bar);
    node.setAttribute('aria-busy', 'true');
    try {
      const medium = await upload(file, {
        ...context,
        onProgress: (part) => {
          bar.value = part;
        },
      });
      if (medium.kind !== kind) throw Object.assign(new Error(), { detail: t(`edit.${kind}.wrong`) });
      line.remove();
      entries.push(mediumEntry(medium.id, medium, about));
      draw();
      changed();
      say(t('edit.uploaded', { name: file.name }));
      if (medium.position)
        context.onPosition(medium.position, { name: file.name, thumbnail: `/media/${medium.id}/thumbnail` });
    } catch (error) {
      fault(line, `${file.name}: ${errorWords(error)}`, isPassing(error) ? () => takeOne(file, line) : null);
    } finally {
      node.removeAttribute('aria-busy');
    }
  }

  /** Stays until it has been tried again or put away: another file does not hide it. */
  function fault(line, words, retry) {
    line.replaceChildren(
      h('p', { class: 'field-error' }, words),
      h(
        'div',
        { class: 'button-row' },
        retry ? h('button', { type: 'button', class: 'button button-small', onclick: retry }, t('action.retry')) : null,
        h(
          'button',
          {
            type: 'button',
            class: 'button button-small',
            onclick: () => {
              line.remove();
              input.focus();
            },
          },
          t('action.dismiss'),
        ),
      ),
    );
  }

  function draw() {
    list.replaceChildren(
      ...entries.map((entry, index) =>
        h(
          'li',
          { class: 'media-entry', dataset: { medium: entry.id } },
          h(
            'div',
            { class: 'media-shown' },
            shown(entry, index),
            h(
              'div',
              { class: 'button-row' },
              entries.length > 1 ? move(index, -1, 'edit.up', '↑') : null,
              entries.length > 1 ? move(index, 1, 'edit.down', '↓') : null,
              kind === 'photo'
                ? h(
                    'button',
                    { type: 'button', class: 'button button-small', onclick: () => blur(entry, index) },
                    t('edit.blur'),
                  )
                : null,
              h(
                'button',
                {
                  type: 'button',
                  class: 'button button-small button-danger',
                  'aria-label': t('edit.media.remove', { n: index + 1 }),
                  onclick: () => remove(index),
                },
                t('edit.remove'),
              ),
            ),
          ),
          entry.body,
        ),
      ),
    );
    add.hidden = entries.length >= most;
  }

  const fileOf = (entry, size) =>
    `/media/${entry.id}${size ? `/${size}` : ''}${entry.version ? `?v=${entry.version}` : ''}`;

  function shown(entry, index) {
    if (kind === 'sound')
      return h('audio', {
        controls: true,
        preload: 'metadata',
        src: fileOf(entry),
        'aria-label': t('edit.sound.play'),
      });
    const image = h('img', {
      src: fileOf(entry, 'thumbnail'),
      alt: entry.medium?.alt || t('edit.photo.nth', { n: index + 1 }),
      width: 160,
      loading: 'lazy',
    });
    return image;
  }

  function move(index, by, key, sign) {
    const to = index + by;
    return h(
      'button',
      {
        type: 'button',
        class: 'button button-small',
        disabled: to < 0 || to >= entries.length,
        'aria-label': t(key, { title: t('edit.photo.nth', { n: index + 1 }) }),
        onclick: () => {
          [entries[index], entries[to]] = [entries[to], entries[index]];
          draw();
          changed();
          list.children[to].querySelector('button').focus();
          say(t('edit.moved', { n: to + 1 }));
        },
      },
      sign,
    );
  }

  function remove(index) {
    const [entry] = entries.splice(index, 1);
    draw();
    changed();
    say(t('edit.media.removed'), {
      visibly: true,
      action: {
        label: t('edit.undo'),
        act: () => {
          entries.splice(index, 0, entry);
          draw();
          changed();
        },
      },
    });
    (list.querySelector('button') ?? input).focus();
  }

  async function blur(entry, index) {
    if (
      !(await openBlur({ api, id: entry.id, src: fileOf(entry, 'screen'), alt: t('edit.photo.nth', { n: index + 1 }) }))
    )
      return;
    entry.version = Date.now();
    draw();
    say(t('edit.blur.done'), { visibly: true });
  }

  const licences = h(
    'datalist',
    { id: `${id}-licences` },
    LICENCES.map((value) => h('option', { value })),
  );
  node.append(licences);

  function load(mediumId) {
    const entry = mediumEntry(mediumId, null, about);
    api
      .get(`/api/media/${mediumId}`)
      .then((medium) => {
        entry.medium = medium;
        for (const [name, control] of entry.fields) if (!entry.dirty.has(name)) control.value = medium[name] ?? '';
      })
      .catch(() => {
        /* what is said of it stays empty; the item keeps it */
      });
    return entry;
  }

  return {
    name: property.name,
    node,
    get: () => {
      const ids = entries.map((entry) => entry.id);
      return ids.length === 0 ? null : isList ? ids : ids[0];
    },
    set: (value) => {
      const ids = value === null || value === undefined ? [] : [].concat(value);
      if (JSON.stringify(ids) === JSON.stringify(entries.map((entry) => entry.id))) return;
      const known = new Map(entries.map((entry) => [entry.id, entry]));
      entries = [];
      for (const one of ids) entries.push(known.get(one) ?? load(one));
      draw();
    },
    flush: () => Promise.all(entries.map((entry) => entry.flush())),
  };
}
