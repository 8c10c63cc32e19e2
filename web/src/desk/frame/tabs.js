/** Tabs over one panel: chosen with a pointer or walked with arrow keys, Home and End. */
import { h } from '../../dom.js';

/**
 * `names` of the tabs; the ids of their buttons are `prefix` and the name; `panel` is what they control. `open(name)`
 * is called for the one that was chosen. Answers `{ node, show(current, childrenOf), focus(name) }`.
 */
export function tabList({ names, prefix, panel, label, className, open }) {
  const walk = (event, name) => {
    const at = names.indexOf(name);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: names.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = names[(to + names.length) % names.length];
    open(next);
    focus(next);
  };
  const node = h(
    'div',
    { class: className, role: 'tablist', 'aria-label': label },
    names.map((name) =>
      h('button', {
        type: 'button',
        role: 'tab',
        id: `${prefix}${name}`,
        'aria-controls': panel.id,
        dataset: { tab: name },
        onclick: () => open(name),
        onkeydown: (event) => walk(event, name),
      }),
    ),
  );
  const focus = (name) => node.querySelector(`[data-tab="${name}"]`).focus();
  /** Says which one is open, and names each anew: `childrenOf(name)`. */
  const show = (current, childrenOf) => {
    for (const tab of node.querySelectorAll('[role=tab]')) {
      const { tab: name } = tab.dataset;
      tab.replaceChildren(...childrenOf(name));
      tab.setAttribute('aria-selected', String(name === current));
      tab.tabIndex = name === current ? 0 : -1;
    }
    panel.setAttribute('aria-labelledby', `${prefix}${current}`);
  };
  return { node, show, focus };
}
