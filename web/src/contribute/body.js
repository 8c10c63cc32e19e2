/** From what was written to what the API takes, and back. */
import { language } from '../i18n.js';
import { emptyDraft } from './draft.js';

/** People who press Enter want a new line; in Markdown that takes two spaces before it. */
export const markdownOf = (text) =>
  text
    .replace(/[ \t]+\n/g, '\n')
    .replace(/([^\n])\n(?!\n)/g, '$1  \n')
    .trim();
export const plainOf = (markdown) => (markdown ?? '').replace(/ {2,}\n/g, '\n');

/** Names of the properties by what they are for, from the schema of the form. */
export function rolesOf(schema) {
  const role = (wanted) => schema.properties.find((one) => one['x-maeul-role'] === wanted)?.name;
  const ogc = (wanted) => schema.properties.find((one) => one['x-ogc-role'] === wanted)?.name;
  return {
    title: role('title'),
    text: role('text'),
    category: role('category'),
    year: role('year'),
    address: role('address'),
    start: ogc('primary-interval-start'),
    end: ogc('primary-interval-end'),
  };
}

const day = (year, rest) => `${String(year).padStart(4, '0')}-${rest}`;

function whenOf({ way, year, decade }, roles) {
  const values = {};
  if (roles.year) values[roles.year] = way === 'year' && year !== '' ? Number(year) : null;
  if (roles.start && roles.end) {
    values[roles.start] = way === 'decade' && decade ? day(decade, '01-01') : null;
    values[roles.end] = way === 'decade' && decade ? day(Number(decade) + 9, '12-31') : null;
  }
  return values;
}

/** The values by name; null for those that are empty. */
function propertiesOf(draft, schema) {
  const roles = rolesOf(schema);
  const values = { ...whenOf(draft.when, roles) };
  for (const { name, type, contentMediaType, 'x-maeul-contribute': fills } of schema.properties) {
    if (fills !== true || name in values || name === roles.address) continue;
    const written = String(draft.values[name] ?? '').trim();
    if (written === '') values[name] = null;
    else if (type === 'integer' || type === 'number')
      // the service says what is wrong with it
      values[name] = Number.isFinite(Number(written)) ? Number(written) : written;
    else values[name] = contentMediaType === 'text/markdown' ? markdownOf(written) : written;
  }
  return values;
}

const withoutNulls = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));

const mediaOf = (draft) =>
  [...draft.photos, ...(draft.sound ? [draft.sound] : [])].map(({ id, alt, people }) => ({
    id,
    alt: alt.trim(),
    people: people === true,
  }));

const pointOf = (draft) => (draft.point ? { type: 'Point', coordinates: draft.point } : null);

function consentsOf({ consents, kind }) {
  return {
    version: consents.version,
    language: language(),
    collection: consents.collection,
    publication: kind === 'new' && consents.publication,
    portrait: consents.portrait,
    ...(consents.age === 'guardian' ? { age: 'guardian', guardian: consents.guardian.trim() } : { age: consents.age }),
  };
}

const filled = (contact) =>
  Object.fromEntries(
    Object.entries(contact)
      .map(([name, text]) => [name, text.trim()])
      .filter(([, text]) => text),
  );

/** What is sent for something new. */
export function bodyOf(draft, schema) {
  const properties = draft.kind === 'correction' ? {} : withoutNulls(propertiesOf(draft, schema));
  const body = {
    kind: draft.kind,
    layer: draft.layer,
    form: draft.form,
    website: draft.website,
    properties,
    media: mediaOf(draft),
    contact: filled(draft.contact),
    consents: consentsOf(draft),
  };
  if (draft.kind === 'correction') body.item = draft.item;
  if (draft.point) body.geometry = pointOf(draft);
  for (const name of ['addressText', 'text', 'name']) if (draft[name].trim()) body[name] = draft[name].trim();
  return body;
}

/** What is sent to change what was sent before: everything, so that what was emptied is emptied. */
export function changeOf(draft, schema) {
  const body = {
    media: mediaOf(draft),
    geometry: pointOf(draft),
    addressText: draft.addressText.trim(),
    text: draft.text.trim(),
    name: draft.name.trim(),
  };
  if (draft.kind !== 'correction') body.properties = propertiesOf(draft, schema);
  if (Object.keys(filled(draft.contact)).length) body.contact = filled(draft.contact);
  if (draft.consents.portrait) body.portrait = true;
  return body;
}

/** The draft of what the private link shows. */
export function draftOf(mine, schema) {
  const roles = rolesOf(schema);
  const draft = emptyDraft(mine.kind === 'edit' ? 'new' : mine.kind, mine.layer, mine.item ?? null);
  const { properties } = mine;
  for (const { name, contentMediaType } of schema.properties) {
    if (properties[name] !== undefined)
      draft.values[name] = contentMediaType === 'text/markdown' ? plainOf(properties[name]) : String(properties[name]);
  }
  const decade = Number(String(properties[roles.start] ?? '').slice(0, 4));
  if (properties[roles.year] !== undefined)
    draft.when = { way: 'year', year: String(properties[roles.year]), decade: '' };
  else if (decade) draft.when = { way: 'decade', year: '', decade: String(decade) };
  draft.point = mine.geometry?.coordinates ?? null;
  for (const name of ['addressText', 'text', 'name']) draft[name] = mine[name] ?? '';
  draft.photos = mine.media.filter((one) => one.medium === 'photo');
  draft.sound = mine.media.find((one) => one.medium === 'sound') ?? null;
  return draft;
}
