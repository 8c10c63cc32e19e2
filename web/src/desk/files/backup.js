/** Backups for administrators: all there is in one file, and the key to what is sealed in it. */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { field, form } from '../frame/forms.js';

const KEPT_MILLIS = 60_000;

/**
 * @param {HTMLElement} root
 * @param {import('../frame/views.js').Context} context
 */
export async function open(root, { api, say }) {
  root.append(
    h('div', { class: 'view-head' }, h('h1', {}, t('desk.nav.backup'))),
    h('p', { class: 'lede' }, t('desk.backup.lede')),
    part('file', async (reason) => {
      const { body } = await api.send('POST', '/api/backups', { reason });
      save(body.path, ''); // the browser writes it to the disk as it comes, however large it is
      say(t('desk.backup.file.done'), { visibly: true });
    }),
    part('key', async (reason) => {
      const { body } = await api.send('POST', '/api/backups/key', { reason }, { file: true });
      const url = URL.createObjectURL(body.blob);
      save(url, body.name);
      setTimeout(() => URL.revokeObjectURL(url), KEPT_MILLIS);
      say(t('desk.backup.key.done'), { visibly: true });
    }),
  );
}

function part(name, take) {
  const reason = field({
    label: t('desk.backup.reason'),
    hint: t('desk.backup.reason.hint'),
    name: 'reason',
    pointer: '/reason',
    required: true,
    minlength: 2,
    maxlength: 300,
    autocomplete: 'off',
  });
  const act = async () => {
    await take(reason.control.value.trim());
    reason.control.value = '';
  };
  return h(
    'section',
    { class: 'card', 'aria-labelledby': `backup-${name}` },
    h('h2', { id: `backup-${name}` }, t(`desk.backup.${name}`)),
    h('p', {}, t(`desk.backup.${name}.text`)),
    form({ fields: [reason], submit: t(`desk.backup.${name}.do`), act }),
  );
}

function save(url, name) {
  const link = h('a', { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
}
