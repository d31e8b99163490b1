// Who is there to run what.
import { get } from './api.js';
import { fill, h } from './dom.js';
import { factList, trouble } from './parts.js';
import { age } from './words.js';

const LOOK_EVERY = 3_000;

export function workers(main) {
  const shown = h('ul', { class: 'cards', 'aria-label': 'Workers' });
  const error = h('div');
  fill(main, h('h1', {}, 'Workers'), error, shown);
  const read = async () => {
    try {
      const all = (await get('/workers')).workers;
      fill(error);
      fill(shown, all.map(it => h('li', { class: 'card' },
        h('div', { class: 'head' }, h('h2', {}, it.name), h('span', { class: 'badge ' + (it.alive ? 'good' : 'bad') }, it.alive ? 'Alive' : 'Gone')),
        factList([
          ['Heartbeat', `${it.heartbeatAgeSeconds.toFixed(1)} s ago`],
          ['Lease', it.alive ? `${it.leaseLeftSeconds.toFixed(1)} s left` : 'has run out'],
          ['Up for', it.alive && age(it.startedAt)],
          ['Runs', it.operations.length ? it.operations.map(id => h('div', {}, h('a', { href: '#/operations/' + encodeURIComponent(id) }, id))) : 'nothing'],
          ['Id', h('span', { class: 'code' }, it.id)],
        ]))));
    } catch (problem) {
      if (problem.status) fill(error, trouble(problem));
    }
  };
  read();
  // Not under somebody's feet: a link that has the focus is left alone.
  const timer = setInterval(() => shown.contains(document.activeElement) || read(), LOOK_EVERY);
  return { title: 'Workers', close: () => clearInterval(timer) };
}
