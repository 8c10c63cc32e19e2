/** What is wrong with a number or an address that somebody typed, by what /schema says of the property. */
import { t } from '../../../i18n.js';

const NUMBER = /^[-−]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/;
const YEAR_LIKE = 1975;

/**
 * A number as people write it, also with commas between thousands, or null: `35.`, `12e3` and `20OO` are none.
 *
 * @param {string} typed
 * @returns {number | null}
 */
export const numberOf = (typed) => (NUMBER.test(typed) ? Number(typed.replaceAll(',', '').replace('−', '-')) : null);

function exampleOf({ name, type, minimum = -Infinity, maximum = Infinity }) {
  const usual = /year/i.test(name) ? YEAR_LIKE : type === 'integer' ? 3 : 12.5;
  return String(Math.min(maximum, Math.max(minimum, usual)));
}

/** Words or null. */
export function numberFault(property, typed, label) {
  if (typed === '') return null;
  const value = numberOf(typed);
  const { type, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = property;
  const example = exampleOf(property);
  if (value === null || Math.abs(value) > Number.MAX_SAFE_INTEGER)
    return t('desk.form.wrong.number', { label, example });
  if (type === 'integer' && !Number.isInteger(value)) return t('desk.form.wrong.integer', { label, example });
  if (value < minimum) return t('desk.form.wrong.least', { label, n: minimum });
  if (value > maximum) return t('desk.form.wrong.most', { label, n: maximum });
  if (value <= exclusiveMinimum) return t('desk.form.wrong.above', { label, n: exclusiveMinimum });
  if (value >= exclusiveMaximum) return t('desk.form.wrong.below', { label, n: exclusiveMaximum });
  return null;
}

/** Of web and e-mail addresses: words or null. */
export function addressFault({ format }, control, label) {
  const typed = control.value.trim();
  if (typed === '') return null;
  if (format === 'email') return control.validity.typeMismatch ? t('desk.form.wrong.email', { label }) : null;
  if (format === 'uri') return isWebAddress(typed) ? null : t('desk.form.wrong.uri', { label });
  return format === 'uri-reference' && !mayBeLinked(typed) ? t('desk.form.wrong.uri', { label }) : null;
}

/** A web address, or one of our own: no scheme, and no other host. */
const mayBeLinked = (typed) => isWebAddress(typed) || !/\s|^([^/\\?#]*:|[/\\]{2})/.test(typed);

function isWebAddress(typed) {
  if (!/^https?:\/\/[^\s/]+/i.test(typed) || /\s/.test(typed)) return false;
  try {
    return Boolean(new URL(typed).host);
  } catch {
    return false;
  }
}
