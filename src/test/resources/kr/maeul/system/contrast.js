{
  // Which colours axe found to be enough, by what decides about the contrast.
  const enough = new Set();
  let found = new Set();
  let grounds = new Map();
  let looks = new Map();
  const CLEAR = /^rgba\(.*, 0\)$/;
  const OPAQUE = /^rgb\(/;

  // What lies behind an element's text: the colours from there to the first opaque one, or null where not they alone
  // decide. An element that is out of the flow may lie on others than its ancestors.
  const ground = (element) => {
    if (element === null) return { colours: '', isPlain: true };
    if (grounds.has(element)) return grounds.get(element);
    const above = ground(element.parentElement ?? element.getRootNode().host ?? null);
    const style = getComputedStyle(element);
    const isPlain = above.isPlain && style.opacity === '1' && style.filter === 'none' && style.mixBlendMode === 'normal'
      && style.backdropFilter === 'none' && style.maskImage === 'none';
    const colour = style.backgroundColor;
    let { colours } = above;
    if (style.backgroundImage !== 'none') colours = null;
    else if (OPAQUE.test(colour)) colours = colour;
    else if (style.position !== 'static' || style.float !== 'none') colours = null;
    else if (!CLEAR.test(colour) && colours !== null) colours += ` ${colour}`;
    grounds.set(element, { colours, isPlain });
    return grounds.get(element);
  };

  const made = (element) => {
    const { colours, isPlain } = ground(element);
    if (colours === null || !isPlain || element.closest('.leaflet-container')) return null;
    const style = getComputedStyle(element);
    if (style.textShadow !== 'none' || style.webkitTextStrokeWidth !== '0px') return null;
    return [style.color, style.webkitTextFillColor, style.fontSize, style.fontWeight, colours].join('|');
  };

  const look = (element) => {
    if (!looks.has(element)) looks.set(element, made(element));
    return looks.get(element);
  };

  const rule = axe._audit.rules.find((one) => one.id === 'color-contrast');
  const matches = rule.matches;
  rule.matches = function (node, ...more) {
    return !enough.has(look(node)) && matches.call(this, node, ...more);
  };
  const check = axe._audit.checks['color-contrast'];
  const evaluate = check.evaluate;
  check.evaluate = function (node, ...more) {
    const known = look(node);
    if (enough.has(known)) return true;
    let measured;
    const keep = this.data;
    this.data = (data) => {
      measured = data;
      return keep.call(this, data);
    };
    const isEnough = evaluate.call(this, node, ...more);
    // Also true of what is not shown, which says nothing of its colours.
    if (isEnough === true && known !== null && measured?.fgColor && measured.bgColor && !measured.messageKey) {
      enough.add(known);
      found.add(known);
    }
    return isEnough;
  };

  axe.rememberContrast = (before) => {
    before.forEach((one) => enough.add(one));
    found = new Set();
    grounds = new Map();
    looks = new Map();
    return found;
  };
}
