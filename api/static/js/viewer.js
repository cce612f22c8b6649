// The evidence picture: page or crop, the box in question, red seals taken out. Works on SVG whose units are page pixels.

export class Viewer {
  constructor(root) {
    this.root = root;
    this.sheets = [...root.querySelectorAll('svg[data-sheet]')];
    this.cropped = false;
    this.place = null;
    this.current = this.sheets.find((sheet) => !sheet.hidden) || this.sheets[0] || null;
  }

  get key() { return this.current ? this.current.dataset.sheet : ''; }

  show(key) {
    const sheet = this.sheets.find((one) => one.dataset.sheet === key);
    if (!sheet) return;
    for (const one of this.sheets) one.toggleAttribute('hidden', one !== sheet);
    this.current = sheet;
  }

  step(by) {
    if (!this.sheets.length) return;
    const at = (this.sheets.indexOf(this.current) + by + this.sheets.length) % this.sheets.length;
    this.place = null;
    this.show(this.sheets[at].dataset.sheet);
    this.page();
  }

  /** Marks a box and zooms so that it stands in its surroundings. */
  look(evidence, page, box) {
    this.show(`${evidence}:${page}`);
    if (!this.current || this.current.dataset.sheet !== `${evidence}:${page}`) return;
    this.place = box;
    for (const sheet of this.sheets) sheet.querySelector('[data-here]').setAttribute('visibility', 'hidden');
    const mark = this.current.querySelector('[data-here]');
    const [left, top, right, bottom] = box;
    const room = Math.max(4, (bottom - top) * 0.2);
    for (const [name, value] of [['x', left - room], ['y', top - room], ['width', right - left + 2 * room], ['height', bottom - top + 2 * room]]) mark.setAttribute(name, value);
    mark.setAttribute('visibility', 'visible');
    this.crop();
  }

  size() { return this.current.dataset.size.split(' ').map(Number); }

  page() {
    if (!this.current) return;
    const [width, height] = this.size();
    this.current.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.cropped = false;
  }

  crop() {
    if (!this.current || !this.place) return this.page();
    const [width, height] = this.size();
    const [left, top, right, bottom] = this.place;
    const frame = this.root.getBoundingClientRect();
    const shape = frame.width / Math.max(1, frame.height);
    // About twelve lines high, at least a third of the page wide: enough to read what stands around.
    let wide = Math.max((right - left) * 1.6, (bottom - top) * 12 * shape, width * 0.5);
    // Never wider than the page, which would leave blank beside it, unless the box itself needs the height.
    wide = Math.min(wide, Math.max(width, (bottom - top) * 1.3 * shape));
    const tall = wide / shape;
    const fit = (middle, span, whole) => (span >= whole ? (whole - span) / 2 : Math.min(Math.max(middle - span / 2, 0), whole - span));
    this.current.setAttribute('viewBox', `${fit((left + right) / 2, wide, width)} ${fit((top + bottom) / 2, tall, height)} ${wide} ${tall}`);
    this.cropped = true;
    return undefined;
  }

  toggle() { if (this.cropped) this.page(); else this.crop(); }

  red(off) {
    for (const sheet of this.sheets) {
      const image = sheet.querySelector('image');
      if (off) image.setAttribute('filter', 'url(#no-red)'); else image.removeAttribute('filter');
    }
  }
}
