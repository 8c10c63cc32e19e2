/** Sections of the list: one a layer, in groups where the layer happens in time. Every row is a real link. */
import { calm, h } from '../../dom.js';
import { count, dateWords, t } from '../../i18n.js';
import { keyOf } from '../../features.js';
import { lookOf, symbol } from '../../symbols.js';
import { choiceWords, isEmpty, safeUrl, titleOf, yearsWords } from '../../schema/format.js';

const ROWS_AT_ONCE = 60;

export function exampleBadge() {
  return h('span', { class: 'badge badge-example' }, t('badge.example'));
}

const happens = (schema) => schema.start && schema.byName.get(schema.start).format === 'date-time';

/** The day of something that happens, the years of something that lasts. */
function whenWords(schema, feature) {
  if (!happens(schema)) return yearsWords(schema.years(feature));
  const begins = feature.properties[schema.start];
  return begins ? dateWords(begins, { weekday: true }) : '';
}

function metaOf(schema, feature, kind) {
  const roles = schema.layer.roles;
  const certainty = roles.certainty && feature.properties[roles.certainty];
  const parts = [kind, whenWords(schema, feature), certainty && choiceWords(schema, roles.certainty, certainty)];
  return parts.filter(Boolean).join(' · ');
}

/** One row; `context` gives { lang, hrefOf(key), hover(key or null) }. */
export function row(section, feature, context, extra) {
  const { schema, info, rich } = section;
  const { lang } = context;
  const key = keyOf(info.id, feature.id);
  const { shape, colour, choice } = lookOf(schema, feature);
  const roles = info.roles;
  const subtitle =
    rich && roles.subtitle && !isEmpty(feature.properties[roles.subtitle])
      ? schema.text(feature, roles.subtitle, lang)
      : rich && roles.address
        ? schema.text(feature, roles.address, lang)
        : '';
  const cover = rich && roles.image ? safeUrl(feature.properties[roles.image] ?? '') : null;
  const picture =
    cover && feature.properties[roles.image]
      ? h('img', {
          class: 'thumb',
          src: cover,
          alt: '',
          loading: 'lazy',
          width: 84,
          height: 84,
          onerror: (event) => event.target.remove(),
        })
      : null;
  const link = h(
    'a',
    {
      class: `row${picture ? ' row-card' : ''}`,
      href: context.hrefOf(key),
      dataset: { feature: key },
      onmouseenter: () => context.hover(key),
      onmouseleave: () => context.hover(null),
      onfocus: () => context.hover(key),
      onblur: () => context.hover(null),
    },
    h('span', { class: 'row-symbol' }, symbol(shape, colour, 22)),
    h(
      'span',
      { class: 'row-words' },
      h(
        'span',
        { class: 'row-title' },
        titleOf(schema, feature, lang),
        schema.isExample(feature) ? exampleBadge() : null,
      ),
      h('span', { class: 'row-meta' }, extra ?? metaOf(schema, feature, choice?.title)),
      subtitle && !extra ? h('span', { class: 'row-subtitle' }, subtitle) : null,
    ),
    picture,
  );
  return h('li', {}, link);
}

/**
 * Rows, the first of them at once and the rest on demand. `grown` remembers under `name` how many the reader asked for.
 *
 * @param {any[]} features
 * @param {(feature: any) => HTMLElement} makeRow
 * @param {{ atOnce?: number, list?: string, grown?: Map<string, number>, name?: string }} [more]
 */
export function rowList(features, makeRow, { atOnce = ROWS_AT_ONCE, list: className = 'rows', grown, name } = {}) {
  const list = h('ul', { class: className });
  let shown = 0;
  const more = h('button', {
    type: 'button',
    class: 'button button-wide',
    onclick: () => {
      const next = add(ROWS_AT_ONCE);
      next?.focus();
    },
  });
  function add(many) {
    const fresh = features.slice(shown, shown + many).map(makeRow);
    list.append(...fresh);
    shown += fresh.length;
    if (shown > atOnce) grown?.set(name, shown);
    more.hidden = shown >= features.length;
    more.textContent = t('list.more', { n: count(features.length - shown) });
    return fresh[0]?.querySelector('a');
  }
  add(Math.max(atOnce, grown?.get(name) ?? 0));
  return more.hidden ? [list] : [list, more];
}

/** What is to come, soonest first; then what is over, latest first. */
function byTime(schema, features) {
  const time = (feature, name) => Date.parse(feature.properties[name] ?? '') || 0;
  const over = (feature) => (time(feature, schema.end) || time(feature, schema.start)) < Date.now();
  const coming = features
    .filter((feature) => !over(feature))
    .sort((a, b) => time(a, schema.start) - time(b, schema.start));
  const past = features.filter(over).sort((a, b) => time(b, schema.start) - time(a, schema.start));
  return [
    { title: t('time.coming'), features: coming, none: t('time.noneComing') },
    { title: t('time.past'), features: past },
  ];
}

export function sectionNode(section, context, next) {
  const { info, schema, features, shown, matched, heading, large } = section;
  const rows = (some, name) =>
    rowList(some, (feature) => row(section, feature, context), { grown: context.grown, name: `${info.id} ${name}` });
  const lang = context.lang;
  const title = h(
    'h2',
    { class: 'section-title' },
    symbol(info.symbol, info.accent, 20),
    info.title(lang),
    ' ',
    h('span', { class: 'section-count' }, t('list.number', { n: count(large ? matched : shown.length) })),
  );
  title.tabIndex = -1;
  const head = h(
    'div',
    { class: heading ? 'section-head' : 'sr-only' },
    title,
    next &&
      h(
        'button',
        {
          type: 'button',
          class: 'button-next',
          onclick: (event) => {
            const target = event.currentTarget.closest('.section').nextElementSibling;
            target?.scrollIntoView({ behavior: calm() ? 'auto' : 'smooth' });
            target?.querySelector('h2')?.focus({ preventScroll: true });
          },
        },
        `${next.title(lang)} ↓`,
      ),
  );
  const notes = large
    ? large.notes(section, context)
    : matched > features.length
      ? h('p', { class: 'note' }, t('list.partly', { n: count(features.length), all: count(matched) }))
      : null;
  let body;
  if (shown.length === 0)
    body = h(
      'p',
      { class: 'note' },
      large ? t('large.nothing') : features.length ? t('state.nothingLeft') : t('state.empty'),
    );
  else if (happens(schema)) {
    body = byTime(schema, shown)
      .filter((group) => group.features.length || group.none)
      .map((group) => [
        h(
          'h3',
          { class: 'group-title' },
          group.title,
          ' ',
          h('span', { class: 'section-count' }, count(group.features.length)),
        ),
        group.features.length ? rows(group.features, group.title) : h('p', { class: 'note' }, group.none),
      ])
      .flat();
  } else if (large) body = large.rows(section, context);
  else body = rows(shown, '');
  return h('section', { class: 'section', dataset: { layer: info.id } }, head, notes, body);
}
