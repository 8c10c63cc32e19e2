/** What a contributor has agreed to, and how to reach them. */
import { h } from '../../dom.js';
import { dateWords, t } from '../../i18n.js';
import { errorWords } from '../../views/states.js';
import { path } from './submission.js';

/** What the contributor has agreed to. */
export function consents({ detail }) {
  const given = detail.consents;
  if (!given) return h('p', { class: 'note' }, t('review.consent.none'));
  const line = (name) =>
    h(
      'li',
      { class: given[name] ? 'is-given' : 'is-not' },
      h('span', { 'aria-hidden': 'true' }, given[name] ? '✓' : '✕'),
      ` ${t(`review.consent.${name}`)}: `,
      h('strong', {}, t(given[name] ? 'review.consent.yes' : 'review.consent.no')),
    );
  return [
    h('ul', { class: 'review-consents' }, ['collection', 'publication', 'portrait'].map(line)),
    h(
      'p',
      { class: 'note' },
      [
        given.at ? t('review.consent.at', { when: dateWords(given.at) }) : '',
        t(`review.consent.age.${given.age}`),
        t('review.consent.version', { version: given.version }),
      ]
        .filter(Boolean)
        .join(' · '),
    ),
  ];
}

/** Asked for by a button, because who reads it is on record. */
export function contact({ api, detail }) {
  const has = ['Email', 'Telephone', 'Guardian'].filter((name) => detail.contact[`has${name}`]);
  if (!has.length) return h('p', { class: 'note' }, t('review.contact.none'));
  const place = h('div', { 'aria-live': 'polite' });
  const show = h(
    'button',
    {
      type: 'button',
      class: 'button',
      dataset: { action: 'contact' },
      onclick: async () => {
        try {
          const told = await api.get(path(detail.id, '/contact'));
          place.replaceChildren(
            h(
              'dl',
              { class: 'facts' },
              ['email', 'telephone', 'guardian']
                .filter((name) => told[name])
                .map((name) =>
                  h(
                    'div',
                    {},
                    h('dt', {}, t(`review.contact.${name}`)),
                    h(
                      'dd',
                      {},
                      name === 'telephone'
                        ? h('a', { href: `tel:${told[name].replace(/[^+\d]/g, '')}` }, told[name])
                        : name === 'email'
                          ? h('a', { href: `mailto:${encodeURIComponent(told[name])}` }, told[name])
                          : told[name],
                    ),
                  ),
                ),
            ),
          );
          show.remove();
        } catch (error) {
          place.replaceChildren(h('p', { role: 'alert' }, errorWords(error)));
        }
      },
    },
    t('review.contact.show'),
  );
  return [
    h(
      'p',
      {},
      t('review.contact.has', { what: has.map((name) => t(`review.contact.${name.toLowerCase()}`)).join(', ') }),
    ),
    h('p', { class: 'note' }, t('review.contact.logged')),
    show,
    place,
  ];
}
