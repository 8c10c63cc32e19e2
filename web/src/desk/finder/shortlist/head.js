/** What stands above shortlists and above each one, and where they are read. */
import { h } from '../../../dom.js';
import { t } from '../../../i18n.js';
import { routeOf } from '../question/state.js';

export const PATH = '/api/shortlists';

export function head(title, ...buttons) {
  return h(
    'div',
    { class: 'view-head' },
    h('h2', { tabindex: '-1', id: 'find-lists-title' }, title),
    h('div', { class: 'button-row' }, buttons),
  );
}

export function backToFinding(finding) {
  return h(
    'a',
    {
      class: 'button',
      href: `#${routeOf({ ...finding.state, part: '', shortlist: '' })}`,
      dataset: { do: 'lists-back' },
    },
    t('find.lists.back'),
  );
}

export function profileTitle({ profiles }, id) {
  return profiles.find((one) => one.id === id)?.title ?? '';
}

export const authorOf = (one) => one.author?.name ?? one.author ?? '';
