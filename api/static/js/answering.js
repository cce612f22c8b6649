// Answers by mouse, finger or Enter in a field, on every page that shows doubts beside a picture.
import { one } from './find.js';

/** `current()` gives the sheet on the screen, `acts` what further buttons do by their data name, `picked` hears digits. */
export function answering(current, acts, picked = () => {}) {
  const pressed = {
    show: (button, sheet) => sheet.view((viewer) => { viewer.place = null; viewer.show(button.dataset.show); viewer.page(); }),
    crop: (button, sheet) => sheet.view((viewer) => viewer.toggle()),
    go: (button, sheet) => sheet.focus(button, false),
    key: (button) => { if (button.type === 'button') picked(button.value); },
    ...acts,
  };

  document.addEventListener('click', (event) => {
    const sheet = current();
    const card = event.target.closest('[data-doubt]');
    if (card && card !== sheet.now && !card.classList.contains('closed') && sheet.main.contains(card)) { sheet.focus(card, false); return; }
    const button = event.target.closest('button');
    if (!button || !sheet.main.contains(button)) return;
    const name = Object.keys(pressed).find((one_) => one_ in button.dataset);
    if (name) pressed[name](button, sheet);
  });

  document.addEventListener('submit', (event) => {
    const sheet = current();
    const change = event.target.closest('[data-change]');
    if (change) {
      event.preventDefault();
      sheet.change(new URLSearchParams(new FormData(change)));
      return;
    }
    const form = event.target.closest('[data-answer]');
    if (!form) return;
    event.preventDefault();
    const card = form.closest('[data-doubt]');
    const value = one('[data-write]', form)?.value.trim();
    const by = event.submitter;
    if (by && by.value !== 'write' && document.activeElement !== one('[data-write]', form)) sheet.answer(card, by.value);
    else if (value) { sheet.answer(card, 'write', value); sheet.main.focus({ preventScroll: true }); }
  });

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && event.target.matches?.('[data-write]')) current().main.focus({ preventScroll: true });
  });
}
