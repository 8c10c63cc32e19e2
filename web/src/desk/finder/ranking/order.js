/** In which order the ranked houses stand, with a sentence that says what the order is. */
import { h } from '../../../dom.js';
import { t } from '../../../i18n.js';
import { newId } from '../../frame/dialogs.js';
import { ORDERS } from '../question/state.js';

export function orderChoice(finding) {
  const id = newId('order');
  const told = h('p', { class: 'note', id: `${id}-told` });
  const select = h(
    'select',
    {
      id,
      dataset: { do: 'order' },
      'aria-describedby': told.id,
      onchange: () => finding.set({ order: select.value }, { push: true }),
    },
    ORDERS.map((value) => h('option', { value }, t(`find.order.${value}`))),
  );
  const node = h('div', { class: 'find-order' }, h('label', { for: id }, t('find.order')), select, told);
  finding.addEventListener('state', () => {
    const { order, tab } = finding.state;
    node.hidden = tab !== 'ranked';
    select.value = order;
    told.textContent = t(`find.order.${order}.note`);
  });
  return node;
}
