/** What the centre and the contributor said to each other, and the next words. */
import { h } from '../../dom.js';
import { dateWords, t } from '../../i18n.js';
import { errorWords } from '../../views/states.js';
import { change } from '../api.js';
import { showErrors, textField } from '../fields.js';
import { say } from '../shell.js';

const ASKED = {
  asked: 'mine.asked',
  refused: 'mine.refusedSaid',
  approved: 'mine.approvedSaid',
  'taken-down': 'mine.takenDownSaid',
};

let answer = ''; // stays while the page is drawn anew

/** Whether an answer was begun and not sent. */
export const isAnswering = () => Boolean(answer);

/** What was said to and fro, the last one last. */
export function conversation(own) {
  const said = [...own.messages, ...(own.edit?.messages ?? [])].filter((one) => one.text);
  if (!said.length) return null;
  return h(
    'section',
    { class: 'give-part' },
    h('h2', {}, t('mine.talk')),
    h(
      'ol',
      { class: 'talk' },
      said.map((one) =>
        h(
          'li',
          { class: `talk-${one.from}` },
          h(
            'p',
            { class: 'talk-who' },
            t(one.from === 'centre' ? (ASKED[one.kind] ?? 'mine.centre') : 'mine.you'),
            h('small', {}, ` · ${dateWords(one.at)}`),
          ),
          h('p', { class: 'talk-words' }, one.text),
        ),
      ),
    ),
  );
}

/** Null where nothing can be answered now. `sent()` is called once an answer has been taken. */
export function answerBox(secret, talk, sent) {
  const isAsked = talk.state === 'changes-asked';
  if (!isAsked && talk.state !== 'answered' && talk.state !== 'received') return null;
  const said = h('div', { role: 'status' });
  const send = h(
    'button',
    { type: 'submit', class: isAsked ? 'button button-main' : 'button', id: 'answer' },
    t('mine.answer'),
  );
  const form = h(
    'form',
    {
      class: `give-part answer${isAsked ? ' is-asked' : ''}`,
      onsubmit: async (event) => {
        event.preventDefault();
        if (!answer.trim()) {
          showErrors(form, [{ pointer: '/answer', words: t('mine.needAnswer') }]);
          return;
        }
        send.disabled = true;
        said.replaceChildren(h('p', {}, t('give.sending')));
        try {
          await change(secret, { answer: answer.trim() });
          answer = '';
          say(t('mine.answered'), { visibly: true });
          await sent();
        } catch (error) {
          send.disabled = false;
          said.replaceChildren(h('p', { class: 'field-error', role: 'alert' }, errorWords(error), ' ', t('give.kept')));
        }
      },
    },
    h('h2', {}, t(isAsked ? 'mine.answerTo' : 'mine.tell')),
    textField('/answer', {
      label: t(isAsked ? 'mine.yourAnswer' : 'mine.moreWords'),
      required: true,
      rows: 4,
      maxlength: 2000,
      value: answer,
      changed: (text) => {
        answer = text;
      },
    }),
    said,
    h('div', { class: 'row-buttons' }, send),
  );
  return form;
}
