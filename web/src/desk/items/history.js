/** What an item was: each change, who made it and when, and the way back. */
import { itemPath } from '../../api.js';
import { h } from '../../dom.js';
import { dateWords, farWords, language, t } from '../../i18n.js';
import { titleOf } from '../../schema/format.js';
import { empty, errorWords } from '../../views/states.js';
import { thenOf, wayBackLines, wayBackWords } from '../editor/wayback.js';
import { ask } from '../frame/dialogs.js';

/**
 * @param {HTMLElement} root
 * @param {import('../frame/views.js').Context} context
 * @param {import('../../catalog.js').LayerInfo} info
 * @param {string | null} id
 */
export async function open(root, context, info, id) {
  const { api, say, title } = context;
  const address = itemPath(info.id, id);
  const lang = language();
  const [schema, item, { revisions }] = await Promise.all([
    info.schema(),
    api.request('GET', address),
    api.get(`${address}/history`),
  ]);
  const name = titleOf(schema, item.body, lang);
  title(t('edit.history.title', { title: name }));
  const list = h('ol', { class: 'history' });
  root.append(
    h('p', { class: 'crumbs' }, h('a', { href: `#/items/${info.id}/${encodeURIComponent(id)}` }, `← ${name}`)),
    h('h1', {}, t('edit.history.title', { title: name })),
    h('p', { class: 'lede' }, t('edit.history.lede')),
    revisions.length ? list : empty(t('edit.history.none')),
  );
  list.append(
    ...revisions.map((revision, index) =>
      h(
        'li',
        { class: 'card revision', dataset: { revision: String(revision.number) } },
        h('h2', {}, t(`edit.revision.kind.${revision.kind}`), ' ', h('small', {}, dateWords(revision.at))),
        h('p', {}, t('edit.revision.by', { name: revision.by || t('edit.revision.service') })),
        changes(revision, lang),
        index === 0
          ? h('p', { class: 'badge badge-good' }, t('edit.revision.now'))
          : h(
              'button',
              { type: 'button', class: 'button', onclick: () => restore(revision) },
              t('edit.revision.restore'),
            ),
      ),
    ),
  );

  async function restore(revision) {
    const now = item.body.properties;
    const words = wayBackWords(schema, [[now, thenOf(schema, now, revisions, revision.number)]]);
    if (
      !(await ask({
        title: t('edit.revision.restoreTitle', { when: dateWords(revision.at) }),
        text: [t('edit.revision.restoreText'), ...wayBackLines(words)],
        yes: t('edit.revision.restore'),
      }))
    )
      return;
    try {
      await api.send('POST', `${address}/history/${revision.number}/restore`, undefined, { ifMatch: item.etag });
    } catch (error) {
      say(error.status === 412 ? t('edit.revision.changed') : errorWords(error), { visibly: true });
      return;
    }
    say(t('edit.revision.restored'), { visibly: true });
    context.go(`/items/${info.id}/${encodeURIComponent(id)}`);
  }
  return null;
}

function changes({ changes: all, kind }, lang) {
  if (kind === 'created' || !all.length)
    return all.length
      ? h('details', {}, h('summary', {}, t('edit.revision.all', { n: all.length })), table(all, lang))
      : null;
  return table(all, lang);
}

function table(all, lang) {
  return h(
    'dl',
    { class: 'facts changes' },
    all.map((change) =>
      h(
        'div',
        {},
        h('dt', {}, change.titles[lang]),
        h(
          'dd',
          {},
          change.movedMetres === undefined
            ? [side('before', change, lang), side('after', change, lang)]
            : t('edit.revision.moved', {
                far: change.movedMetres < 10 ? `${change.movedMetres} m` : farWords(change.movedMetres),
              }),
        ),
      ),
    ),
  );
}

function side(which, change, lang) {
  const value = change[which];
  const words =
    value === null
      ? t('edit.nothing')
      : (value[lang] ??
        (value.positions
          ? t('edit.positions', { n: value.positions })
          : [...value.value]
              .reverse()
              .map((n) => Number(n).toFixed(5))
              .join(', ')));
  return h(
    which === 'before' ? 'del' : 'ins',
    { class: `change-${which}` },
    h('span', { class: 'sr-only' }, t(`edit.revision.${which}`)),
    words,
  );
}
