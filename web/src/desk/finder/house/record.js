/** What the record of a house says. */
import { itemPath } from '../../../api.js';
import { h } from '../../../dom.js';
import { language, t } from '../../../i18n.js';
import { isEmpty } from '../../../schema/format.js';
import { valueOf } from '../../../schema/values.js';
import { failed, loading } from '../../../views/states.js';

/** What one wants to know of a house first, where its layer has it. */
const FIRST = [
  'grade',
  'gradeRaw',
  'evidence',
  'evidenceSource',
  'evidenceDate',
  'followUp',
  'consent',
  'consentScope',
  'consentUntil',
  'consentWithdrawn',
  'leaseYears',
  'intendedUse',
  'asOf',
];

/** What the record itself says; `forbid()` where the owner wants to be left alone. */
export function recordPart({ api }, { schema, profile }, id, forbid) {
  const node = h('section', { class: 'find-why-part' }, h('h3', {}, t('find.facts')), loading());
  const read = async () => {
    const feature = await api.get(itemPath(profile.layer, id));
    const names = FIRST.filter((name) => schema.has(name) && !isEmpty(feature.properties[name]));
    node.replaceChildren(
      h('h3', {}, t('find.facts')),
      names.length
        ? h(
            'dl',
            { class: 'facts' },
            names.map((name) =>
              h('div', {}, h('dt', {}, schema.title(name)), h('dd', {}, valueOf(schema, feature, name, language()))),
            ),
          )
        : h('p', {}, t('find.facts.none')),
    );
    if (feature.properties.doNotContact === true) forbid();
  };
  const begin = () =>
    read().catch((error) =>
      node.replaceChildren(
        h('h3', {}, t('find.facts')),
        failed(error, () => {
          node.replaceChildren(h('h3', {}, t('find.facts')), loading());
          begin();
        }),
      ),
    );
  begin();
  return node;
}
