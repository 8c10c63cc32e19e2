/** Sixth step: the private link, which nobody can find again. Large, to be copied, shared, printed. */
import { h } from '../dom.js';
import { t } from '../i18n.js';
import { icon } from '../symbols.js';

/** `receipt`: { link, title, kind }. */
export function thanks(receipt, say) {
  const { link, title, kind } = receipt;
  const text = `${t(`give.letter.${kind}`, { title })}\n${link}`;
  const copy = (words, done) => async () => {
    try {
      await navigator.clipboard.writeText(words);
      say(t(done), { visibly: true });
    } catch {
      getSelection().selectAllChildren(address);
      say(t('give.copyFailed'), { visibly: true });
    }
  };
  const share = async () => {
    try {
      await navigator.share({ title: t('give.linkTitle'), text: t(`give.letter.${kind}`, { title }), url: link });
    } catch (error) {
      if (error.name !== 'AbortError') say(t('give.copyFailed'), { visibly: true });
    }
  };
  const address = h('a', { class: 'link-large', href: link, id: 'link' }, link);
  const again = { new: '/contribute', correction: '/', vacancy: '/contribute?kind=vacancy' }[kind];
  return h(
    'div',
    { class: 'give-step thanks', dataset: { step: 'thanks' } },
    h('h1', { class: 'give-title', tabindex: '-1' }, t('give.thanks')),
    h('p', {}, t(`give.thanks.${kind}`)),
    h(
      'section',
      { class: 'link-card' },
      h('h2', {}, t('give.linkTitle')),
      h('p', {}, t('give.linkWhat')),
      address,
      h('p', { class: 'warning' }, h('strong', {}, t('give.linkLost'))),
      h(
        'div',
        { class: 'row-buttons no-print' },
        h(
          'button',
          { type: 'button', class: 'button button-main', id: 'copy', onclick: copy(link, 'give.copied') },
          icon('copy', 20),
          t('give.copy'),
        ),
        navigator.share
          ? h(
              'button',
              { type: 'button', class: 'button', id: 'share', onclick: share },
              icon('share', 20),
              t('give.share'),
            )
          : null,
        h('button', { type: 'button', class: 'button', onclick: () => print() }, icon('print', 20), t('give.print')),
      ),
    ),
    h(
      'section',
      { class: 'give-part no-print' },
      h('h2', {}, t('give.kakao')),
      h('p', { class: 'hint' }, t('give.kakaoHint')),
      h('p', { class: 'letter', id: 'letter' }, text),
      h(
        'div',
        { class: 'row-buttons' },
        h(
          'button',
          { type: 'button', class: 'button', onclick: copy(text, 'give.copiedText') },
          icon('copy', 20),
          t('give.copyText'),
        ),
      ),
    ),
    h(
      'p',
      { class: 'row-buttons no-print' },
      h('a', { class: 'button', href: '/' }, t('give.toMap')),
      kind === 'correction'
        ? null
        : h(
            'a',
            { class: 'button', id: 'another', href: again, onclick: () => history.replaceState(null, '') },
            t('give.another'),
          ),
    ),
  );
}
