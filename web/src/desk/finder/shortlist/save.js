/** Keeps what was found: houses on a shortlist, a question as a saved search. */
import { h } from '../../../dom.js';
import { dateWords, t } from '../../../i18n.js';
import { empty, errorWords, failed, loading } from '../../../views/states.js';
import { ask, openDialog } from '../../frame/dialogs.js';
import { field, form } from '../../frame/forms.js';
import { stateOf } from '../question/state.js';

const LISTS = '/api/shortlists';
const SEARCHES = '/api/finder-searches';

/** Asks for which list; answers the list that the houses are on now, or null. What is typed survives a failure. */
export async function saveHouses({ finding, api, ids }) {
  let lists = [];
  let failure = null;
  try {
    const answer = await api.get(LISTS);
    lists = answer.shortlists ?? answer;
  } catch (error) {
    failure = errorWords(error);
  }
  return new Promise((resolve) => {
    const which = field({
      label: t('find.save.which'),
      tag: 'select',
      name: 'which',
      required: true,
      children: [
        h('option', { value: '' }, t('find.save.new')),
        ...lists.map((one) =>
          h('option', { value: one.id }, t('find.save.onto', { name: one.name, n: one.houses.length })),
        ),
      ],
    });
    which.control.required = false;
    const name = field({
      label: t('find.list.name'),
      pointer: '/name',
      name: 'name',
      required: true,
      maxlength: 100,
      value: t('find.save.nameDefault', { profile: finding.profile.title }),
    });
    const note = field({
      label: t('find.list.note'),
      pointer: '/note',
      name: 'note',
      tag: 'textarea',
      maxlength: 4000,
    });
    const show = () => {
      const isNew = !which.control.value;
      name.hidden = note.hidden = !isNew;
      name.control.required = isNew;
    };
    which.control.addEventListener('change', show);
    const act = async () => {
      if (!which.control.value) {
        const { body } = await api.send('POST', LISTS, {
          name: name.control.value.trim(),
          note: note.control.value.trim(),
          profile: finding.profile.id,
          request: finding.request,
          houses: ids.map((id) => ({ id, note: '' })),
        });
        dialog.close(body);
        return;
      }
      const path = `${LISTS}/${encodeURIComponent(which.control.value)}`;
      const { body: now, etag } = await api.request('GET', path);
      const on = new Set(now.houses.map((one) => one.id));
      const houses = [
        ...now.houses.map(({ id, note: said }) => ({ id, note: said ?? '' })),
        ...ids.filter((id) => !on.has(id)).map((id) => ({ id, note: '' })),
      ];
      const { body } = await api.send('PATCH', path, { houses }, { ifMatch: etag ?? `"${now.version}"` });
      dialog.close(body ?? { ...now, houses });
    };
    const fields = form({
      fields: [
        failure ? h('p', { class: 'field-error' }, failure) : null,
        lists.length ? which : null,
        name,
        note,
      ].filter(Boolean),
      submit: t('find.save.do'),
      act,
      more: [h('button', { type: 'button', class: 'button', onclick: () => dialog.close(null) }, t('desk.cancel'))],
    });
    const dialog = openDialog({
      title: t('find.save.title', { n: ids.length }),
      body: [h('p', {}, t('find.save.text')), fields],
      closed: resolve,
    });
    name.control.focus();
    name.control.select();
  });
}

/** Saved searches: to open, to throw away, and the question of now to keep. */
export function openSearches({ finding, api, say }) {
  const list = h('div', { class: 'find-searches' }, loading());
  const name = field({ label: t('find.search.name'), pointer: '/name', name: 'name', required: true, maxlength: 100 });
  const keep = form({
    fields: [name],
    submit: t('find.search.keep'),
    act: async () => {
      await api.send('POST', SEARCHES, {
        name: name.control.value.trim(),
        profile: finding.profile.id,
        request: finding.request,
      });
      name.control.value = '';
      say(t('find.search.kept'), { visibly: true });
      await read();
    },
  });
  const dialog = openDialog({
    title: t('find.searches'),
    body: [h('p', {}, t('find.searches.text')), list, h('h3', {}, t('find.search.new')), keep],
    actions: [h('button', { type: 'button', class: 'button', onclick: () => dialog.close() }, t('desk.close'))],
  });

  async function read() {
    try {
      const answer = await api.get(SEARCHES);
      const all = answer.searches ?? answer;
      list.replaceChildren(
        all.length ? h('ul', { class: 'find-search-list' }, all.map(row)) : empty(t('find.searches.none')),
      );
    } catch (error) {
      list.replaceChildren(failed(error, read));
    }
  }

  const row = (one) =>
    h(
      'li',
      { dataset: { search: one.id } },
      h(
        'div',
        {},
        h('strong', {}, one.name),
        h(
          'small',
          {},
          [
            finding.profiles.find((profile) => profile.id === one.profile)?.title,
            t('find.lists.by', { name: one.author?.name ?? one.author ?? '', when: dateWords(one.created) }),
          ]
            .filter(Boolean)
            .join(' · '),
        ),
      ),
      h(
        'div',
        { class: 'button-row' },
        h(
          'button',
          {
            type: 'button',
            class: 'button button-small',
            dataset: { do: 'open-search' },
            'aria-label': t('find.search.openOf', { name: one.name }),
            onclick: () => {
              dialog.close();
              finding.set(stateOf(one.profile, one.request), { push: true });
            },
          },
          t('find.search.open'),
        ),
        h(
          'button',
          {
            type: 'button',
            class: 'button button-small',
            'aria-label': t('find.search.dropOf', { name: one.name }),
            onclick: () => drop(one),
          },
          t('find.search.drop'),
        ),
      ),
    );

  async function drop(one) {
    if (
      !(await ask({
        title: t('find.search.dropTitle', { name: one.name }),
        text: t('find.search.dropText'),
        yes: t('find.search.drop'),
        danger: true,
      }))
    )
      return;
    try {
      await api.send('DELETE', `${SEARCHES}/${encodeURIComponent(one.id)}`);
      say(t('find.search.dropped'), { visibly: true });
      await read();
    } catch (error) {
      say(errorWords(error), { visibly: true });
    }
  }
  read();
}
