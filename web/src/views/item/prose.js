/** The only place where markup is taken over: what the server has rendered from Markdown and sanitised. */
import { h } from '../../dom.js';

/** `lang` is set where the text is not in the language of the page. */
export function prose(sanitisedByServer, lang) {
  const node = h('div', { class: 'prose', lang });
  node.innerHTML = sanitisedByServer;
  return node;
}
