/** What is kept beside an item, elsewhere: said before it is deleted. */
import { h } from '../../dom.js';
import { count, language, t } from '../../i18n.js';
import { ask } from '../frame/dialogs.js';

/** Whether an item is to be deleted, by whoever knows what is kept beside it. */
export async function askToDelete(api, address, title) {
  return ask({
    title: t('edit.delete.title', { title }),
    text: [t('edit.delete.text'), ...(await usedWords(api, address))],
    yes: t('edit.delete'),
    danger: true,
  });
}

/** A sentence and a list with numbers; nothing where nothing is kept, or nobody can say. */
async function usedWords(api, address) {
  let uses = [];
  try {
    ({ uses } = await api.get(`${address}/history`));
  } catch {
    return []; // the deleting itself will say what is wrong
  }
  if (!uses?.length) return [];
  const lang = language();
  return [
    h('p', { class: 'bulk-map' }, h('strong', {}, t('edit.delete.used'))),
    h(
      'ul',
      { class: 'used' },
      uses.map((use) => h('li', {}, t('edit.delete.use', { what: use[lang], n: count(use.count) }))),
    ),
  ];
}
