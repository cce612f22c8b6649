// The review desk: doubts first, one key per thought, the next claim already there.
import { call, csrf, fragment, newId, pause, Refused, Unreachable } from './net.js';
import { composing, listen, setSingleKeys, singleKeys } from './keys.js';
import { toast } from './page.js';
import { Viewer } from './viewer.js';
import { say } from './words.js';

document.body.classList.add('reviewing');
const done = new Set(); // decided here, maybe still on its way: never offered again
const trail = []; // claims visited without deciding, for PgUp
const ready = new Map(); // id → {page, urls}: fetched ahead
let last = null; // the last decision: {id, person, promise → version}
let desk = null;

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const one = (selector, root = document) => root.querySelector(selector);

/** One claim on the screen. */
class Sheet {
  constructor(main) {
    this.main = main;
    this.id = main.dataset.review;
    this.queue = main.dataset.queue.split(' ').filter(Boolean);
    this.filters = main.dataset.filters;
    this.moves = new Set(main.dataset.moves.split(' ').filter(Boolean));
    this.viewer = new Viewer(one('[data-stage]', main));
    this.urls = [];
    this.answers = Promise.resolve();
    this.sent = 0;
    this.version = Number(this.panel.dataset.version);
    this.read();
    this.focus(this.open()[0] || null, false);
    this.tabs();
  }

  get panel() { return one('[data-panel]', this.main); }

  read() { this.cards = all('[data-doubt]', this.main); this.primary(); }

  open() { return this.cards.filter((card) => !card.classList.contains('closed')); }

  focus(card, scroll = true) {
    for (const other of this.cards) other.classList.toggle('now', other === card);
    this.now = card;
    this.primary();
    if (!card) { this.viewer.page(); this.tabs(); return; }
    if (scroll) card.scrollIntoView({ block: 'nearest' });
    if (card.dataset.box) this.viewer.look(card.dataset.evidence, card.dataset.page, card.dataset.box.split(' ').map(Number));
    this.tabs();
  }

  primary() {
    const button = one('[data-move="credit"]', this.main);
    if (!button) return;
    const left = this.open().length;
    const words = one('[data-primary-words]', button);
    this.confirmWords ||= words.textContent;
    words.textContent = left ? say('看疑点（还有 {n} 处）', { n: left }) : this.confirmWords;
    button.classList.toggle('hold', left > 0);
  }

  tabs() {
    for (const tab of all('[data-show]', this.main)) tab.setAttribute('aria-current', String(tab.dataset.show === this.viewer.key));
    const crop = one('[data-crop]', this.main);
    if (crop) crop.setAttribute('aria-pressed', String(this.viewer.cropped));
  }

  /** Closes a doubt on the screen at once and sends the answer in order; the panel follows when all are in. */
  answer(card, choice, value) {
    const said = choice === 'write' ? value : one(`[data-key="${choice}"] span`, card)?.textContent ?? one('[data-key] span', card)?.textContent ?? '';
    card.classList.add('closed');
    one('[data-said]', card).textContent = said;
    const open = this.open();
    const after = open.find((other) => this.cards.indexOf(other) > this.cards.indexOf(card)) || open[0] || null;
    this.focus(after);
    const fields = new URLSearchParams(new FormData(one('form', card)));
    fields.set('choice', choice);
    if (value !== undefined) fields.set('value', value); else fields.delete('value');
    this.sent += 1;
    const mine = this.sent;
    this.answers = this.answers.then(() => this.post(fields, mine));
  }

  /** Pathway or particulars changed: the same queue, so that versions follow each other. */
  change(fields) {
    this.sent += 1;
    const mine = this.sent;
    this.answers = this.answers.then(() => this.post(fields, mine));
  }

  async post(fields, number) {
    if (this.failed) return;
    fields.set('version', this.version);
    fields.set('csrf', csrf());
    const answer = await fetch(`/review/${this.id}`, {
      method: 'POST', body: fields, credentials: 'same-origin', headers: { 'X-Part': 'panel' },
    }).catch(() => null);
    if (!answer) {
      this.failed = true;
      toast(say('连接中断，刚才的回答没有保存。'), { action: { title: say('刷新'), run: () => window.location.reload() }, seconds: 30 });
      return;
    }
    const panel = one('[data-panel]', new DOMParser().parseFromString(await answer.text(), 'text/html'));
    if (!panel) { this.failed = true; toast(say('没有保存成功，请刷新页面。')); return; }
    this.version = Number(panel.dataset.version);
    if (answer.status >= 400) this.failed = true;
    if (number !== this.sent) return; // a later answer is on its way and brings the newer panel
    const place = this.panel.scrollTop;
    this.panel.replaceWith(document.importNode(panel, true));
    this.panel.scrollTop = place;
    this.failed = false;
    const hours = one('.number', this.panel);
    this.confirmWords = say('确认 {n} 学时', { n: hours ? hours.textContent : '—' });
    this.read();
    this.focus(this.open()[0] || null, false);
  }

  leave() { for (const url of this.urls) URL.revokeObjectURL(url); this.urls = []; }
}

// --- moving between claims ------------------------------------------------------------------------------------------

const address = (id, filters) => `/review/${id}${filters ? `?${filters}` : ''}`;

async function pictures(page) {
  const urls = [];
  const wanted = new Map();
  for (const image of all('image[href]', page)) {
    const href = image.getAttribute('href');
    if (!wanted.has(href)) wanted.set(href, []);
    wanted.get(href).push(image);
  }
  await Promise.all([...wanted].slice(0, 4).map(async ([href, images]) => {
    try {
      const answer = await fetch(href, { credentials: 'same-origin' });
      if (!answer.ok) return;
      const url = URL.createObjectURL(await answer.blob());
      const probe = new Image();
      probe.src = url;
      await probe.decode().catch(() => {});
      urls.push(url);
      for (const image of images) image.setAttribute('href', url);
    } catch { /* the page loads it itself then */ }
  }));
  return urls;
}

function fetchAhead(id, filters) {
  if (!id || ready.has(id)) return;
  ready.set(id, (async () => {
    const page = await fragment(address(id, filters), undefined, { 'X-Ahead': '1' });
    return { page, urls: await pictures(page) };
  })().catch(() => { ready.delete(id); return null; }));
  while (ready.size > 4) {
    const [old, held] = ready.entries().next().value;
    ready.delete(old);
    held.then((kept) => kept?.urls.forEach((url) => URL.revokeObjectURL(url)));
  }
}

const waiting = (sheet) => sheet.queue.filter((id) => id !== sheet.id && !done.has(id));
const following = (sheet) => waiting(sheet)[0];
const fetchFollowing = () => { for (const id of waiting(desk).slice(0, 2)) fetchAhead(id, desk.filters); };

async function go(id, push = true) {
  const filters = desk.filters;
  fetchAhead(id, filters);
  const found = await ready.get(id);
  ready.delete(id);
  if (!found) { window.location.assign(address(id, filters)); return; }
  const main = document.importNode(one('main', found.page), true);
  const before = desk;
  one('main').replaceWith(main);
  document.title = found.page.title;
  document.body.dataset.csrf = found.page.body.dataset.csrf;
  // Fetching ahead was no look; this is one, and it ends the undo of the level before.
  fetch(`/review/${id}/look`, { method: 'POST', body: new URLSearchParams({ csrf: csrf() }), credentials: 'same-origin', keepalive: true }).catch(() => {});
  desk = new Sheet(main);
  desk.urls = found.urls;
  before.leave();
  if (push) window.history.pushState({ id }, '', address(id, filters));
  main.focus({ preventScroll: true });
  fetchFollowing();
}

window.addEventListener('popstate', () => {
  const id = window.location.pathname.split('/').pop();
  if (id) go(id, false);
});

function onward() {
  const id = following(desk);
  if (id) { trail.push(desk.id); return go(id); }
  window.location.assign(`/review${desk.filters ? `?${desk.filters}` : ''}`);
  return undefined;
}

// --- deciding -------------------------------------------------------------------------------------------------------

/** Sends one decision; a lost connection is tried again with the same key, so that it counts once. */
async function settle(sheet, body) {
  const key = newId();
  await sheet.answers;
  if (sheet.failed) throw new Refused(409, { detail: say('前面的回答没有保存，决定没有作出。') });
  for (let tries = 0; ; tries += 1) {
    try {
      const { data } = await call('POST', `/api/v1/claims/${sheet.id}/decisions`, { body, ifMatch: sheet.version, key });
      return data.summary.version;
    } catch (error) {
      const again = error instanceof Unreachable || (error instanceof Refused && [429, 502, 503, 504].includes(error.status));
      if (!again || tries > 5) throw error;
      await pause(1000 * 2 ** Math.min(tries, 3));
    }
  }
}

function decide(body) {
  const sheet = desk;
  if (done.has(sheet.id)) return;
  done.add(sheet.id);
  const person = one('.who h1', sheet.main).textContent;
  const promise = settle(sheet, body);
  last = { id: sheet.id, person, promise, filters: sheet.filters };
  const mine = last;
  promise.then(
    () => toast(say('{who}：已{what}', { who: person, what: say(TITLES[body.verdict]) }), { action: { title: `${say('撤销')} (Ctrl Z)`, run: () => undo(mine) } }),
    (error) => {
      done.delete(sheet.id);
      if (last === mine) last = null;
      toast(`${person}：${error.message || say('没有保存成功。')}`, { action: { title: say('回到这一件'), run: () => { ready.delete(sheet.id); go(sheet.id); } }, seconds: 60 });
    },
  );
  if (following(sheet)) onward();
  else promise.then(() => onward(), () => {});
}

const TITLES = { credit: '确认', adjust: '调整学时', return: '退回', decline: '不予认定', dispute: '提出异议' };

async function undo(entry = last) {
  if (!entry) { toast(say('没有可以撤销的决定。')); return; }
  try {
    const version = await entry.promise;
    await call('POST', `/api/v1/claims/${entry.id}/undo`, { ifMatch: version });
    if (last === entry) last = null;
    done.delete(entry.id);
    ready.delete(entry.id);
    toast(say('{who}：已撤销', { who: entry.person }));
    await go(entry.id);
  } catch (error) { toast(error.message || say('不能撤销了。'), { seconds: 12 }); }
}

function ask(verdict) {
  if (!desk.moves.has(verdict)) { toast(say('这一步现在不能做。')); return; }
  const dialog = one('[data-dialog="reason"]', desk.main);
  dialog.dataset.verdict = verdict;
  one('[data-title]', dialog).textContent = say(TITLES[verdict]);
  one('[data-hours-field]', dialog).hidden = !(verdict === 'adjust' || verdict === 'credit');
  one('[data-reasons]', dialog).hidden = verdict === 'credit';
  dialog.showModal();
  if (verdict === 'adjust' || verdict === 'credit') one('[data-hours-input]', dialog).focus(); else one('[data-send]', dialog).focus();
}

function sendDialog(dialog) {
  const verdict = dialog.dataset.verdict;
  const reason = one('[data-text]', dialog).value.trim();
  const hours = one('[data-hours-input]', dialog).value.trim();
  const needsHours = verdict === 'adjust' || verdict === 'credit';
  if (!reason && verdict !== 'credit') { one('[data-text]', dialog).focus(); return; }
  if (needsHours && !/^\d+(\.\d{1,2})?$/.test(hours)) { one('[data-hours-input]', dialog).focus(); return; }
  const body = { verdict, reason, clause: one('[data-clause]', dialog).value.trim() };
  if (needsHours) body.hours = Number(hours);
  if (desk.now?.dataset.evidence) { body.evidence_id = desk.now.dataset.evidence; if (desk.now.dataset.fact) body.fact = desk.now.dataset.fact; }
  dialog.close();
  decide(body);
}

function enter() {
  if (!desk.moves.has('credit')) return;
  if (desk.now && !desk.now.classList.contains('closed')) {
    const first = one('[data-key]', desk.now);
    desk.answer(desk.now, first ? first.value : 'seen');
    return;
  }
  const next = desk.open()[0];
  if (next) { desk.focus(next); return; }
  if (desk.panel.dataset.more === '1') {
    // More than three were open: the next ones come with the panel that is on its way, and the press waits for them.
    const sheet = desk;
    sheet.answers.then(() => { if (sheet === desk && !sheet.failed && sheet.panel.dataset.more === '1') toast(say('还有疑点，请接着看。')); });
    return;
  }
  if (one('.number', desk.panel)?.textContent.trim() === '—') { ask('credit'); return; }
  decide({ verdict: 'credit' });
}

function pick(key) {
  const button = desk.now && one(`[data-key="${key}"]`, desk.now);
  if (!button || desk.now.classList.contains('closed')) return false;
  desk.answer(desk.now, button.value);
  return true;
}

function write() {
  const input = desk.now && one('[data-write]', desk.now);
  if (input) { input.focus(); input.select(); }
}

function step(by) {
  if (!desk.cards.length) return false;
  const at = desk.cards.indexOf(desk.now);
  desk.focus(desk.cards[(at + by + desk.cards.length) % desk.cards.length]);
  return true;
}

function compare() {
  const link = one('[data-compare]', desk.now || desk.panel) || one('[data-compare]', desk.panel);
  if (link) link.click(); else toast(say('这件申报没有与别的材料相像的线索。'));
}

const openDialog = (name) => one(`[data-dialog="${name}"]`, desk.main).showModal();
function red() {
  const button = one('[data-red]', desk.main);
  const off = button.getAttribute('aria-pressed') !== 'true';
  button.setAttribute('aria-pressed', String(off));
  desk.viewer.red(off);
}

listen({
  Enter: enter,
  0: () => pick(0), 1: () => pick(1), 2: () => pick(2), 3: () => pick(3),
  F2: write,
  Space: () => { desk.viewer.toggle(); desk.tabs(); },
  ArrowLeft: () => { desk.viewer.step(-1); desk.tabs(); },
  ArrowRight: () => { desk.viewer.step(1); desk.tabs(); },
  ArrowUp: () => step(-1), ArrowDown: () => step(1),
  PageDown: () => onward(),
  PageUp: () => { const id = trail.pop(); if (id) go(id); },
  R: red, T: () => ask('return'), X: () => ask('decline'), J: () => ask('adjust'), D: () => ask('dispute'),
  H: compare,
  L: () => openDialog('law'), M: () => openDialog('note'), '?': () => openDialog('help'), '？': () => openDialog('help'),
  'Ctrl+Z': () => undo(),
});

// Inside the reason dialog digits choose a sentence and Enter sends, unless somebody is writing.
document.addEventListener('keydown', (event) => {
  const dialog = event.target.closest?.('dialog[data-dialog="reason"]');
  if (!dialog || composing(event) || event.ctrlKey || event.altKey || event.metaKey) return;
  const writing = /^(TEXTAREA|INPUT)$/.test(event.target.tagName);
  if (event.key === 'Enter' && event.target.value !== 'cancel' && event.target.tagName !== 'TEXTAREA') {
    event.preventDefault();
    sendDialog(dialog);
  } else if (/^[1-9]$/.test(event.key) && !writing) {
    const button = one(`[data-reason="${event.key}"]`, dialog);
    if (button) { event.preventDefault(); button.click(); }
  }
});

document.addEventListener('click', (event) => {
  const card = event.target.closest('[data-doubt]');
  if (card && card !== desk.now && !card.classList.contains('closed') && desk.main.contains(card)) { desk.focus(card, false); return; }
  const button = event.target.closest('button');
  if (!button || !desk.main.contains(button)) return;
  const data = button.dataset;
  if (data.move === 'credit') enter();
  else if (data.move) ask(data.move);
  else if (data.open) openDialog(data.open);
  else if (data.show) { desk.viewer.place = null; desk.viewer.show(data.show); desk.viewer.page(); desk.tabs(); }
  else if ('crop' in data) { desk.viewer.toggle(); desk.tabs(); }
  else if ('red' in data) red();
  else if ('go' in data) { desk.viewer.look(data.evidence, data.page, data.box.split(' ').map(Number)); desk.tabs(); }
  else if (data.reason) {
    const dialog = button.closest('dialog');
    one('[data-text]', dialog).value = one('span', button).textContent;
    one('[data-send]', dialog).focus();
  } else if ('send' in data) sendDialog(button.closest('dialog'));
  else if ('saveNote' in data) saveNote(button.closest('dialog'));
});

async function saveNote(dialog) {
  const sheet = desk;
  dialog.close();
  const note = one('[data-note-text]', dialog).value.trim();
  sheet.answers = sheet.answers.then(async () => {
    try {
      const { data } = await call('PATCH', `/api/v1/claims/${sheet.id}/facts`, { body: { note }, ifMatch: sheet.version });
      sheet.version = data.summary.version;
      toast(say('备注已保存。'));
    } catch (error) { toast(error.message || say('没有保存成功。')); }
  });
}

// Answers by mouse or by Enter in the field go the same way as by key.
document.addEventListener('submit', (event) => {
  const change = event.target.closest('[data-change]');
  if (change) {
    event.preventDefault();
    desk.change(new URLSearchParams(new FormData(change)));
    return;
  }
  const form = event.target.closest('[data-answer]');
  if (!form) return;
  event.preventDefault();
  const card = form.closest('[data-doubt]');
  const value = one('[data-write]', form)?.value.trim();
  const by = event.submitter;
  if (by && by.value !== 'write' && document.activeElement !== one('[data-write]', form)) desk.answer(card, by.value);
  else if (value) { desk.answer(card, 'write', value); desk.main.focus({ preventScroll: true }); }
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && event.target.matches?.('[data-write]')) desk.main.focus({ preventScroll: true });
});
document.addEventListener('change', (event) => {
  if (event.target.matches('[data-single-keys]')) setSingleKeys(event.target.checked);
});
document.addEventListener('toggle', (event) => {
  if (event.target.matches?.('dialog')) for (const box of all('[data-single-keys]')) box.checked = singleKeys();
}, true);

desk = new Sheet(one('main'));
window.history.replaceState({ id: desk.id }, '');
one('main').focus({ preventScroll: true });
fetchFollowing();
