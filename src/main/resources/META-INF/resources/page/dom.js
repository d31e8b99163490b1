// Makes elements. A value becomes text or an attribute, never markup.

/**
 * An element.
 * @param props attributes, but for `on…` (listeners); false, null and undefined are left out
 * @param children elements, text, arrays of them; false, null and undefined are left out
 */
export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter(child => child ?? false));
  return element;
}

/** Shows these and nothing else. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter(child => child ?? false));
  return element;
}

/** Sets the text, if it is another: a screen reader does not hear the same twice. */
export function text(element, value) {
  if (element.textContent !== value) element.textContent = value;
}

/**
 * Brings a list up to date without touching what stays: whoever has the focus keeps it.
 * @param make an item's element, made once; its `update`, if it has one, is called with each item
 */
export function list(parent, items, key, make) {
  const wanted = new Set(items.map(item => String(key(item))));
  const old = new Map();
  for (const child of [...parent.children]) {
    if (wanted.has(child.dataset.key)) old.set(child.dataset.key, child);
    else child.remove();
  }
  let place = parent.firstElementChild;
  for (const item of items) {
    const id = String(key(item));
    const child = old.get(id) ?? make(item);
    child.dataset.key = id;
    child.update?.(item);
    if (child === place) place = place.nextElementSibling;
    else parent.insertBefore(child, place);
  }
}

/** Says it to those who do not see the page. */
export function say(words) {
  document.getElementById('said').textContent = words;
}
