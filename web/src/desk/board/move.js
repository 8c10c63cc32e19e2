/** Moves a house to another stage: by its version, so that nobody's change is lost unseen, and with a way back. */
import { itemPath } from '../../api.js';
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { symbol } from '../../symbols.js';
import { errorWords } from '../../views/states.js';
import { ask, openDialog } from '../frame/dialogs.js';

/** Stages that one comes to by speaking with the owner. */
const BY_CONTACT = ['owner-contacted', 'negotiating'];
const PATCH = 'application/merge-patch+json';

/** Asks for a stage; answers its key, or null. */
export function chooseStage(card, columns) {
  return new Promise((resolve) => {
    const dialog = openDialog({
      title: t('house.board.moveTitle', { title: card.title }),
      closed: resolve,
      body: h(
        'ul',
        { class: 'board-stages' },
        columns
          .filter((column) => column.key !== '')
          .map((column) => {
            const isHere = column.key === card.column;
            return h(
              'li',
              {},
              h(
                'button',
                {
                  type: 'button',
                  class: 'button button-wide',
                  'aria-current': isHere ? 'true' : null,
                  autofocus: isHere,
                  dataset: { stage: column.key },
                  onclick: () => dialog.close(isHere ? null : column.key),
                },
                column.shape ? symbol(column.shape, column.colour, 18) : null,
                h('span', {}, column.title),
                isHere ? h('small', {}, t('house.board.here')) : null,
              ),
            );
          }),
      ),
      actions: [h('button', { type: 'button', class: 'button', onclick: () => dialog.close(null) }, t('desk.cancel'))],
    });
  });
}

/**
 * Moves the card on the page at once and in the data. `on`: `data` of the board, `context`, `put(key, isFocused)` draws
 * it there, `reload()`.
 */
export async function moveCard(card, to, on) {
  if (card.doNotContact && BY_CONTACT.includes(to)) {
    const isMeant = await ask({
      title: t('house.board.off.title'),
      text: t('house.board.off.text', { title: card.title }),
      yes: t('house.board.off.yes'),
      danger: true,
    });
    if (!isMeant) return;
  }
  const from = card.column;
  const before = card.since;
  card.busy = true;
  card.since = new Date().toISOString();
  on.put(to);
  try {
    const kept = await save(card, from, to, on);
    if (kept === 'mine' || kept === 'both') told(card, from, to, on, kept);
    else if (kept) {
      // where somebody else has put it
      card.since = new Date().toISOString();
      on.put(kept.stage);
      on.context.say(t('house.board.keptTheirs', { title: card.title, stage: titleOf(on, kept.stage) }), {
        visibly: true,
      });
    }
  } catch (error) {
    card.since = before;
    on.put(from);
    on.context.say(t('house.board.notMoved', { title: card.title, why: errorWords(error) }), { visibly: true });
  } finally {
    card.busy = false;
  }
}

const titleOf = (on, key) => on.data.columns.find((column) => column.key === key)?.title ?? t('house.board.noStage');
const addressOf = (card, on) => itemPath(on.data.layer, card.id);

async function patch(card, to, tag, on) {
  const { etag } = await on.context.api.send(
    'PATCH',
    addressOf(card, on),
    { properties: { [on.data.property]: to === '' ? null : to } },
    { ifMatch: tag, type: PATCH },
  );
  card.tag = etag;
}

/**
 * Answers `mine`, `both` where somebody else had changed other things, or `{ stage }` where theirs stays. A patch names
 * the stage alone, so all else that others wrote stays in any case.
 *
 * @returns {Promise<any>}
 */
async function save(card, from, to, on) {
  try {
    await patch(card, to, card.tag, on);
    return 'mine';
  } catch (error) {
    if (error.status !== 412) throw error;
  }
  const { body, etag } = await on.context.api.request('GET', addressOf(card, on));
  const theirs = body.properties[on.data.property] ?? '';
  card.tag = etag;
  if (theirs === from || theirs === to) {
    if (theirs !== to) await patch(card, to, etag, on);
    return 'both';
  }
  const isMine = await ask({
    title: t('house.board.clash.title'),
    text: [
      t('house.board.clash.text', { title: card.title }),
      h(
        'dl',
        { class: 'facts' },
        h('div', {}, h('dt', {}, t('house.board.clash.mine')), h('dd', {}, titleOf(on, to))),
        h('div', {}, h('dt', {}, t('house.board.clash.theirs')), h('dd', {}, titleOf(on, theirs))),
      ),
    ],
    yes: t('house.board.clash.keepMine', { stage: titleOf(on, to) }),
    no: t('house.board.clash.keepTheirs', { stage: titleOf(on, theirs) }),
  });
  if (!isMine) return { stage: theirs };
  await patch(card, to, etag, on);
  return 'mine';
}

function told(card, from, to, on, kept) {
  const words = t(kept === 'both' ? 'house.board.movedBoth' : 'house.board.moved', {
    title: card.title,
    stage: titleOf(on, to),
  });
  on.context.say(words, { visibly: true, action: { label: t('house.board.undo'), act: () => undo(card, from, on) } });
}

async function undo(card, from, on) {
  if (card.busy) return;
  card.busy = true;
  const to = card.column;
  on.put(from);
  try {
    const kept = await save(card, to, from, on);
    if (kept?.stage !== undefined) on.put(kept.stage);
    else on.context.say(t('house.board.undone', { title: card.title, stage: titleOf(on, from) }), { visibly: true });
  } catch (error) {
    on.put(to);
    on.context.say(t('house.board.notMoved', { title: card.title, why: errorWords(error) }), { visibly: true });
  } finally {
    card.busy = false;
  }
}
