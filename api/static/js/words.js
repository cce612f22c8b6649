// The words of this page in the reader's language: Chinese stands in the code, English comes with the page.
const block = document.getElementById('words');
const english = block ? JSON.parse(block.textContent) : {};

/** `say('{n} …', {n: 2})`. */
export function say(text, values = {}) {
  return (english[text] || text).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}
