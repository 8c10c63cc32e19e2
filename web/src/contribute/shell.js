/** What both pages for residents share: language, size of the letters, the network, and saying things. */
import { getConfig, speak } from '../api.js';
import { addWords, loadWords, t, translatePage } from '../i18n.js';
import { languageButton, rememberedLanguage, textSize } from '../views/chrome.js';
import { errorWords, failed } from '../views/states.js';

const $ = (id) => document.getElementById(id);

/** Says something to those who listen; `visibly` also to those who look. */
export function say(words, { visibly = false } = {}) {
  $('status').textContent = words;
  $('status').classList.toggle('toast', visibly);
  if (visibly) setTimeout(() => $('status').classList.remove('toast'), 4000);
}

/**
 * Loads the words. `draw` is called with every change of language, and by the answer's `draw()`, which says what
 * failed: { config, lang(), draw() }.
 */
export async function begin(draw) {
  const asked = new URLSearchParams(location.search).get('lang') ?? rememberedLanguage();
  /** @type {{ now: { lang: 'ko' | 'en' }, set(patch: { lang: 'ko' | 'en' }): Promise<void> }} */
  const state = {
    now: { lang: asked === 'en' ? 'en' : 'ko' },
    async set({ lang }) {
      await loadWords(lang);
      state.now = { lang };
      translate();
      await drawOrSay();
    },
  };
  const parts = [
    textSize($('text-size'), () => {}),
    languageButton($('lang'), {
      get now() {
        return state.now;
      },
      set: (patch) => state.set(patch).catch((error) => say(errorWords(error), { visibly: true })),
    }),
  ];
  function translate() {
    speak(state.now.lang);
    document.documentElement.lang = state.now.lang;
    translatePage();
    for (const part of parts) part();
  }
  async function drawOrSay() {
    try {
      page.config ??= await getConfig();
      await draw();
    } catch (error) {
      $('main').replaceChildren(failed(error, drawOrSay));
    }
  }
  const page = { config: null, lang: () => state.now.lang };
  await loadWords(state.now.lang);
  await addWords('contribute');
  translate();
  watchNetwork();
  return Object.assign(page, { draw: drawOrSay });
}

function watchNetwork() {
  const told = () => {
    $('network').hidden = navigator.onLine;
    $('network').textContent = navigator.onLine ? '' : t('give.offline');
  };
  addEventListener('online', told);
  addEventListener('offline', told);
  told();
}
