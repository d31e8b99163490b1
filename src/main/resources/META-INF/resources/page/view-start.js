// Starting an operation. The fields are those of the published schemas.
import { get, newKey, post } from './api.js';
import { fill, h } from './dom.js';
import { trouble } from './parts.js';
import { fieldWord, kindWord } from './words.js';

const schema = async name => (await fetch(`schemas/v1/${name}.json`)).json();

export function startOperation(main) {
  const fields = h('div', { class: 'fields' });
  const answer = h('p', { role: 'alert', class: 'answer' });
  const changes = h('p', { class: 'note warn', hidden: true }, 'This changes the domain.');
  const go = h('button', { type: 'submit' }, 'Start');
  const domain = h('select', { id: 's-domain' });
  const kind = h('select', { id: 's-kind' });
  const ticket = h('input', { type: 'text', id: 's-ticket', maxlength: 256, autocomplete: 'off' });
  let domains, names, stores, key;

  const choice = (select, values, word = it => it) => fill(select, values.map(value => h('option', { value }, word(value))));
  const operations = () => domains.find(it => it.name === domain.value).operations;

  const showKinds = () => {
    choice(kind, operations().map(it => it.operation), kindWord);
    return showFields();
  };

  const showFields = async () => {
    const wanted = kind.value;
    changes.hidden = !operations().find(it => it.operation === wanted).changes;
    const { properties, required } = await schema('parameters/' + wanted);
    if (wanted !== kind.value) return;
    fill(fields, Object.entries(properties).map(([name, it]) => field(name, it, required.includes(name))));
  };

  const field = (name, it, required) => {
    const id = 'p-' + name;
    const type = (it.$ref ?? it.anyOf?.[0].$ref)?.split('/').pop();
    const values = type === 'backupStore' ? stores : names[type]?.enum;
    const hint = h('p', { id: id + '-hint', class: 'hint' }, it.description);
    const props = { id, name, required, 'aria-describedby': hint.id };
    if (it.type?.includes('boolean')) {
      return h('div', { class: 'field check' }, h('input', { ...props, required: false, type: 'checkbox' }), h('label', { for: id }, fieldWord(name)), hint);
    }
    return h('div', { class: 'field' }, h('label', { for: id }, fieldWord(name), !required && h('span', { class: 'quiet' }, ' (if wanted)')),
      values ? choice(h('select', props), required ? values : ['', ...values]) : h('input', { ...props, type: 'text', autocomplete: 'off' }), hint);
  };

  const parameters = () => Object.fromEntries([...fields.querySelectorAll('[name]')]
    .map(it => [it.name, it.type === 'checkbox' ? it.checked || undefined : it.value.trim() || undefined])
    .filter(([, value]) => value !== undefined));

  const form = h('form', {
    class: 'start',
    // What is asked for is another now.
    oninput: () => { key = undefined; },
    onsubmit: async event => {
      event.preventDefault();
      key ??= newKey();
      go.disabled = true;
      answer.textContent = '';
      try {
        const told = await post('/operations',
          { operation: kind.value, domain: domain.value, parameters: parameters(), ...(ticket.value.trim() ? { correlationId: ticket.value.trim() } : {}) },
          { 'Prefer': 'wait=15', 'Idempotency-Key': key });
        location.hash = '#/operations/' + encodeURIComponent(told.id ?? told.operationId);
      } catch (problem) {
        answer.textContent = problem.message;
        go.disabled = false;
      }
    },
  },
  h('div', { class: 'field' }, h('label', { for: 's-domain' }, 'Domain'), domain),
  h('div', { class: 'field' }, h('label', { for: 's-kind' }, 'Operation'), kind), changes, fields,
  h('div', { class: 'field' }, h('label', { for: 's-ticket' }, 'Ticket', h('span', { class: 'quiet' }, ' (if wanted)')), ticket),
  answer, h('p', { class: 'buttons' }, go, h('a', { href: '#/' }, 'Leave it')));

  fill(main, h('h1', {}, 'Start an operation'), form);
  domain.addEventListener('change', showKinds);
  kind.addEventListener('change', showFields);
  Promise.all([get('/domains'), get('/backup-stores'), schema('names')]).then(([all, held, known]) => {
    domains = all.domains;
    stores = held.backupStores.map(it => it.name);
    names = known.$defs;
    choice(domain, domains.map(it => it.name));
    return showKinds();
  }).catch(problem => main.append(trouble(problem)));
  return { title: 'Start an operation' };
}
