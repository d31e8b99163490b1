// Parts that several views show.
import { operationPath, newKey, post } from './api.js';
import { h, say, text } from './dom.js';
import { mayOperate } from './session.js';
import { reasonWord, stateWord, title } from './words.js';

export const operationLink = it => h('a', { href: '#/operations/' + encodeURIComponent(it.id) }, title(it));

/** How far an operation is. */
export function bar() {
  const meter = h('progress', { max: 1 });
  const told = h('span', { class: 'percent' });
  const step = h('span', { class: 'step' });
  const element = h('div', { class: 'bar' }, meter, told, step);
  element.update = it => {
    const at = it.progress;
    meter.setAttribute('aria-label', 'Progress of ' + title(it));
    if (at?.denominator > 0) meter.value = at.numerator / at.denominator;
    else meter.removeAttribute('value');
    text(told, at?.denominator > 0 ? Math.floor(100 * at.numerator / at.denominator) + ' %' : '…');
    text(step, [at?.step, at?.denominator > 1 ? `${at.numerator} of ${at.denominator}` : ''].filter(it => it).join(' · '));
  };
  return element;
}

/** What became of the cancel that was asked for; nothing where none was. */
export function cancelWords(it) {
  const asked = it.cancel
    ? `Cancel asked for${it.cancel.requestedBy ? ' by ' + it.cancel.requestedBy : ''}${it.cancel.reason ? `: “${it.cancel.reason}”` : ''}. ` : '';
  const answer = { 'accepted': 'It was accepted.', 'too-late': 'A cancel came too late.', 'not-supported': 'A cancel is not possible here.' }[it.answer] ?? '';
  const heard = it.state === 'CANCELLING' ? ' The running call has been told.' : '';
  return (asked + answer + heard).trim();
}

/** Why it ended as it did. */
export const endWords = it =>
  [it.reason ? reasonWord(it.reason) : '', it.error?.detail ?? ''].filter(it => it).join(': ');

/** A button that asks for a cancel; not there for those who may not. */
export function cancelButton(it) {
  const button = h('button', { type: 'button', class: 'danger', 'aria-label': 'Cancel ' + title(it), onclick: () => askCancel(it) }, 'Cancel…');
  button.update = now => {
    button.hidden = !mayOperate() || !now.cancellable || now.cancelRequested || !['QUEUED', 'RUNNING'].includes(now.state);
  };
  button.update(it);
  return button;
}

const ANSWERS = {
  'accepted': 'Accepted: the cancel is on its way. How the operation ends tells what became of it.',
  'too-late': 'Too late: the operation had already ended.',
  'not-supported': 'Not supported: this kind of operation cannot be cancelled.',
};

function askCancel(it) {
  const key = newKey();
  const reason = h('input', { type: 'text', id: 'reason', maxlength: 1000, autocomplete: 'off' });
  const answer = h('p', { role: 'status', class: 'answer' });
  const go = h('button', { type: 'submit', class: 'danger' }, 'Cancel the operation');
  const leave = h('button', { type: 'button', class: 'plain', onclick: () => box.close() }, 'Leave it running');
  const box = dialog('Cancel this operation?', h('form', {
    onsubmit: async event => {
      event.preventDefault();
      go.disabled = reason.disabled = true;
      answer.textContent = 'Waiting for the answer…';
      try {
        const told = await post(operationPath(it.id) + '/cancel',
          reason.value.trim() ? { reason: reason.value.trim() } : {}, { 'Prefer': 'wait=15', 'Idempotency-Key': key });
        go.hidden = true;
        leave.textContent = 'Close';
        leave.focus();
        answer.textContent = told.status === 202
          ? 'The cancel was sent; no answer came yet. The timeline will show it.'
          : told.already ? 'A cancel had been accepted already.'
            : [ANSWERS[told.answer] ?? told.answer, told.error?.detail].filter(it => it).join(' ');
      } catch (problem) {
        answer.textContent = problem.message + ' Nothing is asked for twice if you try again.';
        go.disabled = reason.disabled = false;
      }
    },
  }, h('p', {}, title(it)), h('label', { for: 'reason' }, 'Reason, for those who read it later'), reason, answer, h('p', { class: 'buttons' }, go, leave)));
}

/** A dialog; the focus goes back where it came from. */
export function dialog(heading, ...content) {
  const opener = document.activeElement;
  const box = h('dialog', { 'aria-labelledby': 'dialog-heading' }, h('h2', { id: 'dialog-heading' }, heading), content);
  box.addEventListener('close', () => {
    box.remove();
    if (opener?.isConnected && opener.checkVisibility()) opener.focus();
    else document.getElementById('main').focus();
  });
  document.body.append(box);
  box.showModal();
  return box;
}

/** Says of an operation that it has come to an end. */
export const sayEnd = it => say(`${title(it)}: ${stateWord(it.state)}`);

/** What is shown where something could not be read. */
export const trouble = problem => h('p', { class: 'note bad', role: 'alert' }, problem.message);

/** Facts, as pairs of a name and a value; those without a value are left out. */
export const factList = pairs => h('dl', { class: 'facts' },
  pairs.filter(([, value]) => value ?? false).map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));

/** A table whose cells carry their heading, for narrow screens. */
export const table = (headings, rows, caption) => h('table', {},
  caption && h('caption', {}, caption),
  h('thead', {}, h('tr', { class: 'of-' + headings.length }, headings.map(heading => h('th', { scope: 'col' }, heading)))),
  h('tbody', {}, rows.map(cells => h('tr', {}, cells.map((cell, at) => h(at ? 'td' : 'th', at ? { 'data-label': headings[at] } : { scope: 'row' }, cell))))));

/** Shows a report where it belongs: sealed off from this page. */
export function reportFrame(html, name) {
  const frame = h('iframe', { src: 'page/report.html', sandbox: 'allow-scripts', title: name, class: 'report' });
  const ready = event => {
    if (event.source !== frame.contentWindow) return;
    removeEventListener('message', ready);
    // Its origin is none, so there is none to name.
    frame.contentWindow.postMessage(html, '*');
  };
  addEventListener('message', ready);
  return frame;
}

/** Hands a file to the person. */
export async function download(response, name) {
  const url = URL.createObjectURL(await response.blob());
  h('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

