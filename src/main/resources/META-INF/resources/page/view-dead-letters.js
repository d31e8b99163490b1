// Records that were no valid command: why, what they held, and sending them again.
import { get, post } from './api.js';
import { fill, h, say } from './dom.js';
import { dialog, factList, trouble } from './parts.js';
import { mayAdminister } from './session.js';
import { time } from './words.js';

export function deadLetters(main) {
  const letters = h('div');
  const more = h('button', { type: 'button', class: 'plain', hidden: true }, 'Older');
  let next;
  fill(main, h('h1', {}, 'Dead letters'), h('p', { class: 'quiet' }, 'Records on the command topic that were no valid command.'), letters, more);
  const read = async () => {
    try {
      const page = await get('/dead-letters', { cursor: next });
      letters.append(...page.deadLetters.map(letter));
      if (!letters.firstChild) fill(letters, h('p', {}, 'There are none.'));
      next = page.next;
      more.hidden = !next;
    } catch (problem) {
      letters.append(trouble(problem));
    }
  };
  more.addEventListener('click', read);
  read();
  return { title: 'Dead letters' };
}

function letter(first) {
  const element = h('article', { class: 'card letter' });
  const show = it => fill(element,
    h('div', { class: 'head' }, h('h2', {}, it.reason)),
    factList([
      ['Came', time(it.time)], ['Key', it.key],
      ['From', `${it.topic}, partition ${it.partition}, offset ${it.offset}`],
      ['Sent again', it.replays?.length > 0 && it.replays.map(one => h('div', {}, time(one.at), ' by ' + one.by))],
      ['Not whole', it.leftOutBytes > 0 && `${it.leftOutBytes} bytes did not fit, so that it cannot be sent again from here`],
    ]),
    h('details', {}, h('summary', {}, 'The record'),
      it.headers?.length > 0 && factList(it.headers.map(one => [one.name, one.value])), h('pre', { tabindex: 0, 'aria-label': 'Value' }, it.value ?? '(no value)')),
    mayAdminister() && !it.leftOutBytes && h('p', { class: 'buttons' }, h('button', { type: 'button', onclick: () => again(it, show) }, 'Send again…')));
  show(first);
  return element;
}

function again(it, show) {
  const answer = h('p', { role: 'status', class: 'answer' });
  const go = h('button', { type: 'submit' }, 'Send it again');
  const box = dialog('Send this record again?', h('form', {
    onsubmit: async event => {
      event.preventDefault();
      go.disabled = true;
      try {
        show(await post(`/dead-letters/${encodeURIComponent(it.id)}/replay`, {}));
        box.close();
        say('The record was sent again.');
      } catch (problem) {
        answer.textContent = problem.message;
        go.disabled = false;
      }
    },
  }, h('p', {}, 'It goes to the command topic as it came; your name is kept with it. Send it again once what was wrong is put right: “' + it.reason + '”'),
  answer, h('p', { class: 'buttons' }, go, h('button', { type: 'button', class: 'plain', onclick: () => box.close() }, 'Leave it'))));
}
