/**
 * Korean particles by the sound before them. Words in i18n/ko.json write both after a slot, `{name}을(를)`; the one
 * that fits is put there. What is not known how to be read keeps both.
 */
const PAIRS = {
  '을(를)': ['을', '를'],
  '이(가)': ['이', '가'],
  '은(는)': ['은', '는'],
  '과(와)': ['과', '와'],
  '(으)로': ['으로', '로'],
};
const BOTH = '을\\(를\\)|이\\(가\\)|은\\(는\\)|과\\(와\\)|\\(으\\)로';

/** A slot, what closes a quotation or a bracket after it, and a particle. */
export const SLOT = new RegExp(`\\{(\\w+)\\}(?:([’”"'」)]*)(${BOTH}))?`, 'g');

const RIEUL = 8; // of the final consonants, in the order of Unicode
// 영 일 이 삼 사 오 육 칠 팔 구
const DIGITS = { 0: 1, 1: RIEUL, 2: 0, 3: 1, 4: 0, 5: 0, 6: 1, 7: RIEUL, 8: RIEUL, 9: 0 };
// 엘 엠 엔; every other letter's name ends in a vowel but R, 알, which words do not end in
const LETTERS = { l: RIEUL, m: 1, n: 1 };

/** 0 without a final consonant, {@link RIEUL}, 1 with any other; null where the sound is not known. */
function finalOf(words) {
  const last = [...words].findLast((letter) => /[\p{L}\p{N}]/u.test(letter));
  if (last === undefined) return null;
  const code = last.codePointAt(0);
  if (code >= 0xac00 && code <= 0xd7a3) return (code - 0xac00) % 28;
  if (last >= 'ㄱ' && last <= 'ㅎ') return last === 'ㄹ' ? RIEUL : 1; // 기역, 니은, 리을
  if (last >= 'ㅏ' && last <= 'ㅣ') return 0;
  if (last in DIGITS) return DIGITS[last];
  if (last === 'R') return RIEUL;
  return /[a-z]/i.test(last) ? (LETTERS[last.toLowerCase()] ?? 0) : null;
}

/** The particle of `both`, such as `을(를)`, that follows `words`. */
export function particle(words, both) {
  const final = finalOf(String(words));
  if (final === null) return both;
  const [closed, open] = PAIRS[both];
  return final === 0 || (final === RIEUL && both === '(으)로') ? open : closed;
}
