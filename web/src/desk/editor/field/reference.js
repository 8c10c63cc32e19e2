/** Names items of another layer: a box to search in, and what is chosen with its title. */
import { itemPath, itemsPath } from '../../../api.js';
import { debounce, h } from '../../../dom.js';
import { language, t } from '../../../i18n.js';
import { titleOf } from '../../../schema/format.js';
import { errorWords } from '../../../views/states.js';
import { newId } from '../../frame/dialogs.js';

const WAIT_MILLIS = 250;
const OFFERED = 8;

/** One id. */
export function reference(property, context, base) {
  const part = picker(property, context, base, { most: 1 });
  return {
    name: property.name,
    node: part.node,
    get: () => part.ids()[0] ?? null,
    set: (value) => part.set(value ? [value] : []),
  };
}

/** Ids in order, which can be changed. */
export function listReference(property, context, base) {
  const part = picker(property, context, base, { most: property.maxItems ?? Infinity });
  return {
    name: property.name,
    node: part.node,
    get: () => (part.ids().length ? part.ids() : null),
    set: (value) => part.set(value ?? []),
  };
}

function picker(property, { api, catalog }, { label, hint, pointer, required }, { most }) {
  const info = catalog.get(property['x-maeul-ref']);
  let ids = [];
  const titles = new Map();
  const id = newId('ref');
  const input = h('input', {
    id,
    type: 'search',
    autocomplete: 'off',
    role: 'combobox',
    'aria-expanded': 'false',
    'aria-controls': `${id}-found`,
    'aria-autocomplete': 'list',
    'aria-describedby': `${id}-hint`,
  });
  const found = h('ul', { class: 'ref-found', id: `${id}-found`, role: 'listbox', 'aria-label': label, hidden: true });
  const said = h('p', { class: 'field-hint', role: 'status' });
  const chosen = h('ol', { class: 'ref-chosen' });
  const node = h(
    'div',
    { class: 'field', dataset: { pointer } },
    h('label', { for: id }, label, required ? null : h('span', { class: 'field-optional' }, ` ${t('desk.optional')}`)),
    h(
      'p',
      { class: 'field-hint', id: `${id}-hint` },
      [hint, t('edit.ref.hint', { layer: info?.title(language()) ?? property['x-maeul-ref'] })]
        .filter(Boolean)
        .join(' '),
    ),
    chosen,
    h('div', { class: 'ref-box' }, input, found),
    said,
  );
  if (required) Object.assign(node.dataset, { required: 'true' });
  Object.assign(node, { chosen: () => ids });
  let active = -1;

  const changed = () => node.dispatchEvent(new Event('input', { bubbles: true }));

  async function titleFor(one) {
    if (!titles.has(one)) {
      titles.set(one, one);
      try {
        const [schema, feature] = await Promise.all([info.schema(), api.get(itemPath(info.id, one))]);
        titles.set(one, titleOf(schema, feature, language()));
      } catch {
        /* gone by now, or not ours to see: its id says what there was */
      }
      draw();
    }
    return titles.get(one);
  }

  function draw() {
    chosen.replaceChildren(
      ...ids.map((one, index) =>
        h(
          'li',
          {},
          h('span', { class: 'ref-title' }, titles.get(one) ?? one),
          ids.length > 1 ? move(index, -1, 'edit.up', '↑') : null,
          ids.length > 1 ? move(index, 1, 'edit.down', '↓') : null,
          h(
            'button',
            {
              type: 'button',
              class: 'button button-small',
              'aria-label': t('edit.ref.remove', { title: titles.get(one) ?? one }),
              onclick: () => {
                ids.splice(index, 1);
                draw();
                changed();
                input.focus();
              },
            },
            t('edit.remove'),
          ),
        ),
      ),
    );
    input.parentElement.hidden = ids.length >= most;
  }

  function move(index, by, key, sign) {
    const to = index + by;
    return h(
      'button',
      {
        type: 'button',
        class: 'button button-small',
        disabled: to < 0 || to >= ids.length,
        'aria-label': t(key, { title: titles.get(ids[index]) ?? ids[index] }),
        onclick: () => {
          [ids[index], ids[to]] = [ids[to], ids[index]];
          draw();
          changed();
          chosen.children[to].querySelectorAll('button')[by < 0 ? 0 : 1].focus();
        },
      },
      sign,
    );
  }

  function close() {
    found.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function take(feature, title) {
    if (!ids.includes(feature.id)) ids.push(feature.id);
    titles.set(feature.id, title);
    input.value = '';
    said.textContent = '';
    close();
    draw();
    changed();
    (ids.length >= most ? chosen.querySelector('button:last-of-type') : input).focus();
  }

  let turn = 0;
  const look = debounce(async () => {
    const words = input.value.trim();
    const mine = ++turn;
    if (!words || !info) return close();
    try {
      const schema = await info.schema();
      const page = await api.get(`${itemsPath(info.id)}?${new URLSearchParams({ q: words, limit: String(OFFERED) })}`);
      if (mine !== turn) return undefined;
      found.replaceChildren(
        ...page.features.map((feature, index) => {
          const title = titleOf(schema, feature, language());
          return h(
            'li',
            {
              role: 'option',
              id: `${id}-${index}`,
              'aria-selected': 'false',
              onpointerdown: (event) => event.preventDefault(),
              onclick: () => take(feature, title),
            },
            title,
          );
        }),
      );
      found.hidden = page.features.length === 0;
      input.setAttribute('aria-expanded', String(!found.hidden));
      said.textContent = page.features.length
        ? t('edit.ref.found', { n: page.features.length })
        : t('edit.ref.none', { words });
    } catch (error) {
      said.textContent = errorWords(error);
    }
    return undefined;
  }, WAIT_MILLIS);

  input.addEventListener('input', (event) => {
    event.stopPropagation();
    look();
  });
  input.addEventListener('blur', () => close());
  input.addEventListener('keydown', (event) => {
    const all = /** @type {HTMLElement[]} */ ([...found.children]);
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter') {
      event.preventDefault(); // the form is not sent by a search
      all[Math.max(0, active)]?.click();
    } else if (['ArrowDown', 'ArrowUp'].includes(event.key) && all.length && !found.hidden) {
      event.preventDefault();
      active = (active + (event.key === 'ArrowDown' ? 1 : -1) + all.length) % all.length;
      all.forEach((one, index) => one.setAttribute('aria-selected', String(index === active)));
      input.setAttribute('aria-activedescendant', all[active].id);
    }
  });
  draw();
  return {
    node,
    ids: () => [...ids],
    set: (value) => {
      ids = [...value];
      draw();
      if (info) ids.forEach(titleFor);
    },
  };
}
