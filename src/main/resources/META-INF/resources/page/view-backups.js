// What the backup stores hold, the report on a backup, the difference of two.
import { get, request } from './api.js';
import { fill, h, say } from './dom.js';
import { download, factList, reportFrame, table, trouble } from './parts.js';
import { time } from './words.js';

const bare = id => id.replace(/[{}]/g, '');
const storePath = store => `/backup-stores/${encodeURIComponent(store)}/backups`;
const link = (...parts) => '#/backups/' + parts.map(encodeURIComponent).join('/');

async function shown(main, read) {
  try {
    await read();
  } catch (problem) {
    main.append(trouble(problem));
  }
}

/** All GPOs of which there are backups. */
export function backups(main) {
  const stores = h('div');
  const find = h('input', { type: 'search', id: 'find', autocomplete: 'off' });
  fill(main, h('h1', {}, 'Backups'), h('div', { class: 'field' }, h('label', { for: 'find' }, 'Find a GPO'), find), stores);
  find.addEventListener('input', () => {
    const wanted = find.value.toLowerCase();
    const rows = [...stores.querySelectorAll('tbody tr')];
    rows.forEach(row => { row.hidden = !row.textContent.toLowerCase().includes(wanted); });
    say(`${rows.filter(row => !row.hidden).length} of ${rows.length} GPOs`);
  });
  shown(main, async () => {
    for (const { name } of (await get('/backup-stores')).backupStores) {
      const all = (await get(storePath(name))).backups;
      const byGpo = Map.groupBy(all, it => it.gpo.id);
      stores.append(h('section', {}, h('h2', {}, 'Store ', name), all.length
        ? table(['GPO', 'Domain', 'Backups', 'Newest', 'Comment'], [...byGpo].map(([id, [newest, ...older]]) => [
          h('a', { href: link(name, id) }, newest.gpo.displayName), newest.gpo.domain, String(older.length + 1), newest.time ? time(newest.time) : '', newest.comment ?? '']))
        : h('p', { class: 'quiet' }, 'It is empty.')));
    }
    if (!stores.firstChild) fill(stores, h('p', { class: 'quiet' }, 'No backup store is configured.'));
  });
  return { title: 'Backups' };
}

/** The backups of one GPO. */
export function backupsOfGpo(main, store, gpo) {
  fill(main, h('h1', {}, 'Backups'));
  shown(main, async () => {
    const all = (await get(storePath(store), { gpo })).backups;
    const name = all[0]?.gpo.displayName ?? gpo;
    const choice = (id, label, chosen) => h('div', { class: 'field' }, h('label', { for: id }, label),
      h('select', { id }, all.map((it, at) => h('option', { value: bare(it.id), selected: at === chosen },
        [it.time ? new Date(it.time).toLocaleString() : it.id, it.comment].filter(it => it).join(' – ')))));
    fill(main, crumbs(['Backups', '#/backups'], [store]), h('h1', {}, name),
      all.length > 1 && h('form', {
        class: 'filters two',
        onsubmit: event => {
          event.preventDefault();
          const [before, after] = event.target.querySelectorAll('select');
          location.hash = link(store, 'difference', before.value, after.value);
        },
      }, choice('before', 'Compare', 1), choice('after', 'with', 0), h('p', { class: 'buttons' }, h('button', { type: 'submit' }, 'Show what is different'))),
      all.length
        ? table(['Taken', 'Comment', 'Controller', 'Id', 'Report'], all.map(it => [
          it.time ? time(it.time) : 'unknown', it.comment ?? '', it.controller ?? '', h('span', { class: 'code' }, it.id),
          h('a', { href: link(store, 'report', bare(it.id)) }, 'Report')]))
        : h('p', { class: 'quiet' }, 'There are none.'));
  });
  return { title: 'Backups of a GPO' };
}

/** The settings of a backup. */
export function backupReport(main, store, id) {
  fill(main, h('h1', {}, 'Report on a backup'));
  shown(main, async () => {
    const path = `${storePath(store)}/${encodeURIComponent(id)}`;
    const [backup, html] = await Promise.all([get(path), request(path + '/report?type=html').then(it => it.text())]);
    const save = type => h('button', {
      type: 'button', class: 'plain',
      onclick: () => request(`${path}/report?type=${type}`).then(answer => download(answer, `${id}.${type}`)).catch(problem => main.append(trouble(problem))),
    }, `Save as ${type.toUpperCase()}`);
    fill(main, crumbs(['Backups', '#/backups'], [backup.gpo.displayName, link(store, backup.gpo.id)]), h('h1', {}, 'Report on a backup'),
      about(backup), h('p', { class: 'buttons' }, save('html'), save('xml')), reportFrame(html, 'Report on ' + backup.gpo.displayName));
  });
  return { title: 'Report on a backup' };
}

/** What is different between two backups. */
export function difference(main, store, before, after) {
  fill(main, h('h1', {}, 'What is different'));
  shown(main, async () => {
    const told = await get(`${storePath(store)}/${encodeURIComponent(before)}/diff/${encodeURIComponent(after)}`);
    const places = Map.groupBy(told.changes, it => it.place.join(' › '));
    const count = told.changes.length;
    fill(main, crumbs(['Backups', '#/backups'], [told.after.gpo.displayName, link(store, told.after.gpo.id)]), h('h1', {}, 'What is different'),
      h('div', { class: 'pair' }, h('section', {}, h('h2', {}, 'Before'), about(told.before)), h('section', {}, h('h2', {}, 'After'), about(told.after))),
      h('p', { class: 'words' }, count ? `${count} ${count === 1 ? 'setting is' : 'settings are'} different.` : 'No setting is different.'),
      h('p', { class: 'buttons' }, h('a', { href: link(store, 'difference', after, before) }, 'The other way round')),
      [...places].map(([place, changes]) => h('section', {}, h('h2', {}, place), changes.map(change))));
    say(`${count} different`);
  });
  return { title: 'What is different' };
}

const KINDS = { added: ['Added', 'good'], removed: ['Removed', 'bad'], changed: ['Changed', 'warn'] };

function change(it) {
  const [word, mood] = KINDS[it.kind];
  const lines = (values, tag) => values.map(value => h(tag, {}, value));
  return h('article', { class: 'change' }, h('h3', {}, h('span', { class: 'badge ' + mood }, word), ' ', it.setting),
    it.values.length > 0 && table(['Value', 'Before', 'After'], it.values.map(value => [value.name, lines(value.before, 'del'), lines(value.after, 'ins')])));
}

const about = it => factList([
  ['GPO', it.gpo.displayName], ['Domain', it.gpo.domain], ['Taken', it.time && time(it.time)], ['Comment', it.comment],
  ['Store', it.backupStore], ['Id', h('span', { class: 'code' }, it.id)],
]);

const crumbs = (...steps) => h('nav', { class: 'crumbs', 'aria-label': 'Where this is' },
  steps.map(([name, href], at) => [at ? ' › ' : '', href ? h('a', { href }, name) : name]));
