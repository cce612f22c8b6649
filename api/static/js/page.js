// What every page does: marks that scripts run, closes the menu, shows short messages, waits for the models.
document.documentElement.classList.add('script');

document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});

/** A short message at the foot; `action` is `{title, run}`. It leaves after `seconds`. */
export function toast(text, { action, seconds = 6 } = {}) {
  const holder = document.querySelector('[data-toasts]');
  const box = document.createElement('div');
  const words = document.createElement('span');
  words.textContent = text;
  box.append(words);
  if (action) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = action.title;
    button.addEventListener('click', () => { box.remove(); action.run(); });
    box.append(button);
  }
  while (holder.children.length > 1) holder.firstElementChild.remove();
  holder.append(box);
  setTimeout(() => box.remove(), seconds * 1000);
  return box;
}

const loading = document.querySelector('[data-loading]');
if (loading) {
  const look = async () => {
    try {
      if ((await fetch('/readyz')).ok) { loading.remove(); return; }
    } catch { /* the next look will tell */ }
    setTimeout(look, 2000);
  };
  setTimeout(look, 1500);
}

// Enter on a page that names one next step takes it, unless something else has the focus.
document.addEventListener('keydown', (event) => {
  const step = document.querySelector('a[data-enter]');
  if (step && event.key === 'Enter' && !event.isComposing && [document.body, document.querySelector('main')].includes(event.target)) step.click();
});

// Filters apply at once; the button stays for those without script.
for (const form of document.querySelectorAll('form[data-live]')) {
  form.addEventListener('change', () => form.requestSubmit());
}
