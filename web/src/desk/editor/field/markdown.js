/** A long text in Markdown, with what becomes of it: rendered by the service, by the rules of its pages. */
import { h } from '../../../dom.js';
import { t } from '../../../i18n.js';
import { errorWords, loading } from '../../../views/states.js';
import { prose } from '../../../views/item/prose.js';
import { newId } from '../../frame/dialogs.js';
import { field } from '../../frame/forms.js';

export function markdownField(property, { api }, base) {
  const node = field({
    ...base,
    hint: [base.hint, t('edit.markdown.hint')].filter(Boolean).join(' '),
    tag: 'textarea',
    rows: 10,
    maxlength: property.maxLength,
  });
  const { control } = node;
  const shown = h('div', {
    class: 'markdown-shown',
    id: newId('preview'),
    hidden: true,
    tabindex: '-1',
    role: 'region',
    'aria-label': t('edit.markdown.shown', { label: base.label }),
  });
  const button = h(
    'button',
    {
      type: 'button',
      class: 'button button-small',
      'aria-expanded': 'false',
      'aria-controls': shown.id,
      onclick: () => toggle(),
    },
    t('edit.markdown.preview'),
  );
  const tools = h(
    'div',
    { class: 'button-row markdown-tools' },
    tool('edit.markdown.bold', () => wrap('**')),
    tool('edit.markdown.heading', () => begin('## ')),
    tool('edit.markdown.list', () => begin('- ')),
    tool('edit.markdown.quote', () => begin('> ')),
    button,
  );
  control.before(tools);
  control.after(shown);

  function tool(key, act) {
    return h(
      'button',
      {
        type: 'button',
        class: 'button button-small',
        onclick: () => {
          act();
          control.focus();
          control.dispatchEvent(new Event('input', { bubbles: true }));
        },
      },
      t(key),
    );
  }

  function wrap(mark) {
    const { selectionStart: from, selectionEnd: to, value } = control;
    control.setRangeText(`${mark}${value.slice(from, to)}${mark}`, from, to, 'end');
    if (from === to) control.setSelectionRange(from + mark.length, from + mark.length);
  }

  function begin(mark) {
    const from = control.value.lastIndexOf('\n', control.selectionStart - 1) + 1;
    control.setRangeText(mark, from, from, 'end');
  }

  async function toggle() {
    const opens = shown.hidden;
    shown.hidden = !opens;
    control.hidden = opens;
    button.setAttribute('aria-expanded', String(opens));
    button.textContent = t(opens ? 'edit.markdown.write' : 'edit.markdown.preview');
    if (!opens) {
      control.focus();
      return;
    }
    shown.replaceChildren(loading());
    try {
      const { body } = await api.send('POST', '/api/markdown', { text: control.value });
      shown.replaceChildren(body.html ? prose(body.html) : h('p', { class: 'note' }, t('edit.markdown.empty')));
    } catch (error) {
      shown.replaceChildren(h('p', { class: 'field-error' }, errorWords(error)));
    }
    shown.focus();
  }

  return {
    name: property.name,
    node,
    get: () => (control.value.trim() === '' ? null : control.value),
    set: (value) => {
      control.value = value ?? '';
    },
  };
}
