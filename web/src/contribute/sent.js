/** What was sent, as its sender reads it again: words, place, photos, recording. */
import { h } from '../dom.js';
import { dateWords, t } from '../i18n.js';
import { mediaUrl } from './api.js';
import { plainOf, rolesOf } from './body.js';

const line = (label, value) => (value ? h('div', {}, h('dt', {}, label), h('dd', {}, value)) : null);

export function sentNode(sent, schema, urls) {
  const roles = rolesOf(schema);
  const { properties } = sent;
  const own = [roles.title, roles.text, roles.start, roles.end];
  const rest = schema.properties.filter((one) => properties[one.name] !== undefined && !own.includes(one.name));
  const value = (one) =>
    schema.choice(one.name, properties[one.name])?.title ??
    (one['x-ogc-unit'] === 'mo'
      ? t('unit.months', { n: properties[one.name] })
      : one.format === 'date'
        ? dateWords(properties[one.name])
        : String(properties[one.name]));
  const decade = properties[roles.start]
    ? t('year.span', { from: properties[roles.start].slice(0, 4), until: (properties[roles.end] ?? '').slice(0, 4) })
    : '';
  return h(
    'div',
    { class: 'letter sent' },
    properties[roles.title] ? h('h3', {}, properties[roles.title]) : null,
    properties[roles.text] ? h('p', { class: 'sent-text' }, plainOf(properties[roles.text])) : null,
    h(
      'dl',
      { class: 'facts' },
      decade ? line(t('give.when'), decade) : null,
      rest.map((one) => line(one.title, value(one))),
      line(t('give.address'), sent.addressText),
      line(t('give.pinShort'), sent.geometry ? t('give.pinSet') : ''),
      line(t('give.name'), sent.name),
      line(t('give.note'), sent.text),
      line(
        t('give.contact'),
        [sent.contact?.hasTelephone ? t('mine.hasTelephone') : '', sent.contact?.hasEmail ? t('mine.hasEmail') : '']
          .filter(Boolean)
          .join(', '),
      ),
    ),
    sent.media.map((medium) => mediumNode(medium, urls)),
  );
}

function mediumNode(medium, urls) {
  const figure = h('figure', {
    class: medium.medium === 'sound' ? 'item-sound' : 'item-photo',
    dataset: { medium: medium.id },
  });
  fill(medium, urls, figure);
  return figure;
}

async function fill(medium, urls, figure) {
  try {
    if (!urls.has(medium.id)) urls.set(medium.id, await mediaUrl(medium));
    const src = urls.get(medium.id);
    figure.append(
      medium.medium === 'sound'
        ? h('audio', { controls: true, src, 'aria-label': medium.alt })
        : h('img', { src, alt: medium.alt }),
      h('figcaption', {}, medium.alt),
    );
  } catch {
    figure.replaceChildren(h('p', { class: 'hint' }, t('give.photo.notShown')));
  }
}
