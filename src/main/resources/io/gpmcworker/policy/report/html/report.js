'use strict';
// Search and folding. The page says everything without it.
(() => {
  const find = document.querySelector('.find');
  const box = find.querySelector('input');
  const answer = find.querySelector('output');
  const items = [...document.querySelectorAll('[data-s]')];
  const holders = [...document.querySelectorAll('main .group, main .extension, main table, main dl')]
    .filter(holder => holder.querySelector('[data-s]')).reverse();
  const extensions = [...document.querySelectorAll('.extension')];
  let texts;

  // An item is found by its own words and by the headings above it.
  const textOf = item => {
    let text = item.textContent;
    for (let up = item.parentElement; up && up.tagName !== 'MAIN'; up = up.parentElement) {
      const heading = up.querySelector(':scope > h4, :scope > h5, :scope > h6, :scope > summary > h3');
      if (heading) text += '\n' + heading.textContent;
    }
    return text.toLowerCase();
  };

  const search = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(word => word);
    texts ??= items.map(textOf);
    let found = 0;
    items.forEach((item, at) => {
      const hit = words.every(word => texts[at].includes(word));
      item.hidden = !hit;
      if (hit) found++;
    });
    for (const holder of holders) {
      const shown = holder.querySelector('[data-s]:not([hidden])');
      holder.hidden = !shown;
      if (shown && words.length && holder.matches('.extension')) holder.open = true;
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
