// Follows a screening until it has ended, then shows what it found.
import { one } from './find.js';
import { pause } from './net.js';

const bar = one('[data-screening]');
for (;;) {
  await pause(2000);
  const answer = await fetch(`/api/v1/screenings/${bar.dataset.screening}`, { credentials: 'same-origin' }).catch(() => null);
  if (!answer?.ok) continue;
  const run = await answer.json();
  bar.value = run.done;
  one('#done').textContent = run.done;
  if (run.state !== 'running') break;
}
window.location.reload();
