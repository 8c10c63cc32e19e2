/** What every part of a submission knows of it. */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';

/** The states in which something is still to be decided. */
export const OPEN = ['received', 'changes-asked', 'answered'];

/**
 * Where the service has it.
 *
 * @param {string} id
 * @param {string} [more]
 */
export const path = (id, more = '') => `/api/submissions/${encodeURIComponent(id)}${more}`;

/**
 * @param {string} key
 * @param {...(import('../../dom.js').Leaf | import('../../dom.js').Leaf[])} content
 */
export const section = (key, ...content) =>
  h('section', { class: `review-part review-part-${key}` }, h('h3', {}, t(`review.part.${key}`)), content);
