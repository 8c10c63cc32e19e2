/** The buttons under the map that a place is drawn on: all that a pointer does there, and more. */
import { h } from '../../../dom.js';
import { t } from '../../../i18n.js';

export const mayHaveHoles = (type) => type.endsWith('polygon') || type === 'any';

/**
 * The buttons for a layer whose geometry is `type`. `on.sketch()` answers the map once it is there, `on.holeBegun()` is
 * called when what is drawn next is a hole.
 */
export function drawingTools(type, on) {
  const isPoint = type === 'point';
  const button = (name, act) =>
    h(
      'button',
      {
        type: 'button',
        class: 'button button-small',
        dataset: { do: name },
        onclick: () => {
          const sketch = on.sketch();
          if (sketch) act(sketch);
        },
      },
      t(`edit.place.${name}`),
    );
  return h(
    'div',
    { class: 'button-row sketch-tools' },
    button('here', (sketch) => {
      sketch.put(sketch.centre);
    }),
    button('undo', (sketch) => sketch.undo()),
    button('redo', (sketch) => sketch.redo()),
    ...(isPoint
      ? []
      : [
          button('before', (sketch) => sketch.walk(-1)),
          button('next', (sketch) => sketch.walk(1)),
          button('removeCorner', (sketch) => sketch.remove()),
        ]),
    ...(type.startsWith('multi') ? [button('another', (sketch) => sketch.begin())] : []),
    ...(mayHaveHoles(type)
      ? [
          button('hole', (sketch) => {
            sketch.beginHole();
            on.holeBegun();
          }),
        ]
      : []),
    button('clear', (sketch) => sketch.clear()),
    button('look', (sketch) => sketch.lookAt()),
    button('in', (sketch) => sketch.zoom(1)),
    button('out', (sketch) => sketch.zoom(-1)),
  );
}
