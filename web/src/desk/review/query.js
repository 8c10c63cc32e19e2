/** What of all submissions is listed: the tab, the filters, the order. */
import { debounce, h } from '../../dom.js';
import { language, t } from '../../i18n.js';
import { field } from '../frame/forms.js';

/** Tabs and the states behind each. */
export const TABS = {
  waiting: ['received'],
  asked: ['changes-asked'],
  answered: ['answered'],
  published: ['approved'],
  refused: ['refused'],
  gone: ['withdrawn', 'taken-down'],
};
const PAGE = 50;
const TYPING_MILLIS = 350;

/** What the reviewer looks at; kept while the desk is open. */
export const query = { tab: 'waiting', layer: '', assigned: '', q: '', sort: 'oldest' };

export const isNarrowed = () => Boolean(query.q || query.layer || query.assigned);

/** Where a page of the list is read, after the one that ends with `after`. */
export function addressOf(after) {
  const wanted = {
    state: TABS[query.tab].join(','),
    sort: query.sort,
    limit: String(PAGE),
    ...(query.layer ? { layer: query.layer } : {}),
    ...(query.assigned ? { assigned: query.assigned } : {}),
    ...(query.q ? { q: query.q } : {}),
    ...(after ? { after } : {}),
  };
  return `/api/submissions?${new URLSearchParams(wanted)}`;
}

/** The form that narrows the list; `load()` after every change of it. */
export function filtersForm(catalog, load) {
  const change = (name) => (event) => {
    query[name] = event.target.value;
    load();
  };
  const select = (name, label, options) => {
    const node = field({
      label,
      tag: 'select',
      name,
      required: true,
      onchange: change(name),
      children: options.map(([value, title]) => h('option', { value, selected: query[name] === value }, title)),
    });
    node.control.required = false;
    return node;
  };
  const words = field({
    label: t('review.filter.words'),
    type: 'search',
    name: 'q',
    required: true,
    maxlength: 100,
    value: query.q,
  });
  words.control.required = false;
  words.control.id = 'review-words';
  words.querySelector('label').htmlFor = 'review-words';
  words.control.addEventListener(
    'input',
    debounce(() => {
      query.q = words.control.value.trim();
      load();
    }, TYPING_MILLIS),
  );
  const layers = catalog.layers.map((info) => [info.id, info.title(language())]);
  return h(
    'form',
    { class: 'filters review-filters', role: 'search', onsubmit: (event) => event.preventDefault() },
    words,
    select('assigned', t('review.filter.assigned'), [
      ['', t('review.filter.all')],
      ['me', t('review.filter.mine')],
      ['none', t('review.filter.nobody')],
    ]),
    select('layer', t('review.filter.layer'), [['', t('review.filter.all')], ...layers]),
    select('sort', t('review.filter.sort'), [
      ['oldest', t('review.filter.oldest')],
      ['newest', t('review.filter.newest')],
    ]),
  );
}
