/** Why no house is ranked: which facts are missing of how many houses, and what can be done about each kind. */
import { h } from '../../../dom.js';
import { count, t } from '../../../i18n.js';
import { percent } from '../words.js';

/** `sheets(ids)` makes survey sheets. Nothing where it is the gates alone that leave the houses out. */
export function whatIsMissing({ result, profile }, sheets) {
  const { houses, criteria, insufficient, sources } = result;
  const all = houses.matched - houses.excluded;
  const missing = criteria
    .filter((one) => one.weight > 0 && one.known < all)
    .map((one) => ({ ...one, missing: all - one.known }));
  if (!houses.insufficient || !missing.length) return '';
  missing.sort((a, b) => b.weight * b.missing - a.weight * a.missing);
  const own = missing.filter((one) => !one.measuredTo);
  const empty = missing.filter((one) => one.measuredTo?.features === 0);
  const measured = missing.filter((one) => one.measuredTo && houses.withoutPlace);
  const layers = [...new Map(empty.map((one) => [one.measuredTo.layer, one.measuredTo])).values()];
  const [{ layer, title }] = sources;
  const ids = insufficient.map((one) => one.id);
  return h(
    'section',
    { class: 'find-lack' },
    h('h3', {}, t('find.lack')),
    h('p', {}, t('find.lack.least', { n: percent(profile.minimumCompleteness), all: count(all) })),
    own.length
      ? part(
          'own',
          t('find.lack.own'),
          own,
          t('find.lack.ownDo', { layer: title, id: layer }),
          h(
            'button',
            {
              type: 'button',
              class: 'button button-small',
              dataset: { do: 'lack-sheets' },
              onclick: () => sheets(ids),
            },
            t('find.lack.sheets', { n: count(ids.length) }),
          ),
        )
      : null,
    measured.length
      ? part('place', t('find.lack.place', { n: count(houses.withoutPlace) }), measured, t('find.lack.placeDo'))
      : null,
    layers.map((one) =>
      part(
        'layer',
        t('find.lack.layer', { layer: one.title }),
        empty.filter(({ measuredTo }) => measuredTo.layer === one.layer),
        t('find.lack.layerDo', { id: one.layer }),
      ),
    ),
  );
}

const part = (kind, title, missing, what, action = null) =>
  h(
    'section',
    { class: 'find-lack-part', dataset: { lack: kind } },
    h('h4', {}, title),
    h('p', {}, what),
    h(
      'ul',
      { class: 'rules' },
      missing.map((one) =>
        h('li', { dataset: { lacks: one.id } }, t('find.lack.of', { title: one.title, n: count(one.missing) })),
      ),
    ),
    action,
  );
