// The review desk: doubts first, one key per thought, the next claim already there.
import { call } from './net.js';
import { answering } from './answering.js';
import { composing, listen, setSingleKeys, singleKeys } from './keys.js';
import { all, one } from './find.js';
import { toast } from './page.js';
import { Sitting, TITLES } from './sitting.js';
import { say } from './words.js';

document.body.classList.add('reviewing');
const sitting = new Sitting(one('main'));

// --- the keys' acts -------------------------------------------------------------------------------------------------

function enter() {
  const { sheet } = sitting;
  if (!sheet.moves.has('credit') || sheet.enter()) return;
  if (!sheet.hours) { ask('credit'); return; }
  sitting.decide({ verdict: 'credit' });
}

function pick(key) {
  const picked = sitting.sheet.pick(key);
  if (picked === 'investigate') ask('dispute', '转核查');
  return picked;
}

function ask(verdict, title = TITLES[verdict]) {
  if (!sitting.sheet.moves.has(verdict)) { toast(say('这一步现在不能做。')); return; }
  const dialog = one('[data-dialog="reason"]', sitting.sheet.main);
  dialog.dataset.verdict = verdict;
  one('[data-title]', dialog).textContent = say(title);
  const needsHours = verdict === 'adjust' || verdict === 'credit';
  one('[data-hours-field]', dialog).hidden = !needsHours;
  const sentences = one(`[data-reasons-of="${verdict}"]`, dialog);
  one('[data-reasons]', dialog).replaceChildren(...(sentences ? [sentences.content.cloneNode(true)] : []));
  dialog.showModal();
  one(needsHours ? '[data-hours-input]' : '[data-send]', dialog).focus();
}

function sendDialog(dialog) {
  const { verdict } = dialog.dataset;
  const reason = one('[data-text]', dialog).value.trim();
  const hours = one('[data-hours-input]', dialog).value.trim();
  const clause = one('[data-clause]', dialog).value.trim();
  const needsHours = verdict === 'adjust' || verdict === 'credit';
  if (!reason && verdict !== 'credit') { one('[data-text]', dialog).focus(); return; }
  if (!clause && verdict === 'decline') { one('[data-clause]', dialog).focus(); return; }
  if (needsHours && !/^\d+(\.\d{1,2})?$/.test(hours)) { one('[data-hours-input]', dialog).focus(); return; }
  const body = { verdict, reason, clause };
  if (needsHours) body.hours = Number(hours);
  const { now } = sitting.sheet;
  if (now?.dataset.evidence) { body.evidence_id = now.dataset.evidence; if (now.dataset.fact) body.fact = now.dataset.fact; }
  dialog.close();
  sitting.decide(body);
}

/** To the paper this one resembles; where there is none, to the people who look into such things. */
function investigate() {
  const { sheet } = sitting;
  const link = (sheet.now && one('[data-compare]', sheet.now)) || one('[data-compare]', sheet.panel);
  if (link) link.click();
  else if (sheet.moves.has('dispute')) ask('dispute', '转核查');
  else toast(say('这件申报没有与别的材料相像的线索。'));
}

const openDialog = (name) => one(`[data-dialog="${name}"]`, sitting.sheet.main).showModal();
const view = (act) => () => sitting.sheet.view(act);

listen({
  Enter: enter,
  0: () => pick(0), 1: () => pick(1), 2: () => pick(2), 3: () => pick(3),
  F2: () => sitting.sheet.write(),
  Space: view((viewer) => viewer.toggle()),
  ArrowLeft: view((viewer) => viewer.step(-1)),
  ArrowRight: view((viewer) => viewer.step(1)),
  ArrowUp: () => sitting.sheet.step(-1), ArrowDown: () => sitting.sheet.step(1),
  PageDown: () => { sitting.pass(); },
  PageUp: () => { sitting.back(); },
  R: () => sitting.red(), T: () => ask('return'), X: () => ask('decline'), J: () => ask('adjust'), D: () => ask('dispute'),
  H: investigate,
  L: () => openDialog('law'), M: () => openDialog('note'), '?': () => openDialog('help'), '？': () => openDialog('help'),
  'Ctrl+Z': () => { sitting.undo(); },
});

// Inside the reason dialog digits choose a sentence and Enter sends, unless somebody is writing.
document.addEventListener('keydown', (event) => {
  const dialog = event.target.closest?.('dialog[data-dialog="reason"]');
  if (!dialog || composing(event) || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  const writing = /^(TEXTAREA|INPUT)$/.test(event.target.tagName);
  if (event.key === 'Enter' && event.target.value !== 'cancel' && event.target.tagName !== 'TEXTAREA' && !event.target.dataset.reason) {
    event.preventDefault();
    sendDialog(dialog);
  } else if (/^[1-9]$/.test(event.key) && !writing) {
    const button = one(`[data-reason="${event.key}"]`, dialog);
    if (button) { event.preventDefault(); button.click(); }
  }
});

// --- the same by mouse or finger ------------------------------------------------------------------------------------

const PRESSED = {
  move: (button) => { if (button.dataset.move === 'credit') enter(); else ask(button.dataset.move); },
  open: (button) => openDialog(button.dataset.open),
  red: () => sitting.red(),
  reason: (button) => {
    const dialog = button.closest('dialog');
    one('[data-text]', dialog).value = button.dataset.says ?? one('span', button).textContent; // Chinese, as the claimant reads it
    one('[data-send]', dialog).focus();
  },
  send: (button) => sendDialog(button.closest('dialog')),
  saveNote: (button) => saveNote(button.closest('dialog')),
};

answering(() => sitting.sheet, PRESSED, (picked) => { if (picked === 'investigate') ask('dispute', '转核查'); });

async function saveNote(dialog) {
  const { sheet } = sitting;
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

document.addEventListener('change', (event) => {
  if (event.target.matches('[data-single-keys]')) setSingleKeys(event.target.checked);
});
document.addEventListener('toggle', (event) => {
  if (event.target.matches?.('dialog')) for (const box of all('[data-single-keys]')) box.checked = singleKeys();
}, true);
