/** When it was: a year, about which decade, or not known. */
import { h } from '../../dom.js';
import { t } from '../../i18n.js';
import { choiceField, textField } from '../fields.js';

const FIRST_DECADE = 1930;
const thisDecade = () => Math.floor(new Date().getFullYear() / 10) * 10;

export function whenField({ draft, save }, roles) {
  const { when } = draft;
  const pointer = `/properties/${roles.year}`;
  const rest = h('div', { class: 'when-rest' });
  const draw = () =>
    rest.replaceChildren(
      ...[when.way === 'year' ? yearLine() : null, when.way === 'decade' ? decades() : null].filter(Boolean),
    );

  function yearLine() {
    return textField(pointer, {
      label: t('give.year'),
      required: true,
      inputmode: 'numeric',
      maxlength: 5,
      class: 'control control-short',
      value: when.year,
      autocomplete: 'off',
      changed: (text) => {
        when.year = text.replace(/[^\d-]/g, '');
        save();
      },
    });
  }

  function decades() {
    const choices = [];
    for (let decade = FIRST_DECADE; decade <= thisDecade(); decade += 10)
      choices.push({ value: decade, title: t('give.decade', { n: decade }) });
    return choiceField(`/properties/${roles.start}`, {
      label: t('give.whichDecade'),
      hint: t('give.decadeHint'),
      value: when.decade,
      className: 'choices-small',
      choices,
      changed: (decade) => {
        when.decade = String(decade);
        save();
      },
    });
  }

  const ways = [
    { value: 'unknown', title: t('give.dontKnow') },
    { value: 'year', title: t('give.knowYear') },
  ];
  if (roles.start && roles.end) ways.push({ value: 'decade', title: t('give.knowDecade') });
  const choice = choiceField('/when', {
    label: t('give.when'),
    optional: true,
    value: when.way,
    className: 'choices-row',
    choices: ways,
    changed: (way) => {
      when.way = way;
      save();
      draw();
    },
  });
  draw();
  return h('div', {}, choice, rest);
}
