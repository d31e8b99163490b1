// Says who one is.
import { fill, h } from './dom.js';
import { forget, keep } from './session.js';

/** @param ways `key`, `token`, `provider`, as the worker takes them */
export function signIn(main, ways, enter, refused) {
  const field = h('input', { type: 'password', id: 'credential', autocomplete: 'off', required: true, spellcheck: 'false', maxlength: 16_384 });
  const answer = h('p', { role: 'alert', class: 'answer' }, refused);
  const label = ways.includes('key') && ways.includes('token') ? 'API key or access token' : ways.includes('key') ? 'API key' : 'Access token';
  fill(main, h('div', { class: 'sign-in' }, h('h1', {}, 'Sign in'),
    ways.includes('provider') && h('p', {}, h('a', { class: 'button', href: 'page/sign-in' }, 'Sign in with your organisation')),
    h('form', {
      onsubmit: async event => {
        event.preventDefault();
        keep(field.value.trim());
        const problem = await enter();
        if (!problem) return;
        forget();
        answer.textContent = problem;
        field.select();
      },
    }, h('label', { for: 'credential' }, label), field, answer, h('p', { class: 'buttons' }, h('button', { type: 'submit' }, 'Sign in'))),
    h('p', { class: 'quiet' }, 'It is kept in this tab until you sign out or close it, and sent to this worker alone.')));
  field.focus();
  return { title: 'Sign in' };
}
