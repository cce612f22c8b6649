// Two papers: side by side, one blinking over the other, or their difference; three keys to say what was seen.
import { listen } from './keys.js';

const pair = document.querySelector('[data-pair]');
const form = document.querySelector('[data-judge]');
const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
let timer = 0;

function show(mode) {
  const button = document.querySelector(`[data-mode="${mode}"]`);
  if (!button) return false;
  clearInterval(timer);
  const again = mode === 'flicker' && pair.classList.contains('flicker');
  pair.className = `pair ${mode}`;
  for (const one of document.querySelectorAll('[data-mode]')) one.setAttribute('aria-pressed', String(one === button));
  // Whoever asked the device for less motion changes the picture by pressing again.
  if (mode === 'flicker' && calm) pair.classList.toggle('swapped', again);
  else if (mode === 'flicker') timer = setInterval(() => pair.classList.toggle('swapped'), 600);
  return true;
}

const say = (key) => () => {
  const button = form?.querySelector(`[data-key="${key}"]`);
  if (!button) return false;
  form.requestSubmit(button);
  return true;
};

document.addEventListener('click', (event) => {
  const mode = event.target.closest?.('[data-mode]')?.dataset.mode;
  if (mode) show(mode);
});
listen({ 1: say('1'), 2: say('2'), 3: say('3'), B: () => show('side'), F: () => show('flicker'), C: () => show('difference') });
