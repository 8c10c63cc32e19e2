/** A layer too large to be read whole: the list has what the map shows now, page by page; the map has clusters. */
import { getFeatures, getNext } from '../../api.js';
import { h } from '../../dom.js';
import { count, t } from '../../i18n.js';
import { row } from './rows.js';
import { errorWords } from '../states.js';

const FEATURES_A_PAGE = 40;

/** A section of what lies in the part of the map that can be seen; `kinds` are values of the layer's category. */
export async function inView(info, kinds, { map }, signal) {
  const schema = await info.schema();
  const asked = kinds.length && schema.category ? { [schema.category]: kinds.join(',') } : {};
  // not bbox=, which by OGC API also finds what has no place at all
  const filter = `S_INTERSECTS(${schema.geometry},BBOX(${map.box.map((n) => n.toFixed(6)).join(',')}))`;
  const page = await getFeatures(
    info.id,
    { ...asked, filter, limit: FEATURES_A_PAGE, properties: schema.leanNames(true).join(',') },
    { signal },
  );
  return {
    info,
    schema,
    kinds,
    features: page.features,
    matched: page.numberMatched,
    large: { page, notes, rows, noteWords },
  };
}

/** What the list has now, in words. */
const noteWords = ({ info, matched }) => t('large.note', { n: count(matched), all: count(info.count) });

function notes(section) {
  return h('p', { class: 'note large-note' }, h('strong', {}, t('large.gathered')), ' ', noteWords(section));
}

/** Rows of the first page, and a button that fetches the next. */
function rows(section, context) {
  const list = h('ul', { class: 'rows' });
  const more = h('button', { type: 'button', class: 'button button-wide' });
  const trouble = h('p', { class: 'note', role: 'alert', hidden: true });
  let { page } = section.large;
  const left = () => section.matched - list.children.length;
  const add = (features) => {
    const fresh = features.map((feature) => row(section, feature, context));
    list.append(...fresh);
    more.hidden = left() <= 0 || !page.links?.some((link) => link.rel === 'next');
    more.textContent = t('list.more', { n: count(left()) });
    return fresh[0];
  };
  more.onclick = async () => {
    more.disabled = true;
    trouble.hidden = true;
    try {
      page = (await getNext(page)) ?? page;
      add(page.features)?.querySelector('a').focus();
    } catch (error) {
      trouble.textContent = errorWords(error);
      trouble.hidden = false;
    }
    more.disabled = false;
  };
  add(section.shown);
  return [list, trouble, more];
}
