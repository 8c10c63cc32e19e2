/**
 * The weights: a slider and a number for each criterion, what share of the whole it is, and the way back to the file's.
 */
import { h } from '../../../dom.js';
import { t } from '../../../i18n.js';
import { newId } from '../../frame/dialogs.js';
import { shareWords } from '../words.js';

const HIGHEST = 30;
const STEP = 0.5;
const NUMBER_AT_MOST = 1000;

const isWeight = (control) =>
  !control.validity.badInput &&
  control.value.trim() !== '' &&
  Number(control.value) >= 0 &&
  Number(control.value) <= NUMBER_AT_MOST;

export class Weights {
  node = h('section', { class: 'find-part find-weights' });
  #finding;
  #rows = new Map();
  #drawn = null;
  #back;
  #total;

  constructor(finding) {
    this.#finding = finding;
    finding.addEventListener('state', () => this.#show());
  }

  #show() {
    const { profile } = this.#finding;
    if (this.#drawn !== profile) this.#draw(profile);
    const { weights } = this.#finding;
    const whole = Object.values(weights).reduce((sum, n) => sum + n, 0);
    for (const criterion of profile.criteria) {
      const row = this.#rows.get(criterion.id);
      const value = weights[criterion.id];
      const share = whole ? t('find.weight.share', { n: shareWords((100 * value) / whole) }) : '–';
      row.slider.max = String(Math.max(HIGHEST, value, 2 * criterion.weight));
      const isTyped = document.activeElement === row.number;
      if (!isTyped && (isWeight(row.number) || value !== row.value)) row.number.value = String(value);
      row.value = value;
      row.tell();
      row.slider.value = String(value);
      row.slider.setAttribute('aria-valuetext', `${value}, ${share}`);
      row.share.textContent = share;
      row.node.classList.toggle('is-changed', value !== criterion.weight);
      row.file.textContent = value === criterion.weight ? '' : t('find.weight.file', { n: criterion.weight });
    }
    const changed = profile.criteria.filter((one) => weights[one.id] !== one.weight).length;
    this.#back.disabled = changed === 0;
    this.#total.textContent = changed ? t('find.weights.changed', { n: changed }) : t('find.weights.asFile');
    this.#total.classList.toggle('is-changed', changed > 0);
  }

  #draw(profile) {
    this.#drawn = profile;
    this.#rows.clear();
    this.#back = h(
      'button',
      {
        type: 'button',
        class: 'button button-small',
        dataset: { do: 'weights-back' },
        onclick: () => this.#finding.set({ weights: {} }),
      },
      t('find.weights.back'),
    );
    this.#total = h('p', { class: 'find-weights-told', role: 'status' });
    const groups = [...new Set(profile.criteria.map((one) => one.group ?? ''))];
    this.node.replaceChildren(
      h('div', { class: 'find-part-head' }, h('h2', {}, t('find.weights')), this.#back),
      this.#total,
      ...groups.flatMap((group) => {
        const rows = profile.criteria.filter((one) => (one.group ?? '') === group).map((one) => this.#row(one));
        return group
          ? h('div', { class: 'find-weight-group', role: 'group', 'aria-label': group }, h('h3', {}, group), rows)
          : rows;
      }),
    );
  }

  #row(criterion) {
    const id = newId('weight');
    const change = (value, options) => {
      const weights = { ...this.#finding.state.weights };
      if (value === criterion.weight) delete weights[criterion.id];
      else weights[criterion.id] = value;
      this.#finding.set({ weights }, options);
    };
    const slider = h('input', {
      type: 'range',
      id,
      min: 0,
      max: HIGHEST,
      step: STEP,
      class: 'find-slider',
      dataset: { weight: criterion.id },
      oninput: () => {
        number.value = slider.value;
        change(Number(slider.value), { soon: true });
      },
    });
    const number = h('input', {
      type: 'number',
      min: 0,
      max: NUMBER_AT_MOST,
      step: 'any',
      inputmode: 'decimal',
      class: 'find-number',
      'aria-label': t('find.weight.number', { title: criterion.title }),
      dataset: { number: criterion.id },
      'aria-describedby': `${id}-error`,
      oninput: () => {
        tell();
        if (isWeight(number)) change(Number(number.value), { soon: true });
      },
      onblur: () => this.#show(),
    });
    const said = h('p', { class: 'field-error', id: `${id}-error`, role: 'alert' });
    /** Why what was typed does not count, and what counts instead. */
    const tell = () => {
      const isWrong = !isWeight(number);
      const now = this.#finding.weights[criterion.id];
      const words = isWrong ? t('find.weight.wrong', { most: NUMBER_AT_MOST, n: now }) : '';
      if (said.textContent !== words) said.textContent = words;
      if (isWrong) number.setAttribute('aria-invalid', 'true');
      else number.removeAttribute('aria-invalid');
    };
    const share = h('span', { class: 'find-weight-share' });
    const file = h('span', { class: 'find-weight-file' });
    const back = h(
      'button',
      {
        type: 'button',
        class: 'find-weight-back',
        'aria-label': t('find.weight.back', { title: criterion.title, n: criterion.weight }),
        onclick: () => {
          number.value = String(criterion.weight);
          change(criterion.weight);
          slider.focus();
        },
      },
      '↺',
    );
    const node = h(
      'div',
      { class: 'find-weight' },
      h(
        'p',
        { class: 'find-weight-head' },
        h('label', { for: id }, criterion.title),
        h('span', { class: 'find-weight-note' }, file, share),
      ),
      h('div', { class: 'find-weight-line' }, slider, number, back),
      said,
    );
    this.#rows.set(criterion.id, { node, slider, number, share, file, back, tell, value: null });
    return node;
  }
}
