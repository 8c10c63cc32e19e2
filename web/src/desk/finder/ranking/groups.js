/** Groups of houses that could be one project. */
import { h } from '../../../dom.js';
import { count, t } from '../../../i18n.js';
import { empty } from '../../../views/states.js';
import { housesWords, nameOf, scoreWords } from '../words.js';

const NAMES_SHOWN = 6;

/** The groups of an answer. `look(group)` shows one. */
export function groupsPart(finding, look) {
  const { result } = finding;
  const all = result.opportunities;
  if (!all.length) return empty(t('find.empty.groups'));
  const names = (ids) =>
    ids
      .map((id) => nameOf(finding.row(id)))
      .filter(Boolean)
      .slice(0, NAMES_SHOWN);
  return [
    h('p', { class: 'note find-about' }, t('find.about.groups')),
    h(
      'ol',
      { class: 'find-groups' },
      all.map((one, index) =>
        h(
          'li',
          { class: 'find-group', dataset: { group: String(index + 1) } },
          h(
            'h3',
            {},
            h('span', { class: 'find-group-number', 'aria-hidden': 'true' }, String(index + 1)),
            ' ',
            t('find.group.title', { n: count(one.houses.length) }),
          ),
          h(
            'p',
            {},
            [
              finding.profile.capacity
                ? t('find.group.capacity', {
                    what: finding.schema.title(finding.profile.capacity),
                    n: count(one.capacity),
                  })
                : null,
              finding.profile.capacity && one.capacityUnknown
                ? t('find.group.unknown', { n: count(one.capacityUnknown) })
                : null,
              t('find.group.score', { n: scoreWords(one.meanScore) }),
            ]
              .filter(Boolean)
              .join(' · '),
          ),
          namesWords(names(one.houses), one.houses.length),
          h(
            'div',
            { class: 'button-row' },
            h(
              'button',
              { type: 'button', class: 'button button-small', dataset: { do: 'look' }, onclick: () => look(one) },
              t('find.group.look'),
            ),
            h(
              'button',
              {
                type: 'button',
                class: 'button button-small',
                dataset: { do: 'take' },
                onclick: () => finding.choose(one.houses),
              },
              t('find.group.take'),
            ),
          ),
        ),
      ),
    ),
    result.houses.ranked > result.ranking.length
      ? h('p', { class: 'note' }, t('find.group.whole', { n: housesWords(result.houses.ranked) }))
      : '',
  ];
}

/** Some names and how many more there are. */
function namesWords(names, all) {
  const rest = all - names.length;
  return h(
    'p',
    { class: 'note' },
    names.join(', '),
    rest ? ` ${t(names.length ? 'find.group.rest' : 'find.group.below', { n: rest })}` : '',
  );
}
