/** A password that is chosen: its rules in words, and how hard it is to guess as far as a page can tell. */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { passwordField } from '../frame/forms.js';

const SHORTEST = 10;
const LONGEST = 128;
const COMMON = /password|qwerty|asdf|1q2w3e|abc123|12345|비밀번호|사랑해|qlalfqjsgh|tkfkdgo|dkssud/i;

const lengthOf = (text) => [...text].length;

/** Parts of a login or a name that must not stand in the password, as the service takes them. */
function partsOf(text) {
  return text
    .toLowerCase()
    .split(/[\s@._+-]+/)
    .filter((part) => part.length >= 4 || /^[가-힣]{2,}$/.test(part));
}

/** Why it cannot be a password, as a key of the words; null where nothing is known against it. */
export function faultOf(password, own) {
  if (lengthOf(password) < SHORTEST) return 'desk.password.short';
  if (lengthOf(password) > LONGEST) return 'desk.password.long';
  return own.flatMap(partsOf).some((part) => password.toLowerCase().includes(part)) ? 'desk.password.own' : null;
}

/**
 * 0 to 3. A rough hint: the service, which knows what is common, decides. What repeats or runs on (aaaa, 1234) counts
 * for little, each word beyond the first for much.
 */
export function strengthOf(password, own) {
  if (!password || faultOf(password, own)) return 0;
  let telling = 0;
  const letters = [...password.toLowerCase()];
  letters.forEach((letter, index) => {
    const step = index ? letter.codePointAt(0) - letters[index - 1].codePointAt(0) : 9;
    if (Math.abs(step) > 1) telling += letters.indexOf(letter) === index ? 1 : 0.4;
  });
  if (COMMON.test(password)) telling -= 7;
  const words = password.trim().split(/\s+/).length;
  const score = telling + (words - 1) * 1.5;
  return score < 7 ? 1 : score < 11 ? 2 : 3;
}

/** A field with all this. `who()` answers login and name. */
export function newPassword({ label, pointer, who }) {
  const node = passwordField({ label, pointer, name: 'new-password', autocomplete: 'new-password' });
  const words = h('span', {});
  const bar = h('span', { class: 'strength-bar', 'aria-hidden': 'true' }, h('span'), h('span'), h('span'));
  const hint = h('p', { class: 'strength', 'aria-live': 'polite', dataset: { level: '0' } }, bar, words);
  const rules = h(
    'ul',
    { class: 'field-hint rules', id: `${node.control.id}-rules` },
    [1, 2, 3, 4].map((n) => h('li', {}, t(`desk.password.rule${n}`))),
  );
  node.querySelector('label').after(rules);
  node.control.setAttribute('aria-describedby', rules.id);
  node.append(hint);
  const tell = () => {
    const { value } = node.control;
    const level = strengthOf(value, who());
    hint.dataset.level = String(level);
    const fault = value ? faultOf(value, who()) : null;
    words.textContent = !value
      ? ''
      : fault
        ? t(fault, { left: SHORTEST - lengthOf(value) })
        : t(`desk.password.strength${level}`);
  };
  node.control.addEventListener('input', tell);
  tell();
  return {
    node,
    control: node.control,
    value: () => node.control.value,
    clear: () => {
      node.control.value = '';
      tell();
    },
    check: () => {
      const fault = faultOf(node.control.value, who());
      return fault ? [{ pointer, detail: t(fault, { left: SHORTEST - lengthOf(node.control.value) }) }] : [];
    },
  };
}
