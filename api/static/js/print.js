// The sheet asks the browser to print itself.
document.querySelector('[data-print]').addEventListener('click', () => window.print());
