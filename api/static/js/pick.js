// A chosen file stands on its button by name; where nothing else is to be filled in it is sent at once.
for (const input of document.querySelectorAll('input[data-file]')) {
  const words = input.parentElement.querySelector('[data-picked]');
  const empty = words.textContent;
  input.addEventListener('change', () => {
    const name = input.files[0]?.name;
    words.textContent = name && input.dataset.sent ? input.dataset.sent : name || empty;
    input.parentElement.classList.toggle('done', Boolean(name));
    if (name && input.dataset.sent) input.form.requestSubmit();
  });
}
