// One operation: what it is, what happened, what came of it.
import { get, inTurn, operationPath, request } from './api.js';
import { fill, h } from './dom.js';
import { bar, cancelButton, cancelWords, download, endWords, factList, reportFrame, sayEnd, table, trouble } from './parts.js';
import { apply } from './operations.js';
import { age, badge, bytes, ENDS, fieldWord, kindWord, reasonWord, time, title, took } from './words.js';

const LOOK_AT_WORKER = 5_000;

export function operation(main, id) {
  const path = operationPath(id);
  const head = h('div');
  const rest = h('div');
  const facts = h('div');
  const timeline = h('ol', { class: 'timeline' });
  const report = h('section', { hidden: true });
  let it;
  let events = [];
  let parts;

  const show = () => {
    if (parts?.of !== it.state) {
      parts = { of: it.state, bar: bar(), cancel: cancelButton(it) };
      fill(head, h('div', { class: 'head' }, h('h1', {}, title(it)), badge(it.state)), parts.bar, h('div', { class: 'buttons' }, parts.cancel));
    }
    parts.bar.hidden = ENDS.includes(it.state);
    parts.bar.update(it);
    parts.cancel.update(it);
  };

  const showAll = () => {
    show();
    fill(facts, about(it));
    fill(rest, endNote(it), cancelWords(it) && h('p', { class: 'note warn' }, cancelWords(it)), facts, result(it), messages(it));
    fill(timeline, told(events).map(moment));
    showReport();
  };

  const showReport = () => {
    if (!it.report || !report.hidden) return;
    report.hidden = false;
    const type = it.result?.reportType ?? it.parameters.reportType;
    const open = h('div');
    fill(report, h('h2', {}, 'Report'), open);
    const fetched = () => request(path + '/report');
    if (type === 'html') {
      fetched().then(answer => answer.text())
        .then(html => fill(open, reportFrame(html, 'Report of ' + title(it))), problem => fill(open, trouble(problem)));
    }
    report.append(h('p', { class: 'buttons' }, h('button', {
      type: 'button', class: 'plain',
      onclick: () => fetched().then(answer => download(answer, `${id}.${type}`)).catch(problem => fill(open, trouble(problem))),
    }, `Save the report (${type.toUpperCase()})`)));
  };

  const read = inTurn(async () => {
    try {
      [it, events] = await Promise.all([get(path), get(path + '/events')]);
      it.answer = /\.cancel\.(.+)/.exec(events.findLast(event => event.type.includes('.cancel.'))?.type)?.[1];
      showAll();
    } catch (problem) {
      if (problem.status || !it) fill(rest, trouble(problem));
    }
  });

  const beat = async () => {
    if (!it || ENDS.includes(it.state)) return;
    try {
      it.worker = (await get(path)).worker;
      fill(facts, about(it));
    } catch {
      // The head of the page says so.
    }
  };

  fill(main, head, rest, h('section', {}, h('h2', {}, 'What happened'), timeline), report);
  fill(head, h('h1', {}, 'Operation ' + id));
  read();
  const timer = setInterval(beat, LOOK_AT_WORKER);
  return {
    title: 'Operation ' + id,
    connected: read,
    event: event => {
      if (event.subject !== id || it?.sequence >= event.sequence || events.some(known => known.id === event.id)) return;
      const progressed = event.type.endsWith('.progressed');
      if (it) {
        events.push(event);
        it = apply(it, event) ?? it;
        if (progressed) {
          show();
          fill(timeline, told(events).map(moment));
        } else if (event.type.includes('.operation.') && ENDS.includes(it.state)) {
          sayEnd(it);
        }
      }
      if (!progressed || read.underWay) read();
    },
    close: () => clearInterval(timer),
  };
}

const endNote = it => endWords(it)
  && h('div', { class: 'note ' + (it.state === 'CANCELLED' ? 'label' : 'bad') },
    h('p', {}, it.error?.title ?? reasonWord(it.reason)),
    h('p', {}, it.error?.detail),
    it.error?.hresult && h('p', { class: 'code' }, [it.error.hresult, it.error.hresultName].filter(it => it).join(' ')));

const about = it => factList([
  ['Operation', kindWord(it.operation)],
  ['Domain', it.domain],
  ...Object.entries(it.parameters).filter(([, value]) => value !== null).map(([name, value]) => [fieldWord(name), typeof value === 'string' ? value : JSON.stringify(value)]),
  ['Ticket', it.correlationId],
  ['Asked for by', it.requestedBy],
  ['Accepted', time(it.acceptedAt)],
  ['Started', it.startedAt && time(it.startedAt)],
  ['Ended', it.endedAt && h('span', {}, time(it.endedAt), it.startedAt ? `, after ${took(it.startedAt, it.endedAt)}` : '')],
  ['Running for', !it.endedAt && it.startedAt && age(it.startedAt)],
  ['Expires', it.expiresAt && time(it.expiresAt)],
  ['Worker', it.worker && (it.worker.name ?? it.worker.id)],
  ['Heartbeat', !it.endedAt && it.worker?.heartbeatAgeSeconds !== undefined && age(new Date(Date.now() - it.worker.heartbeatAgeSeconds * 1000).toISOString(), '', ' ago')],
  ['Id', h('span', { class: 'code' }, it.id)],
]);

function result(it) {
  const value = it.result;
  if (!value) return undefined;
  const several = value.gpos ?? value.backups;
  const backup = one => one.backupStore && h('a', { href: `#/backups/${encodeURIComponent(one.backupStore)}/${one.gpo.id}` }, one.gpo.displayName);
  return h('section', {}, h('h2', {}, 'What came of it'),
    several
      ? h('details', { open: several.length <= 20 }, h('summary', {}, `${value.total} ${value.type}`),
        table(['GPO', 'Id', 'Size'], several.map(one => [backup(one) || one.displayName, h('span', { class: 'code' }, one.id), one.bytes === undefined ? '' : bytes(one.bytes)])),
        several.length < value.total && h('p', { class: 'quiet' }, `The first ${several.length} are shown.`))
      : factList([
        ['GPO', value.gpo ? backup(value) || value.gpo.displayName : value.starterGpo?.displayName ?? value.displayName],
        ['Backup', value.backupStore && h('span', { class: 'code' }, value.id)],
        ['Files', value.files !== undefined && `${value.files}, ${bytes(value.bytes)}`],
        ['Report', value.reportType && `${value.reportType.toUpperCase()}, ${value.characters} characters`],
      ]));
}

const messages = it => it.messages?.length > 0 && h('section', {}, h('h2', {}, 'Messages'),
  table(['About', 'Message', 'Extension', 'Status'],
    it.messages.map(one => [one.objectPath ?? '', one.message ?? '', [one.extensionName, one.settingsName].filter(it => it).join(', '), h('span', { class: 'code' }, one.errorCode)])));

/** Of progress that follows upon progress, the last is enough. */
const told = events => events.filter((event, at) =>
  !(event.type.endsWith('.progressed') && events[at + 1]?.type.endsWith('.progressed')));

const EVENTS = {
  'operation.accepted': data => ['Accepted', data.requestedBy && 'for ' + data.requestedBy],
  'operation.started': data => ['Started', data.worker && 'on ' + data.worker],
  'operation.progressed': data => [`${data.numerator} of ${data.denominator}`, data.step],
  'operation.cancelling': () => ['The running call was told to stop'],
  'operation.succeeded': data => ['Succeeded', data.cancelRequested && 'the cancel came to nothing'],
  'operation.failed': data => ['Failed', data.error?.detail],
  'operation.cancelled': data => ['Cancelled', data.reason && reasonWord(data.reason)],
  'operation.outcome-unknown': data => ['Outcome unknown', data.error?.detail],
  'cancel.accepted': data => [data.already ? 'Cancel accepted already' : 'Cancel accepted', cancelBy(data)],
  'cancel.too-late': data => ['Cancel came too late', cancelBy(data)],
  'cancel.not-supported': data => ['Cancel is not possible', cancelBy(data)],
  'command.rejected': data => ['Command rejected', data.error?.detail],
};

const cancelBy = data => [data.requestedBy && 'asked by ' + data.requestedBy, data.reason && `“${data.reason}”`].filter(it => it).join(': ');

function moment(event) {
  const name = event.type.replace('io.gpmcworker.', '');
  const [what, more] = EVENTS[name]?.(event.data) ?? [name];
  return h('li', { class: name.replace(/\W/g, '-') }, time(event.time), h('span', {}, h('b', {}, what), more ? ' – ' + more : ''));
}
