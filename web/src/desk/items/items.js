/** Items of the layers: which layer, its table, one item to edit, its history. Reads what is asked for and no more. */
import { h, loadStyle } from '../../dom.js';
import { addWords, count, language, t } from '../../i18n.js';
import { empty } from '../../views/states.js';
import { symbol } from '../../symbols.js';

/**
 * @param {HTMLElement} root
 * @param {import('../frame/views.js').Context} context
 */
export async function open(root, context) {
  await Promise.all([addWords('editor'), loadStyle('css/editor.css')]);
  const [layer, id, part] = context.parts;
  if (!layer) return layers(root, context);
  const info = context.catalog.get(layer);
  if (!info) {
    root.append(
      h('h1', {}, t('desk.nav.items')),
      empty(t('edit.noLayer'), h('a', { class: 'button', href: '#/items' }, t('edit.allLayers'))),
    );
    return null;
  }
  if (!id) return (await import('./table.js')).open(root, context, info);
  if (part === 'history') return (await import('./history.js')).open(root, context, info, id);
  return (await import('../editor/editor.js')).open(root, context, info, id === 'new' ? null : id);
}

async function layers(root, { catalog }) {
  const lang = language();
  // The numbers are those of the lists behind them, whatever was written since the desk was opened.
  await catalog
    .findChanged()
    .then((ids) => Promise.all(ids.map((id) => catalog.get(id).renew())))
    .catch(() => {
      /* as they were */
    });
  root.append(
    h('h1', {}, t('desk.nav.items')),
    h('p', { class: 'lede' }, t('edit.layers.lede')),
    h(
      'ul',
      { class: 'cards' },
      catalog.layers.map((info) =>
        h(
          'li',
          { class: 'card card-link' },
          h(
            'h2',
            {},
            symbol(info.symbol, info.accent, 22),
            ' ',
            h('a', { href: `#/items/${info.id}` }, info.title(lang)),
          ),
          h('p', {}, info.description(lang)),
          h('p', { class: 'note' }, t('edit.layers.count', { n: count(info.count ?? 0) })),
        ),
      ),
    ),
  );
  return null;
}
