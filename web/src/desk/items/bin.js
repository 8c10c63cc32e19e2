/** What was deleted and can be put back. */
import { itemPath } from '../../api.js';
import { h, loadStyle } from '../../dom.js';
import { addWords, dateWords, language, t } from '../../i18n.js';
import { empty, errorWords } from '../../views/states.js';
import { askToPutBack } from '../editor/used.js';

/**
 * @param {HTMLElement} root
 * @param {import('../frame/views.js').Context} context
 */
export async function open(root, { api, say, go }) {
  await Promise.all([addWords('editor'), loadStyle('css/editor.css')]);
  const { items } = await api.get('/api/bin');
  const lang = language();
  const list = h('ul', { class: 'cards' });
  const none = () => empty(t('edit.bin.none'), h('a', { class: 'button', href: '#/items' }, t('edit.allLayers')));
  root.append(
    h('h1', {}, t('desk.nav.bin')),
    h('p', { class: 'lede' }, t('edit.bin.lede')),
    items.length ? list : none(),
  );
  list.append(
    ...items.map((item) => {
      const name = item.title;
      const button = h(
        'button',
        {
          type: 'button',
          class: 'button',
          'aria-label': t('edit.bin.restoreOne', { title: name }),
          onclick: () => restore(),
        },
        t('edit.bin.restore'),
      );
      const card = h(
        'li',
        { class: 'card', dataset: { item: `${item.layer}/${item.id}` } },
        h('h2', {}, name),
        h('p', {}, item.layerTitles[lang]),
        h(
          'p',
          { class: 'note' },
          t('edit.bin.by', { name: item.by || t('edit.revision.service'), when: dateWords(item.at) }),
          h('br'),
          t('edit.bin.until', { when: dateWords(item.until) }),
        ),
        button,
      );
      async function restore() {
        button.disabled = true;
        const address = itemPath(item.layer, item.id);
        const isSure = await askToPutBack(api, address, { title: name, isPublic: item.public });
        if (!isSure) {
          button.disabled = false;
          button.focus();
          return;
        }
        try {
          await api.send('POST', `/api/bin/${item.layer}/${encodeURIComponent(item.id)}/restore`);
        } catch (error) {
          button.disabled = false;
          say(errorWords(error), { visibly: true });
          return;
        }
        const next = card.nextElementSibling?.querySelector('button');
        card.remove();
        if (!list.children.length) list.replaceWith(none());
        (next ?? root).focus();
        say(t('edit.bin.restored', { title: name }), {
          visibly: true,
          action: { label: t('edit.bin.open'), act: () => go(`/items/${item.layer}/${encodeURIComponent(item.id)}`) },
        });
      }
      return card;
    }),
  );
  return null;
}
