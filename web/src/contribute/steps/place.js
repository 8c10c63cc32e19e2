/** Second step: where it was. A pin, words, or the place that a photo tells; none of it has to be given for a story. */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { icon } from '../../symbols.js';
import { errorWords } from '../../views/states.js';
import { dongs, groundPlaces } from '../../views/ground.js';
import { rolesOf } from '../body.js';
import { MOST_PHOTOS } from '../draft.js';
import { textField } from '../fields.js';
import { propertyField } from './words.js';
import { PHOTO_TYPES } from './photos.js';

export const id = 'place';
export const owns = ['/geometry', '/addressText', '/properties/place', '/properties/address'];
export const titleOf = ({ draft }) => t(draft.kind === 'correction' ? 'give.place.correction' : 'give.place');

const WAIT_MILLIS = 15_000;
const LONGEST_ADDRESS = 300;

export function open(context) {
  const { draft, schema, save, catalog, config, lang } = context;
  const roles = rolesOf(schema);
  const said = h('p', { class: 'map-says', role: 'status' });
  const offer = h('div', { class: 'offer-place' });
  const canvas = h('div', {
    class: 'pin-map',
    id: 'f-geometry',
    tabindex: '-1',
    'aria-label': t('give.mapLabel'),
    role: 'group',
  });
  const clear = h(
    'button',
    {
      type: 'button',
      class: 'button',
      onclick: () => {
        map?.set(null);
        take(null);
      },
    },
    icon('close', 20),
    t('give.unpin'),
  );
  let map;

  const take = (at) => {
    draft.point = at;
    save();
    clear.hidden = !at;
    said.textContent = t(at ? 'give.pinned' : 'give.unpinned');
  };
  const goTo = (at) => {
    map?.set(at);
    take(at);
    offer.replaceChildren();
    map?.focusPin();
  };

  const locate = () => {
    said.textContent = t('give.locating');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const at = [Number(coords.longitude.toFixed(6)), Number(coords.latitude.toFixed(6))];
        map?.here(at, coords.accuracy);
        said.textContent = t('give.located');
        offer.replaceChildren(
          h('button', { type: 'button', class: 'button button-main', onclick: () => goTo(at) }, t('give.pinHere')),
        );
      },
      (error) => {
        said.textContent = t(error.code === 1 ? 'give.locateRefused' : 'give.locateFailed');
      },
      { timeout: WAIT_MILLIS, maximumAge: 60_000 },
    );
  };

  const tool = (name, key, act) =>
    h('button', { type: 'button', class: 'map-button', 'aria-label': t(key), title: t(key), onclick: act }, icon(name));
  const buttons = h(
    'div',
    { class: 'pin-tools' },
    h(
      'button',
      {
        type: 'button',
        class: 'button',
        onclick: () => {
          map?.putInMiddle();
          map?.focusPin();
        },
      },
      icon('home', 20),
      t('give.pinMiddle'),
    ),
    navigator.geolocation
      ? h('button', { type: 'button', class: 'button', onclick: locate }, icon('me', 20), t('give.myPlace'))
      : null,
    draft.kind === 'correction' ? null : photoButton(context, said, offer, goTo),
    clear,
  );

  const placeName = schema.properties.find((one) => one.name === 'place' && one['x-maeul-contribute'] === true);
  const node = h(
    'div',
    { class: 'give-fields' },
    h('p', { class: 'hint' }, t(`give.placeHint.${draft.kind}`)),
    h(
      'div',
      { class: 'give-field', dataset: { field: '/geometry' } },
      h(
        'div',
        { class: 'pin-frame' },
        canvas,
        h(
          'div',
          { class: 'map-column pin-zoom' },
          tool('plus', 'map.in', () => map?.zoom(1)),
          tool('minus', 'map.out', () => map?.zoom(-1)),
        ),
      ),
      h('p', { class: 'field-error', hidden: true }),
      said,
      offer,
      buttons,
    ),
    draft.kind === 'correction'
      ? null
      : [
          placeName
            ? propertyField(
                { ...placeName, title: t('give.placeName'), description: t('give.placeNameHint') },
                context,
                false,
                roles,
              )
            : null,
          textField('/addressText', {
            label: t('give.address'),
            hint: t('give.addressHint'),
            value: draft.addressText,
            maxlength: LONGEST_ADDRESS,
            autocomplete: 'off',
            changed: (text) => {
              draft.addressText = text;
              save();
            },
          }),
        ],
  );
  take(draft.point);

  let isOpen = true;
  import('../../map/pin.js')
    .then(({ PinMap }) => {
      if (!isOpen) return;
      map = new PinMap(canvas, config, { at: draft.point ?? context.startAt, label: t('give.pin') });
      if (!draft.point) map.set(null);
      map.addEventListener('placed', ({ detail }) => take(detail.at));
      dongs({ catalog })
        .then((found) => found && isOpen && map.ground(groundPlaces(found, lang, config.home)))
        .catch(() => {
          /* an ornament */
        });
    })
    .catch(() => {
      said.textContent = t('give.mapFailed');
    });

  return {
    node,
    check: () => check(context),
    close: () => {
      isOpen = false;
      map?.remove();
    },
  };
}

export const check = ({ draft }) =>
  draft.kind === 'vacancy' && !draft.point && !draft.addressText.trim()
    ? [{ pointer: '/geometry', words: t('give.need.place') }]
    : [];

/** The place where a photo was taken: the photo becomes one of the story's, the place only where the reader says so. */
function photoButton(context, said, offer, goTo) {
  const { draft, save, upload } = context;
  const input = h('input', {
    type: 'file',
    class: 'sr-only',
    id: 'place-photo',
    accept: PHOTO_TYPES,
    onchange: async () => {
      const [file] = input.files;
      input.value = '';
      if (!file) return;
      if (draft.photos.length >= MOST_PHOTOS) {
        said.textContent = t('give.photo.many', { n: MOST_PHOTOS });
        return;
      }
      said.textContent = t('give.photo.reading');
      try {
        const { id: mediaId, key, medium, position } = await upload(file);
        if (medium !== 'photo') throw Object.assign(new Error(), { detail: t('give.photo.wrongType') });
        draft.photos.push({ id: mediaId, key, medium, alt: '', people: false });
        save();
        said.textContent = t(position ? 'give.photo.found' : 'give.photo.noPlace');
        offer.replaceChildren(
          ...(position
            ? [
                h(
                  'button',
                  { type: 'button', class: 'button button-main', onclick: () => goTo(position) },
                  t('give.photo.usePlace'),
                ),
                h(
                  'button',
                  {
                    type: 'button',
                    class: 'button',
                    onclick: () => {
                      offer.replaceChildren();
                      said.textContent = '';
                    },
                  },
                  t('give.photo.notPlace'),
                ),
              ]
            : []),
        );
        offer.querySelector('button')?.focus();
      } catch (error) {
        said.textContent = errorWords(error);
      }
    },
  });
  return h(
    'span',
    {},
    input,
    h('label', { class: 'button', for: 'place-photo' }, icon('photo', 20), t('give.photo.place')),
  );
}
