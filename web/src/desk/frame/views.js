/** The views of the desk: their names, who may open them, and what they need. Their modules stand in ../main.js. */
import { t } from '../../i18n.js';

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

export const mayOpen = (view, session) => !view.roles || session.has(...view.roles);
export const rolesInWords = (roles) =>
  roles.length ? roles.map((role) => t(`desk.role.${role}`)).join(' · ') : t('desk.role.none');
