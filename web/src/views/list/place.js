/** Redraws a list under the reader's eyes without moving it: focus, scroll and the row at the top stay. */

const NAMES = ['feature', 'kind', 'toggle'];

function nameOf(node) {
  const held = node?.closest('[data-feature], [data-kind], [data-toggle]');
  const name = held && NAMES.find((one) => one in held.dataset);
  return name && `[data-${name}="${CSS.escape(held.dataset[name])}"]`;
}

/** The first row that can be seen, and how far it stands from the top of the list. */
function anchorOf(body) {
  const { top } = body.getBoundingClientRect();
  for (const link of body.querySelectorAll('a[data-feature]')) {
    const box = link.getBoundingClientRect();
    if (box.height && box.bottom > top) return { name: nameOf(link), away: box.top - top };
  }
  return null;
}

export function keepingPlace(body, wanted, redraw) {
  if (!wanted) {
    redraw();
    return;
  }
  const { scrollTop } = body;
  const anchor = scrollTop > 0 ? anchorOf(body) : null;
  const focused = body.contains(document.activeElement) ? nameOf(document.activeElement) : null;
  redraw();
  body.scrollTop = scrollTop;
  const row = anchor && body.querySelector(anchor.name);
  if (row) body.scrollTop += row.getBoundingClientRect().top - body.getBoundingClientRect().top - anchor.away;
  if (focused && !body.contains(document.activeElement)) body.querySelector(focused)?.focus({ preventScroll: true });
}
