/** What is said of a photo or a recording, saved by itself while it is typed. */
import { debounce, h } from '../../../dom.js';
import { t } from '../../../i18n.js';
import { errorWords } from '../../../views/states.js';
import { newId } from '../../frame/dialogs.js';

const SAVE_AFTER_MILLIS = 900;
const SAID = { photo: ['alt', 'altEn', 'credit', 'licence'], sound: ['credit', 'licence', 'transcript'] };

/**
 * `medium` is null where it is still to be read. `about`: `{ kind, api, licences }`, the last the id of a datalist.
 * Answers `{ id, medium, fields, dirty, version, body, flush() }`: `fields` are controls by name, `dirty` the names of
 * those that are to be saved, `body` the node that has them.
 */
export function mediumEntry(mediumId, medium, { kind, api, licences }) {
  const entry = { id: mediumId, medium, fields: new Map(), dirty: new Set(), version: 0 };
  const saved = h('p', { class: 'field-hint media-saved', role: 'status' });
  entry.flush = async () => {
    const names = [...entry.dirty];
    if (!names.length) return;
    entry.dirty.clear();
    try {
      entry.medium = (
        await api.send(
          'PATCH',
          `/api/media/${entry.id}`,
          Object.fromEntries(names.map((name) => [name, entry.fields.get(name).value])),
        )
      ).body;
      saved.textContent = t('edit.said.saved');
    } catch (error) {
      names.forEach((name) => entry.dirty.add(name));
      saved.textContent = t('edit.said.failed', { why: errorWords(error) });
      throw error;
    }
  };
  const later = debounce(
    () =>
      entry.flush().catch(() => {
        /* told beside it; saving tries again */
      }),
    SAVE_AFTER_MILLIS,
  );
  const said = SAID[kind].map((name) => {
    const fieldId = newId('said');
    const isLong = name === 'transcript';
    const control = h(isLong ? 'textarea' : 'input', {
      id: fieldId,
      name,
      maxlength: name === 'transcript' ? 20000 : name.startsWith('alt') ? 500 : 200,
      ...(isLong ? { rows: 5 } : { type: 'text', autocomplete: 'off' }),
      ...(name === 'licence' ? { list: licences } : {}),
    });
    control.value = medium?.[name] ?? '';
    control.addEventListener('input', (event) => {
      event.stopPropagation();
      entry.dirty.add(name);
      saved.textContent = '';
      later();
    });
    control.addEventListener('change', (event) => {
      event.stopPropagation();
      entry.flush().catch(() => {});
    });
    entry.fields.set(name, control);
    return h('div', { class: 'field' }, h('label', { for: fieldId }, t(`edit.said.${name}`)), control);
  });
  entry.body = h('div', { class: 'media-said' }, said, saved);
  return entry;
}
