/** What happened to a submission, and what was said. */
import { h } from '../../dom.js';
import { dateWords, t } from '../../i18n.js';

export function history({ detail }) {
  return h(
    'ol',
    { class: 'review-history' },
    detail.history.map((one) =>
      h(
        'li',
        { class: one.internal ? 'is-internal' : one.account ? 'is-centre' : 'is-resident' },
        h(
          'p',
          { class: 'review-history-head' },
          h('strong', {}, one.account || one.name ? (one.name ?? '') : t('review.contributor')),
          ` ${t(`review.history.${one.kind}`)} `,
          h('time', { datetime: one.at }, dateWords(one.at)),
          one.internal ? h('span', { class: 'badge' }, t('review.internal')) : null,
        ),
        one.text
          ? h(
              'p',
              { class: 'review-text' },
              one.kind === 'assigned' ? t('review.assignedTo', { name: one.text }) : one.text,
            )
          : null,
      ),
    ),
  );
}
