// Operations as the events tell them; the worker's own list is read again now and then.
import { get } from './api.js';
import { ENDS } from './words.js';

const LATELY = 12;

/** Reads page after page, until there are enough or no more. */
async function some(query, enough) {
  const found = [];
  let cursor;
  do {
    const page = await get('/operations', { ...query, limit: Math.min(200, enough), cursor });
    found.push(...page.operations);
    cursor = page.next;
  } while (cursor && found.length < enough);
  return { found, more: Boolean(cursor) };
}

/** What runs, what waits and what has just ended. */
export class Board {
  #all = new Map();
  #cancellable = new Map();
  /** Events that came while the list was read, which may be older than they are. */
  #meanwhile = [];
  /** Whether more wait than were read. */
  moreWaiting = false;

  async read() {
    this.#meanwhile = [];
    const [domains, running, waiting, lately] = await Promise.all([
      get('/domains'),
      some({ state: 'RUNNING,CANCELLING' }, 200),
      some({ state: 'QUEUED' }, 100),
      get('/operations', { limit: LATELY, state: ENDS.join() }),
    ]);
    for (const domain of domains.domains) {
      domain.operations.forEach(it => this.#cancellable.set(domain.name + ' ' + it.operation, it.cancellable));
    }
    this.moreWaiting = waiting.more;
    const known = this.#all;
    this.#all = new Map();
    for (const it of [...running.found, ...waiting.found, ...lately.operations]) {
      this.#all.set(it.id, { ...it, answer: known.get(it.id)?.answer });
    }
    this.#meanwhile.forEach(event => this.#apply(event));
  }

  /** The operation after an event; undefined where nothing that is shown has changed. */
  take(event) {
    this.#meanwhile.push(event);
    return this.#apply(event);
  }

  #apply(event) {
    const before = this.#all.get(event.subject);
    // It may come twice, and out of the past.
    if (before?.sequence >= event.sequence) return undefined;
    const after = apply(before ?? { id: event.subject, parameters: {} }, event);
    if (!after?.operation) return undefined;
    after.cancellable ??= this.#cancellable.get(after.domain + ' ' + after.operation) ?? false;
    this.#all.set(after.id, after);
    return after;
  }

  #in(states, by) {
    return [...this.#all.values()].filter(it => states.includes(it.state))
      .sort((a, b) => String(a[by] ?? '').localeCompare(String(b[by] ?? '')));
  }

  running() {
    return this.#in(['RUNNING', 'CANCELLING'], 'startedAt');
  }

  waiting() {
    return this.#in(['QUEUED'], 'acceptedAt');
  }

  /** The last ends, the newest first; older ones are forgotten. */
  lately() {
    const ended = this.#in(ENDS, 'endedAt').reverse();
    ended.slice(LATELY).forEach(it => this.#all.delete(it.id));
    return ended.slice(0, LATELY);
  }
}

/** An operation after an event; undefined where the event says nothing about one. */
export function apply(before, { type, time, data, ...attributes }) {
  const it = { ...before, sequence: attributes.sequence ?? before.sequence };
  const [, what, how] = /^io\.gpmcworker\.(\w+)\.(.+)$/.exec(type) ?? [];
  if (what === 'cancel') {
    it.answer = how;
    if (how === 'accepted') {
      it.cancel ??= { requestedAt: time, requestedBy: data.requestedBy, reason: data.reason };
      it.cancelRequested = true;
    }
    return it;
  }
  if (what !== 'operation') return undefined;
  it.operation = data.operation;
  it.domain = data.domain;
  it.correlationId ??= attributes.correlationid;
  switch (how) {
    case 'accepted':
      return { ...it, state: it.state ?? 'QUEUED', acceptedAt: time, parameters: data.parameters, requestedBy: data.requestedBy };
    case 'started':
      return { ...it, state: 'RUNNING', startedAt: time, worker: { ...it.worker, name: data.worker } };
    case 'progressed':
      return { ...it, progress: { numerator: data.numerator, denominator: data.denominator, step: data.step } };
    case 'cancelling':
      return { ...it, state: 'CANCELLING', cancelRequested: true, cancel: { ...it.cancel, ...data.cancel, deliveredAt: time } };
    default:
      return { ...it, state: data.state, startedAt: data.startedAt ?? it.startedAt, endedAt: data.endedAt, reason: data.reason,
        error: data.error, result: data.result, messages: data.messages, cancel: data.cancel ?? it.cancel };
  }
}
