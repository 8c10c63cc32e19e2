/** What is kept beside an item, elsewhere: said before it is deleted or put back. */
import { h } from '../../dom.js';
import { count, language, t } from '../../i18n.js';
import { ask } from '../frame/dialogs.js';

/** Whether an item is to be deleted, by whoever knows what is kept beside it. */
export async function askToDelete(api, address, title) {
  return ask({
    title: t('edit.delete.title', { title }),
    text: [t('edit.delete.text'), ...(await usedWords(api, address, t('edit.delete.used')))],
    yes: t('edit.delete'),
    danger: true,
  });
}

/** Whether an item of the bin is to be put back, by whoever knows who sees it then. */
export async function askToPutBack(api, address, { title, isPublic }) {
  return ask({
    title: t('edit.bin.title', { title }),
    text: [
      t('edit.bin.text'),
      h('p', { class: 'bulk-map' }, h('strong', {}, t(isPublic ? 'edit.bin.public' : 'edit.bin.hidden'))),
      ...(await usedWords(api, address, t('edit.bin.used'))),
    ],
    yes: t('edit.bin.restore'),
  });
}

/** A sentence and a list with numbers; nothing where nothing is kept, or nobody can say. */
async function usedWords(api, address, sentence) {
  let uses = [];
  try {
    ({ uses } = await api.get(`${address}/history`));
  } catch {
    return []; // what is tried then will say what is wrong
  }
  if (!uses?.length) return [];
  const lang = language();
  return [
    h('p', { class: 'bulk-map' }, h('strong', {}, sentence)),
    h(
      'ul',
      { class: 'used' },
      uses.map((use) => h('li', {}, t('edit.delete.use', { what: use[lang], n: count(use.count) }))),
    ),
  ];
}
