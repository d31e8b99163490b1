'use strict';
// Search and folding. The page says everything without it.
(() => {
  const find = document.querySelector('.find');
  const box = find.querySelector('input');
  const answer = find.querySelector('output');
  const items = [...document.querySelectorAll('[data-s]')];
  const holders = new Set();
  const HOLDERS = '.group, .extension, table, dl';
  const extensions = [...document.querySelectorAll('.extension')];
  let texts;

  for (const item of items) {
    for (let up = item.parentElement; up && up.tagName !== 'MAIN'; up = up.parentElement) {
      if (up.matches(HOLDERS)) {
        if (holders.has(up)) break;
        holders.add(up);
      }
    }
  }

  // The headings that stand above what an element holds. Each is looked for once: a page may have
  // ten thousand items below the same one.
  const known = new Map();
  const headingsOf = element => {
    if (!element || element.tagName === 'MAIN') return '';
    let text = known.get(element);
    if (text === undefined) {
      text = headingsOf(element.parentElement);
      const heading = [element.firstElementChild]
          .map(first => first?.tagName === 'SUMMARY' ? first.querySelector('h3') : first)
          .find(first => first && /^H[3-6]$/.test(first.tagName));
      if (heading) text += '\n' + heading.textContent;
      known.set(element, text);
    }
    return text;
  };

  // An item is found by its own words and by the headings above it. No word runs from one text
  // into the next, but for a path that may be broken into lines.
  const textOf = item => {
    let text = '';
    const texts = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { previousSibling: before, data } = texts.currentNode;
      text += (before?.nodeName === 'WBR' ? '' : '\n') + data;
    }
    return (text + headingsOf(item.parentElement)).toLowerCase();
  };

  const search = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(word => word);
    texts ??= items.map(textOf);
    const shown = new Set();
    let found = 0;
    items.forEach((item, at) => {
      const hit = words.every(word => texts[at].includes(word));
      if (item.hidden === hit) item.hidden = !hit;
      if (!hit) return;
      found++;
      for (let up = item.parentElement; up && !shown.has(up); up = up.parentElement) shown.add(up);
    });
    for (const holder of holders) {
      holder.hidden = !shown.has(holder);
      if (!holder.hidden && words.length && holder.matches('.extension')) holder.open = true;
    }
    answer.textContent = words.length ? found + ' of ' + items.length : '';
  };

  let waiting;
  box.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, items.length > 2000 ? 150 : 0);
  });
  document.addEventListener('keydown', event => {
    if (event.key === '/' && event.target !== box && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      box.focus();
    } else if (event.key === 'Escape' && event.target === box) {
      box.value = '';
      search();
    }
  });
  const [fold, unfold] = find.querySelectorAll('button');
  fold.addEventListener('click', () => extensions.forEach(extension => { extension.open = false; }));
  unfold.addEventListener('click', () => extensions.forEach(extension => { extension.open = true; }));
  find.hidden = false;
})();
