// The worker's events as they happen. Read with fetch, for an EventSource can neither prove who it
// is nor tell that a silent connection is dead.
import { request } from './api.js';

/** Longer than the worker ever is silent (15 s). */
const LONGEST_SILENCE = 35_000;
const LONGEST_PAUSE = 8_000;
/** A browser has six connections for all of its tabs: one that nobody sees gives its own back. */
const UNSEEN_FOR = 60_000;

/** Tells `event` (a CloudEvent), `connected` and `cut`, both with what was before. */
export const live = new EventTarget();

const tell = (type, detail) => live.dispatchEvent(new CustomEvent(type, { detail }));

let lastId;
let running;
let wake = () => {};

/** Listens until `stop`; what was missed in between is made up for. */
export function start() {
  running ??= listen(new AbortController());
}

export function stop() {
  running?.abort();
  running = undefined;
}

function listen(ended) {
  (async () => {
    let failures = 0;
    while (!ended.signal.aborted) {
      try {
        await read(ended.signal, () => {
          failures = 0;
          tell('connected');
        });
      } catch (failure) {
        if (ended.signal.aborted) return;
        if (failure.status === 401) return stop();
      }
      if (ended.signal.aborted) return;
      tell('cut');
      await pause(Math.min(LONGEST_PAUSE, 500 * 2 ** failures++));
    }
  })();
  return ended;
}

async function read(ended, connected) {
  const own = new AbortController();
  const give = () => own.abort();
  ended.addEventListener('abort', give);
  let silence = setTimeout(give, LONGEST_SILENCE);
  try {
    const response = await request('/events', {
      signal: own.signal,
      headers: { Accept: 'text/event-stream', ...(lastId ? { 'Last-Event-ID': lastId } : {}) },
    });
    connected();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(silence);
      silence = setTimeout(give, LONGEST_SILENCE);
      const blocks = (rest + value).split(/\r?\n\r?\n/);
      rest = blocks.pop();
      blocks.forEach(take);
    }
  } finally {
    clearTimeout(silence);
    ended.removeEventListener('abort', give);
  }
}

/** One event of the stream. */
function take(block) {
  const data = [];
  for (const line of block.split(/\r?\n/)) {
    if (line.startsWith('id:')) lastId = line.slice(3).trim();
    else if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''));
  }
  if (data.length) tell('event', JSON.parse(data.join('\n')));
}

function pause(millis) {
  return new Promise(done => {
    const timer = setTimeout(done, millis);
    wake = () => {
      clearTimeout(timer);
      done();
    };
  });
}

let unseen;
let asleep = false;
document.addEventListener('visibilitychange', () => {
  clearTimeout(unseen);
  if (document.hidden) {
    unseen = setTimeout(() => {
      asleep = Boolean(running);
      stop();
    }, UNSEEN_FOR);
  } else if (asleep) {
    asleep = false;
    start();
  } else {
    wake();
  }
});
addEventListener('online', () => wake());
