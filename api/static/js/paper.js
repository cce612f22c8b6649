// A paper of a class, checked once for all its claims: the same keys as at the reviewer's desk, one paper at a time.
import { answering } from './answering.js';
import { one } from './find.js';
import { listen } from './keys.js';
import { toast } from './page.js';
import { Sheet } from './sheet.js';
import { say } from './words.js';

document.body.classList.add('reviewing');
const sheet = new Sheet(one('main'));
sheet.main.focus({ preventScroll: true });
let red = false;
if (sheet.main.dataset.reading) waitForReading();

async function waitForReading() {
  const answer = await fetch(`/api/v1/evidence/${sheet.id}`, { credentials: 'same-origin' }).catch(() => null);
  const state = answer?.ok ? (await answer.json()).state : '';
  if (state === 'ready' || state === 'failed') window.location.reload();
  else setTimeout(waitForReading, 1000);
}

/** Sends the move once every answer is in; its form carries the version of the last answer. */
async function send(move) {
  if (!sheet.moves.has(move)) { toast(say('这一步现在不能做。')); return; }
  await sheet.answers;
  if (sheet.failed || (move === 'check' && sheet.open().length)) return;
  const form = one('form[data-moves]');
  one('[name="version"]', form).value = sheet.version;
  form.requestSubmit(one(`[value="${move}"]`, form));
}

function turnRed() { red = !red; sheet.red(red); }

listen({
  Enter: () => { if (!sheet.enter()) send('check'); },
  0: () => sheet.pick(0), 1: () => sheet.pick(1), 2: () => sheet.pick(2), 3: () => sheet.pick(3),
  F2: () => sheet.write(),
  Space: () => sheet.view((viewer) => viewer.toggle()),
  ArrowLeft: () => sheet.view((viewer) => viewer.step(-1)),
  ArrowRight: () => sheet.view((viewer) => viewer.step(1)),
  ArrowUp: () => sheet.step(-1), ArrowDown: () => sheet.step(1),
  R: turnRed,
  'Ctrl+Z': () => send('reopen'),
});
answering(() => sheet, { red: turnRed, move: () => { if (!sheet.enter()) send('check'); } });
