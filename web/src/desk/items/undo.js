/** Takes a bulk change back. */
import { language, t } from '../../i18n.js';
import { errorWords } from '../../views/states.js';
import { wayBackLines, wayBackWords } from '../editor/wayback.js';
import { ask } from '../frame/dialogs.js';

/** Asks where it decides what everyone sees, or what an owner said; answers whether anything was tried. */
export async function undoBulk({ schema, done, api, say }) {
  const words = wayBackWords(schema, done.wayBack);
  if (words.length) {
    const isSure = await ask({ title: t('edit.wayBack.title'), text: wayBackLines(words), yes: t('edit.undo') });
    if (!isSure) return false;
  }
  try {
    const { body } = await api.send('POST', `/api/batches/${done.batch}/undo`);
    say(
      body.left.length
        ? t('edit.bulk.undoneSome', { n: body.undone.length, left: body.left.length, why: reasons(body.left) })
        : t('edit.bulk.undone', { n: body.undone.length }),
      { visibly: true },
    );
  } catch (error) {
    say(errorWords(error), { visibly: true });
  }
  return true;
}

const reasons = (left) => [...new Set(left.map(({ reason }) => reason[language()]))].join(' ');
