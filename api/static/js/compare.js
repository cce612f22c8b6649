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

/** Both pictures at one of the places that differ, or whole. */
const near = document.querySelector('[data-near]');
const sheets = [...pair.querySelectorAll('svg')];
const whole = sheets.map((sheet) => sheet.getAttribute('viewBox'));
const places = sheets.length ? [...sheets[0].querySelectorAll('.change')] : [];
let at = 0;
function zoom(on) {
  const place = places[at];
  if (!near || !place) return false;
  const [x, y, w, h] = ['x', 'y', 'width', 'height'].map((name) => Number(place.getAttribute(name)));
  sheets.forEach((sheet, number) => {
    const [, , width, height] = whole[number].split(' ').map(Number);
    const wide = Math.min(width, Math.max(w * 1.6, h * 9, width * 0.5));
    const tall = Math.min(height, wide * 0.7);
    const left = Math.min(Math.max(x + w / 2 - wide / 2, 0), width - wide);
    const top = Math.min(Math.max(y + h / 2 - tall / 2, 0), height - tall);
    sheet.setAttribute('viewBox', on ? `${left} ${top} ${wide} ${tall}` : whole[number]);
    sheet.querySelectorAll('.change').forEach((one, number_) => one.classList.toggle('at', on && number_ === at));
  });
  near.setAttribute('aria-pressed', String(on));
  for (const one of document.querySelectorAll('[data-place]')) one.setAttribute('aria-pressed', String(on && Number(one.dataset.place) === at));
  return true;
}
function go(to) {
  if (!places.length) return false;
  at = (to + places.length) % places.length;
  return zoom(true);
}
zoom(true);

document.addEventListener('click', (event) => {
  const place = event.target.closest?.('[data-place]');
  if (place) go(Number(place.dataset.place));
  if (event.target.closest?.('[data-near]')) zoom(near.getAttribute('aria-pressed') !== 'true');
  const mode = event.target.closest?.('[data-mode]')?.dataset.mode;
  if (mode) show(mode);
});
listen({ 1: say('1'), 2: say('2'), 3: say('3'), B: () => show('side'), F: () => show('flicker'), C: () => show('difference'), N: () => go(near?.getAttribute('aria-pressed') === 'true' ? at + 1 : at), Space: () => zoom(near?.getAttribute('aria-pressed') !== 'true') });
