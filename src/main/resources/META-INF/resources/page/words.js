// How things are called and times are told.
import { h } from './dom.js';

const VERBS = {
  backup: 'Back up', restore: 'Restore', import: 'Import', copy: 'Copy',
  report: 'Report on', save: 'Save', load: 'Load',
};
const NOUNS = {
  'gpo': 'GPO', 'all-gpos': 'all GPOs', 'starter-gpo': 'Starter GPO', 'starter-gpo-backup': 'Starter GPO backup',
  'rsop': 'resultant set', 'domain': 'domain', 'backup': 'backup',
};
const STATES = {
  QUEUED: ['Waiting', 'label'], RUNNING: ['Running', 'live'], CANCELLING: ['Cancelling', 'warn'],
  SUCCEEDED: ['Succeeded', 'good'], FAILED: ['Failed', 'bad'], CANCELLED: ['Cancelled', 'label'],
  OUTCOME_UNKNOWN: ['Outcome unknown', 'bad'],
};
const REASONS = {
  REQUESTED: 'as asked', SHUTDOWN: 'the worker was shut down', EXPIRED: 'it waited too long',
  OWNER_LOST: 'its worker was lost', CANCEL_TIMED_OUT: 'the cancel brought no end in time',
  CANCEL_UNDELIVERED: 'the cancel could not be delivered',
};

export const ENDS = ['SUCCEEDED', 'FAILED', 'CANCELLED', 'OUTCOME_UNKNOWN'];
export const STATE_NAMES = Object.keys(STATES);
export const stateWord = state => STATES[state]?.[0] ?? state;
export const reasonWord = reason => REASONS[reason] ?? reason;

/** `backup-all-gpos` as people say it. */
export function kindWord(kind) {
  const at = kind.indexOf('-');
  return (VERBS[kind.slice(0, at)] ?? kind.slice(0, at)) + ' ' + (NOUNS[kind.slice(at + 1)] ?? kind.slice(at + 1));
}

/** `backupStore` as people say it. */
export const fieldWord = name => name.replace(/[A-Z]/g, letter => ' ' + letter.toLowerCase())
  .replace(/^./, letter => letter.toUpperCase()).replace(/\bgpo\b/i, 'GPO');

/** What an operation is about. */
export function target(operation) {
  const it = operation.parameters ?? {};
  const name = operation.result?.gpo?.displayName ?? operation.result?.displayName;
  const asked = it.gpo ?? it.starterGpo ?? it.target ?? it.source ?? it.backupGpoName ?? it.backupId ?? it.computer ?? it.file;
  return (asked?.startsWith('{') ? name : undefined) ?? asked ?? operation.domain;
}

export const title = operation => `${kindWord(operation.operation)}: ${target(operation)}`;

export function badge(state) {
  const badge = h('span', { class: 'badge' });
  badge.update = now => {
    badge.className = 'badge ' + (STATES[now]?.[1] ?? 'label');
    badge.textContent = stateWord(now);
  };
  badge.update(state);
  return badge;
}

/** A span of time, in its two largest units. */
export function span(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const [minutes, hours, days] = [60, 3600, 86400].map(unit => Math.floor(seconds / unit));
  if (days) return `${days} d ${hours % 24} h`;
  if (hours) return `${hours} h ${minutes % 60} min`;
  return minutes ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}

/** How long something took; below ten seconds in tenths. */
export const took = (from, to) => {
  const millis = Math.max(0, Date.parse(to) - Date.parse(from));
  return millis < 10_000 ? (millis / 1000).toFixed(1) + ' s' : span(millis);
};

/** A point in time, in the reader's own zone. */
export const time = iso => h('time', { datetime: iso, title: iso },
  new Date(iso).toLocaleString([], { dateStyle: 'medium', timeStyle: 'medium' }));

/** A time since when, which goes on by itself. */
export function age(iso, before = '', after = '') {
  const element = h('time', { class: 'age' });
  element.update = from => {
    if (from === element.dateTime) return;
    element.dateTime = from;
    element.title = from;
    tick(element);
  };
  element.dataset.before = before;
  element.dataset.after = after;
  element.update(iso);
  return element;
}

function tick(element) {
  const { before, after } = element.dataset;
  element.textContent = before + span(Date.now() - Date.parse(element.dateTime)) + after;
}

setInterval(() => document.querySelectorAll('time.age').forEach(tick), 1000);

/** Bytes as people count them. */
export const bytes = count => count < 1024 ? `${count} B`
  : count < 1048576 ? `${(count / 1024).toFixed(1)} KiB` : `${(count / 1048576).toFixed(1)} MiB`;
