// Finds out who looks, then shows what the address says.
import { get, onUnknown } from './api.js';
import { fill, h, say } from './dom.js';
import { live, start, stop } from './live.js';
import { trouble } from './parts.js';
import { forget, kept, learn, mayOperate, who } from './session.js';
import { backupReport, backups, backupsOfGpo, difference } from './view-backups.js';
import { deadLetters } from './view-dead-letters.js';
import { history } from './view-history.js';
import { now } from './view-now.js';
import { operation } from './view-operation.js';
import { signIn } from './view-sign-in.js';
import { startOperation } from './view-start.js';
import { workers } from './view-workers.js';

const main = document.getElementById('main');
const ROUTES = [
  [/^$/, now],
  [/^start$/, startOperation, mayOperate],
  [/^history$/, history],
  [/^operations\/([^/]+)$/, operation],
  [/^backups$/, backups],
  [/^backups\/([^/]+)\/report\/([^/]+)$/, backupReport],
  [/^backups\/([^/]+)\/difference\/([^/]+)\/([^/]+)$/, difference],
  [/^backups\/([^/]+)\/([^/]+)$/, backupsOfGpo],
  [/^workers$/, workers],
  [/^dead-letters$/, deadLetters],
];

let view;

function show(make, ...parts) {
  view?.close?.();
  view = make(main, ...parts);
  document.title = view.title + ' · gpmc-worker';
}

function route() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  for (const [pattern, make, may] of ROUTES) {
    const match = pattern.exec(path);
    if (!match || may?.() === false) continue;
    for (const link of document.querySelectorAll('#nav a')) {
      const at = link.hash.slice(2);
      const here = at ? path.split('/')[0] === at : !path;
      if (here) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    try {
      return show(make, ...match.slice(1).map(decodeURIComponent), new URLSearchParams(query));
    } catch (failure) {
      if (!(failure instanceof URIError)) throw failure;
    }
  }
  return show(() => {
    fill(main, h('h1', {}, 'Nothing is here'), h('p', {}, h('a', { href: '#/' }, 'What runs now')));
    return { title: 'Nothing is here' };
  });
}

function navigated() {
  if (document.getElementById('nav').hidden) return;
  route();
  main.focus({ preventScroll: true });
  scrollTo(0, 0);
}

/** Goes on if the worker knows who asks; otherwise returns why not. */
async function enter() {
  try {
    learn(await get('/session'));
  } catch (problem) {
    return problem.status === 401 ? 'This is not known here, or not any more.' : problem.message;
  }
  if (!who().name) return 'Who you are is not known.';
  if (!who().role) return `You are known as ${who().name} and have no role here.`;
  document.getElementById('nav').hidden = document.getElementById('who').hidden = false;
  fill(document.getElementById('name'), who().signIn.length ? [who().name, h('span', { class: 'role' }, ` (${who().role})`)] : []);
  document.getElementById('sign-out').hidden = !who().signIn.length;
  start();
  route();
  return undefined;
}

let asking = false;

async function ask(refused) {
  asking = true;
  stop();
  document.getElementById('nav').hidden = document.getElementById('who').hidden = true;
  document.getElementById('cut').hidden = true;
  const ways = who().signIn;
  show(signIn, ways, async () => {
    const problem = await enter();
    asking = Boolean(problem);
    return problem;
  }, refused);
}

async function begin() {
  const hadOne = kept();
  const problem = await enter();
  if (!problem) return;
  if (hadOne) forget();
  try {
    learn(await get('/session'));
  } catch (failure) {
    fill(main, trouble(failure));
    setTimeout(begin, 3_000);
    return;
  }
  if (who().signIn.length) ask(hadOne || who().name ? problem : '');
}

onUnknown.call = () => {
  if (!asking && !document.getElementById('nav').hidden) {
    forget();
    ask('You have been signed out; sign in again.');
  }
};

document.getElementById('sign-out').addEventListener('click', () => {
  forget();
  if (who().signIn.includes('provider')) location.href = 'page/sign-out';
  else ask('');
});

const cut = document.getElementById('cut');
const connection = document.getElementById('connection');
let cutSince;

live.addEventListener('connected', () => {
  if (cutSince) say('The worker answers again.');
  // What happened between what a view has read and now.
  view?.connected?.();
  cutSince = undefined;
  cut.hidden = true;
  connection.className = 'on';
  connection.textContent = 'Live';
});
live.addEventListener('cut', () => {
  if (!cutSince) {
    cutSince = Date.now();
    connection.className = 'off';
    connection.textContent = 'Cut off';
    cut.textContent = 'The worker does not answer; this page goes on by itself when it does. What you see is from before.';
  }
  // A stream that is let go and taken up at once is no news.
  setTimeout(() => { cut.hidden = !cutSince; }, 1_200);
});
live.addEventListener('event', ({ detail }) => view?.event?.(detail));
addEventListener('hashchange', navigated);
begin();
