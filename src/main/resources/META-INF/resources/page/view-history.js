// All that ever ran, with filters; they stand in the address, so that it can be kept and sent.
import { get } from './api.js';
import { fill, h } from './dom.js';
import { endWords, operationLink, table, trouble } from './parts.js';
import { badge, kindWord, STATE_NAMES, stateWord, time, took } from './words.js';

const PAGE = 50;
const TIMES = ['since', 'until'];

export function history(main, query) {
  const asked = Object.fromEntries(query);
  const options = h('select', { id: 'f-operation', name: 'operation' }, h('option', { value: '' }, 'any'));
  const shown = h('div', { 'aria-live': 'off' });

  const field = (name, label, input) => h('div', { class: 'field' }, h('label', { for: 'f-' + name }, label), input);
  const box = (name, label, type = 'text') => field(name, label, h('input', { id: 'f-' + name, name, type, value: TIMES.includes(name) ? local(asked[name]) : asked[name], autocomplete: 'off' }));
  const form = h('form', {
    class: 'filters', role: 'search',
    onsubmit: event => {
      event.preventDefault();
      const given = [...new FormData(form)].filter(([, value]) => value)
        .map(([name, value]) => [name, TIMES.includes(name) ? new Date(value).toISOString() : value]);
      location.hash = '#/history' + (given.length ? '?' + new URLSearchParams(given) : '');
    },
  },
  field('state', 'State', h('select', { id: 'f-state', name: 'state' }, h('option', { value: '' }, 'any'),
    STATE_NAMES.map(state => h('option', { value: state, selected: asked.state === state }, stateWord(state))))),
  field('operation', 'Operation', options), box('domain', 'Domain'), box('gpo', 'GPO'), box('correlationId', 'Ticket'),
  box('requestedBy', 'Asked for by'), box('since', 'Accepted from', 'datetime-local'), box('until', 'Accepted before', 'datetime-local'),
  h('p', { class: 'buttons' }, h('button', { type: 'submit' }, 'Show'), h('a', { href: '#/history' }, 'Clear')));

  fill(main, h('h1', {}, 'History'), form, shown);

  const read = async () => {
    try {
      const page = await get('/operations', { ...asked, limit: PAGE });
      const on = cursor => '#/history?' + new URLSearchParams({ ...asked, cursor });
      const newest = new URLSearchParams(asked);
      newest.delete('cursor');
      fill(shown,
        page.operations.length
          ? table(['Operation', 'State', 'Ticket', 'Asked for by', 'Accepted', 'Took'], page.operations.map(it => [
            operationLink(it), [badge(it.state), h('span', { class: 'words' }, it.state === 'SUCCEEDED' ? '' : endWords(it))],
            it.correlationId ?? '', it.requestedBy ?? '', time(it.acceptedAt), it.startedAt && it.endedAt ? took(it.startedAt, it.endedAt) : '',
          ]))
          : h('p', { class: 'quiet' }, page.next ? 'None of those that were looked through; older ones may be.' : 'None.'),
        h('nav', { class: 'buttons', 'aria-label': 'Pages of the history' },
          asked.cursor && h('a', { href: '#/history?' + newest }, 'Newest'), page.next && h('a', { href: on(page.next), rel: 'next' }, 'Older')));
    } catch (problem) {
      fill(shown, trouble(problem));
    }
  };
  get('/domains').then(({ domains }) => {
    const kinds = new Set(domains.flatMap(it => it.operations.map(one => one.operation)));
    if (asked.operation) kinds.add(asked.operation);
    options.append(...[...kinds].sort().map(kind => h('option', { value: kind, selected: asked.operation === kind }, kindWord(kind))));
  }, () => {});
  read();
  return { title: 'History' };
}

/** For an input of a time, which knows no zone. */
function local(iso) {
  if (!iso || Number.isNaN(Date.parse(iso))) return undefined;
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
