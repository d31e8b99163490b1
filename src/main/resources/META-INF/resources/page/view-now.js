// What runs, what waits, what has just ended.
import { get, inTurn } from './api.js';
import { fill, h, list, text } from './dom.js';
import { bar, cancelButton, cancelWords, endWords, operationLink, sayEnd, trouble } from './parts.js';
import { Board } from './operations.js';
import { mayOperate } from './session.js';
import { age, badge, ENDS, took } from './words.js';

const READ_AGAIN = 30_000;
const LOOK_AT_WORKERS = 4_000;
/** A heartbeat that is older is worth a look; a lease is 10 s by default. */
const OLD_HEARTBEAT = 5;

export function now(main) {
  const board = new Board();
  const hearts = new Map();
  const error = h('div');
  const tiles = h('dl', { class: 'tiles' });
  const running = h('ul', { class: 'cards', 'aria-label': 'Running operations' });
  const waiting = h('ul', { class: 'rows', 'aria-label': 'Waiting operations' });
  const lately = h('ul', { class: 'rows', 'aria-label': 'Operations that have ended lately' });
  const idle = h('p', { class: 'quiet' });
  const more = h('p', { class: 'quiet', hidden: true }, 'More are waiting than are shown.');
  const queue = h('section', { hidden: true }, h('h2', {}, 'Waiting'), waiting, more);
  const past = h('section', { hidden: true }, h('h2', {}, 'Lately'), lately);
  let workers;
  let asked = 0;

  fill(main, h('div', { class: 'head' }, h('h1', {}, 'Now'), mayOperate() && h('a', { class: 'button', href: '#/start' }, 'Start…')), error, tiles, h('section', {}, h('h2', {}, 'Running'), idle, running), queue, past);

  const tile = (name, value, mood) => h('div', { class: mood }, h('dt', {}, name), h('dd', {}, String(value)));

  const show = () => {
    asked = 0;
    const [runs, waits, ended] = [board.running(), board.waiting(), board.lately()];
    const alive = workers?.filter(it => it.alive).length;
    const unknown = ended.filter(it => ['FAILED', 'OUTCOME_UNKNOWN'].includes(it.state)).length;
    fill(tiles, tile('Running', runs.length), tile('Waiting', waits.length + (board.moreWaiting ? '+' : '')),
      tile('Failed of the last ' + ended.length, unknown, unknown ? 'bad' : ''),
      tile('Workers', alive ?? '…', alive === 0 ? 'bad' : ''));
    list(running, runs, known, () => card(hearts));
    list(waiting, waits, known, row);
    list(lately, ended, known, row);
    text(idle, runs.length ? '' : 'Nothing runs.');
    queue.hidden = !waits.length;
    past.hidden = !ended.length;
    more.hidden = !board.moreWaiting;
  };
  /** As often as the screen is drawn, however fast events come. */
  const soon = () => { asked ||= requestAnimationFrame(show); };

  const attempt = async read => {
    try {
      await read();
      fill(error);
      show();
    } catch (problem) {
      // While the worker is away the head of the page says so.
      if (problem.status) fill(error, trouble(problem));
    }
  };
  const readAll = inTurn(() => attempt(() => board.read()));
  const readWorkers = () => attempt(async () => {
    workers = (await get('/workers')).workers;
    hearts.clear();
    for (const worker of workers) {
      worker.operations.forEach(id => hearts.set(id, { name: worker.name, at: Date.now() - worker.heartbeatAgeSeconds * 1000 }));
    }
  });
  readAll();
  readWorkers();
  const timers = [setInterval(readAll, READ_AGAIN), setInterval(readWorkers, LOOK_AT_WORKERS)];
  return {
    title: 'Now',
    connected: readAll,
    event: event => {
      const after = board.take(event);
      if (!after) return;
      if (ENDS.includes(after.state) && event.type.includes('.operation.')) sayEnd(after);
      soon();
    },
    close: () => timers.forEach(clearInterval),
  };
}

/** One that only events have told of has no name yet; it is made anew when it has been read. */
const known = it => it.id + (it.acceptedAt ? '' : ' …');

/** A running operation, as it can be seen from across the room. */
function card(hearts) {
  const element = h('li', { class: 'card' });
  let parts;
  element.update = it => {
    parts ??= make(it);
    parts.state.update(it.state);
    parts.bar.update(it);
    parts.cancel.update(it);
    parts.since.update(it.startedAt ?? it.acceptedAt);
    text(parts.words, cancelWords(it));
    const heart = hearts.get(it.id);
    const name = heart?.name ?? it.worker?.name ?? '';
    const seconds = heart ? Math.round((Date.now() - heart.at) / 1000) : undefined;
    text(parts.owner, name ? 'on ' + name : '');
    text(parts.heart, seconds === undefined ? '' : `heartbeat ${seconds} s ago`);
    parts.heart.classList.toggle('old', seconds > OLD_HEARTBEAT);
  };
  const make = it => {
    const made = {
      state: badge(it.state), bar: bar(), since: age(it.startedAt ?? it.acceptedAt), cancel: cancelButton(it),
      words: h('p', { class: 'words' }), owner: h('span'), heart: h('span', { class: 'heart' }),
    };
    fill(element, h('div', { class: 'head' }, h('h3', {}, operationLink(it)), made.state), made.bar,
      h('p', { class: 'meta' }, h('span', {}, it.domain), h('span', {}, 'for ', made.since), ticket(it), requester(it), made.owner, made.heart),
      made.words, h('div', { class: 'buttons' }, made.cancel));
    return made;
  };
  return element;
}

/** One that waits or has ended, in a line. */
function row(first) {
  const element = h('li', { class: 'row' });
  const state = badge(first.state);
  const when = h('span');
  const words = h('span', { class: 'words' });
  const cancel = cancelButton(first);
  const since = age(first.acceptedAt ?? new Date().toISOString(), 'for ');
  fill(element, state, h('span', { class: 'name' }, operationLink(first)), h('span', { class: 'meta' }, when, ticket(first), requester(first)), words, cancel);
  element.update = it => {
    state.update(it.state);
    cancel.update(it);
    if (it.endedAt) fill(when, age(it.endedAt, '', ' ago'), it.startedAt ? `, took ${took(it.startedAt, it.endedAt)}` : '');
    else if (!since.isConnected) fill(when, since);
    text(words, [it.state === 'SUCCEEDED' ? '' : endWords(it), cancelWords(it)].filter(it => it).join(' · '));
  };
  return element;
}

const ticket = it => it.correlationId && h('span', { class: 'ticket' }, it.correlationId);
const requester = it => it.requestedBy && h('span', {}, 'by ' + it.requestedBy);
