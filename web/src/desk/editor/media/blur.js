/** Makes faces and number plates unrecognisable: areas are drawn over the photo, by pointer or by keyboard. */
import { h, s } from '../../../dom.js';
import { t } from '../../../i18n.js';
import { errorWords } from '../../../views/states.js';
import { openDialog } from '../../frame/dialogs.js';

const SIDE = 1000; // of the drawing over the photo, both ways
const SMALLEST = 12;
const FIRST = 160;
const STEP = 10;
const MOST = 50;

const clamp = (n, low, high) => Math.min(high, Math.max(low, n));

/** Answers whether something was blurred. */
export function openBlur({ api, id, src, alt }) {
  const areas = []; // { x, y, width, height } in parts of SIDE
  const overlay = s('svg', {
    viewBox: `0 0 ${SIDE} ${SIDE}`,
    preserveAspectRatio: 'none',
    class: 'blur-areas',
    role: 'group',
    'aria-label': t('edit.blur.areas'),
  });
  const said = h('p', { class: 'field-error', role: 'alert' });
  const count = h('p', { class: 'note', role: 'status' });
  const save = h(
    'button',
    { type: 'button', class: 'button button-main', disabled: true, onclick: () => send() },
    t('edit.blur.save'),
  );

  function draw(focus) {
    overlay.replaceChildren(
      ...areas.map((area, index) => {
        const rect = s('rect', {
          ...area,
          tabindex: '0',
          role: 'button',
          'aria-label': t('edit.blur.area', { n: index + 1 }),
        });
        rect.addEventListener('keydown', (event) => key(event, index));
        return rect;
      }),
    );
    count.textContent = t('edit.blur.count', { n: areas.length });
    save.disabled = areas.length === 0;
    if (focus !== undefined) /** @type {any} */ (overlay.children[focus])?.focus();
  }

  function key(event, index) {
    const area = areas[index];
    const step = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
    if (step) {
      event.preventDefault();
      if (event.shiftKey) {
        area.width = clamp(area.width + step[0], SMALLEST, SIDE - area.x);
        area.height = clamp(area.height + step[1], SMALLEST, SIDE - area.y);
      } else {
        area.x = clamp(area.x + step[0], 0, SIDE - area.width);
        area.y = clamp(area.y + step[1], 0, SIDE - area.height);
      }
      draw(index);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      areas.splice(index, 1);
      draw(Math.max(0, index - 1));
      if (!areas.length) add.focus();
    }
  }

  const at = (event) => {
    const box = overlay.getBoundingClientRect();
    return {
      x: clamp(((event.clientX - box.left) / box.width) * SIDE, 0, SIDE),
      y: clamp(((event.clientY - box.top) / box.height) * SIDE, 0, SIDE),
    };
  };
  let from = null;
  let grabbed = null; // an area that is being moved, and where it was taken hold of
  overlay.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    overlay.setPointerCapture(event.pointerId);
    const index = [...overlay.children].indexOf(/** @type {Element} */ (event.target));
    const point = at(event);
    if (index >= 0) {
      grabbed = { index, x: point.x - areas[index].x, y: point.y - areas[index].y };
      return;
    }
    if (areas.length >= MOST) return;
    from = point;
    areas.push({ ...point, width: 0, height: 0 });
  });
  overlay.addEventListener('pointermove', (event) => {
    const point = at(event);
    if (grabbed) {
      const area = areas[grabbed.index];
      area.x = clamp(point.x - grabbed.x, 0, SIDE - area.width);
      area.y = clamp(point.y - grabbed.y, 0, SIDE - area.height);
    } else if (from) {
      Object.assign(areas.at(-1), {
        x: Math.min(from.x, point.x),
        y: Math.min(from.y, point.y),
        width: Math.abs(point.x - from.x),
        height: Math.abs(point.y - from.y),
      });
    } else return;
    draw();
  });
  const drop = () => {
    if (from && (areas.at(-1).width < SMALLEST || areas.at(-1).height < SMALLEST)) areas.pop();
    draw(grabbed ? grabbed.index : from ? areas.length - 1 : undefined);
    from = grabbed = null;
  };
  overlay.addEventListener('pointerup', drop);
  overlay.addEventListener('pointercancel', drop);

  const add = h(
    'button',
    {
      type: 'button',
      class: 'button',
      onclick: () => {
        if (areas.length >= MOST) return;
        areas.push({ x: (SIDE - FIRST) / 2, y: (SIDE - FIRST) / 2, width: FIRST, height: FIRST });
        draw(areas.length - 1);
      },
    },
    t('edit.blur.add'),
  );
  const undo = h(
    'button',
    {
      type: 'button',
      class: 'button',
      onclick: () => {
        areas.pop();
        draw();
      },
    },
    t('edit.blur.undo'),
  );

  let dialog;
  async function send() {
    save.disabled = true;
    said.textContent = '';
    try {
      const part = (n) => Math.round((n / SIDE) * 1e5) / 1e5;
      await api.send('PATCH', `/api/media/${id}`, {
        blur: areas.map((a) => ({
          shape: 'rectangle',
          x: part(a.x),
          y: part(a.y),
          width: Math.min(part(a.width), 1 - part(a.x)),
          height: Math.min(part(a.height), 1 - part(a.y)),
        })),
      });
      dialog.close(true);
    } catch (error) {
      said.textContent = errorWords(error);
      save.disabled = false;
    }
  }

  return new Promise((resolve) => {
    dialog = openDialog({
      title: t('edit.blur.title'),
      wide: true,
      body: [
        h('p', {}, t('edit.blur.text')),
        h('div', { class: 'button-row' }, add, undo),
        h('div', { class: 'blur-stage' }, h('img', { src, alt }), overlay),
        count,
        h('p', { class: 'notice' }, t('edit.blur.final')),
        said,
      ],
      actions: [
        h('button', { type: 'button', class: 'button', onclick: () => dialog.close(false) }, t('desk.cancel')),
        save,
      ],
      closed: (value) => resolve(value === true),
    });
    draw();
  });
}
