/**
 * What is around the reader. The position is asked for on a tap, compared here with layers that are read whole, and
 * sent to nobody: it is in no address, and the map stays where it is.
 */
import { h } from '../../dom.js';
import { count, farWords, t } from '../../i18n.js';
import { metresBetween, nearestOf } from '../../map/places.js';
import { icon } from '../../symbols.js';
import { candidates, choiceBar, distanceChoices, foundNodes } from './around.js';
import { empty, errorWords, loading } from '../states.js';

const WAIT_MILLIS = 15_000;
const FRESH_MILLIS = 60_000;

let known = null; // { at: [lon, lat], accuracyMetres }; forgotten with the page
let metres = 500;

const locate = () =>
  new Promise((resolve, reject) => {
    if (!navigator.geolocation) reject(new Error());
    else navigator.geolocation.getCurrentPosition(resolve, reject, { timeout: WAIT_MILLIS, maximumAge: FRESH_MILLIS });
  });

export function open(_, context) {
  const title = t('me.title');
  const results = h('div', { class: 'around-results' });
  const fill = () => (known ? showFound(results, context) : undefined);
  const ask = async () => {
    results.replaceChildren(loading());
    try {
      const { coords } = await locate();
      known = { at: [coords.longitude, coords.latitude], accuracyMetres: coords.accuracy };
    } catch (error) {
      known = null;
      if (!context.stillWanted()) return;
      const words = t(error.code === 1 ? 'me.refused' : 'me.unknown');
      results.replaceChildren(empty(words));
      context.say(words);
      return;
    }
    if (context.stillWanted()) await fill();
  };
  const bar = choiceBar(t('around.how'), 'me', distanceChoices(), metres, (value) => {
    metres = value;
    fill();
  });
  const node = h(
    'div',
    { class: 'item-body around', dataset: { around: 'me' } },
    h('h2', { class: 'item-title', tabindex: '-1' }, title),
    bar,
    h('p', { class: 'note' }, t('me.note')),
    h('button', { type: 'button', class: 'button', id: 'locate', onclick: ask }, icon('me', 20), t('me.find')),
    results,
  );
  context.find({ sections: [], ring: null });
  return { node, title, filled: context.tapped ? ask() : fill() };
}

async function showFound(results, context) {
  const { catalog, features, map, say, find, stillWanted } = context;
  const { at, accuracyMetres } = known;
  results.replaceChildren(loading());
  const asked = candidates(catalog);
  const read = await Promise.allSettled(asked.filter((info) => !info.isLarge).map((info) => features.load(info)));
  if (!stillWanted()) return;
  const sections = read
    .flatMap((result) => result.value ?? [])
    .map((section) => within(section, at))
    .filter((section) => section.matched > 0);
  const left = asked.filter((info) => info.isLarge).map((info) => info.title(context.lang));
  find({ sections, ring: { geometry: { type: 'Point', coordinates: at }, metres, here: true } });
  const broken = read.filter((result) => result.reason);
  const none =
    broken.length === read.length && broken.length
      ? errorWords(broken[0].reason)
      : t('me.nothing', { far: farWords(metres) });
  const notes = [
    t('me.sure', { far: farWords(accuracyMetres) }),
    map.sees([...at, ...at]) ? '' : t('me.offMap'),
    left.length ? t('me.left', { layers: left.join(', ') }) : '',
  ];
  results.replaceChildren(
    h('p', { class: 'note' }, notes.filter(Boolean).join(' ')),
    ...foundNodes(sections, context, none, broken.length > 0),
  );
  say(
    t('say.around', { n: count(sections.reduce((sum, section) => sum + section.matched, 0)), far: farWords(metres) }),
  );
}

/** What of a layer is within the distance, nearest first. */
function within({ info, schema, features }, at) {
  const shown = features
    .filter((feature) => feature.geometry)
    .map((feature) => ({
      ...feature,
      properties: { ...feature.properties, distanceMetres: metresBetween(at, nearestOf(feature.geometry, at)) },
    }))
    .filter((feature) => feature.properties.distanceMetres <= metres)
    .sort((a, b) => a.properties.distanceMetres - b.properties.distanceMetres);
  return { info, schema, shown, features: shown, matched: shown.length, rich: false };
}
