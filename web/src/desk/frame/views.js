/** The views of the desk: their names, who may open them, and what they need. Their modules stand in ../main.js. */
import { t } from '../../i18n.js';

/**
 * @typedef {object} Context what a view of the desk is given
 * @property {string[]} parts of the route, after its first word
 * @property {string} [route] the whole of it
 * @property {import('./session.js').Session} session who is signed in
 * @property {typeof import('../api.js')} api
 * @property {import('../../catalog.js').Catalog | null} catalog the layers, for views that ask for them
 * @property {(words: string, how?: { visibly?: boolean, action?: { label: string, act: () => void } }) => void} say
 * @property {(route: string) => void} go such as `/items/stories`
 * @property {(words: string) => void} title for the browser's tab
 * @property {(how?: { everywhere?: boolean }) => Promise<boolean>} signOut true where it came to that
 *
 * @typedef {object} Opened what a view may answer
 * @property {() => boolean | void | Promise<boolean | void>} [close] before it is left; false stays
 * @property {() => boolean} [unsaved] true while something would be lost: it is asked before it is left
 * @property {() => void} [translate] the language has changed; without it the view is opened anew
 * @property {() => string} [route] what the address says of it now, where it changes that by itself
 * @property {(parts: string[]) => boolean | Promise<boolean>} [move] the route has changed within the view; without it
 *     the view is opened anew
 */

/**
 * Views in the order of the navigation; `roles` may go there, any of them, everyone where it is null. `catalog`: the
 * layers are loaded before it opens.
 */
export const VIEWS = [
  { name: 'items', roles: ['staff', 'planner'], catalog: true },
  { name: 'review', roles: ['staff', 'planner'], catalog: true },
  { name: 'finder', roles: ['planner'], catalog: true },
  { name: 'board', roles: ['planner'] },
  { name: 'figures', roles: ['planner'] },
  { name: 'bin', roles: ['staff', 'planner'], catalog: true },
  { name: 'accounts', roles: ['admin'] },
  { name: 'tokens', roles: null },
  { name: 'log', roles: ['admin'], catalog: true },
  { name: 'backup', roles: ['admin'] },
  { name: 'me', roles: null },
];

/**
 * @param {{ roles: string[] | null }} view
 * @param {import('./session.js').Session} session
 */
export const mayOpen = (view, session) => !view.roles || session.has(...view.roles);
/**
 * @param {string[]} roles
 */
export const rolesInWords = (roles) =>
  roles.length ? roles.map((role) => t(`desk.role.${role}`)).join(' · ') : t('desk.role.none');
