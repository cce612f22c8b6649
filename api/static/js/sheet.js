// One claim on the reviewer's screen: its doubts, its pictures, the answers on their way to the service.
import { csrf } from './net.js';
import { all, one } from './find.js';
import { toast } from './page.js';
import { Viewer } from './viewer.js';
import { say } from './words.js';

export class Sheet {
  /** `main` is the page's main element; `red` whether red seals are taken out, kept from claim to claim. */
  constructor(main, red = false) {
    this.main = main;
    this.id = main.dataset.review;
    this.address = main.dataset.address || `/review/${this.id}`;
    this.queue = (main.dataset.queue || '').split(' ').filter(Boolean);
    this.filters = main.dataset.filters;
    this.moves = new Set(main.dataset.moves.split(' ').filter(Boolean));
    this.viewer = new Viewer(one('[data-stage]', main));
    this.urls = []; // pictures held for this claim, let go with it
    this.answers = Promise.resolve();
    this.sent = 0;
    this.version = Number(this.panel.dataset.version);
    this.read();
    this.focus(this.open()[0] || null, false);
    if (red) this.red(true);
  }

  get panel() { return one('[data-panel]', this.main); }

  get person() { return one('.who h1', this.main).textContent; }

  /** The hours that crediting credits, empty where the reviewer has to give them. */
  get hours() { return this.panel.dataset.crediting || ''; }

  read() { this.cards = all('[data-doubt]', this.main); this.primary(); }

  open() { return this.cards.filter((card) => !card.classList.contains('closed')); }

  /** What the arrows go through: the doubts, then every value with a place on the paper. */
  places() { return [...this.cards, ...all('[data-go]', this.panel)]; }

  focus(card, scroll = true) {
    for (const other of this.places()) other.classList.toggle('now', other === card);
    this.now = card;
    this.primary();
    if (card) {
      const fold = card.closest('details');
      if (fold) fold.open = true;
      if (scroll) card.scrollIntoView({ block: 'nearest' });
      if (card.dataset.box) this.viewer.look(card.dataset.evidence, card.dataset.page, card.dataset.box.split(' ').map(Number));
    } else this.viewer.page();
    this.tabs();
  }

  /** The doubt in hand, if it is one and still open. */
  get doubt() { return this.now?.matches('[data-doubt]:not(.closed)') ? this.now : null; }

  step(by) {
    const places = this.places();
    if (!places.length) return false;
    const at = places.indexOf(this.now);
    const next = at < 0 ? (by > 0 ? 0 : places.length - 1) : (at + by + places.length) % places.length;
    this.focus(places[next]);
    return true;
  }

  primary() {
    const button = one('[data-move="credit"]', this.main);
    if (!button) return;
    const left = this.open().length;
    const words = one('[data-primary-words]', button);
    this.confirmWords ||= words.textContent;
    words.textContent = left ? say('看疑点（还有 {n} 处）', { n: left }) : this.confirmWords;
    button.classList.toggle('hold', left > 0);
  }

  tabs() {
    for (const tab of all('[data-show]', this.main)) tab.setAttribute('aria-current', String(tab.dataset.show === this.viewer.key));
    const crop = one('[data-crop]', this.main);
    if (crop) crop.setAttribute('aria-pressed', String(this.viewer.cropped));
  }

  red(off) {
    one('[data-red]', this.main)?.setAttribute('aria-pressed', String(off));
    this.viewer.red(off);
  }

  /** What Enter does while something is open: answers the doubt in hand, goes to the next. False once none is left. */
  enter() {
    const { doubt } = this;
    if (doubt?.matches('[data-deliberate]')) {
      // What may be somebody's doing is never closed by the key that closes misread figures.
      toast(say('这一处请看过再按数字键作答。'));
      return true;
    }
    if (doubt) { this.answer(doubt, one('[data-key]', doubt)?.value ?? 'seen'); return true; }
    const next = this.open()[0];
    if (next) { this.focus(next); return true; }
    if (this.panel.dataset.more !== '1') return false;
    // More than three were open: the next ones come with the panel that is on its way, and the press waits for them.
    this.answers.then(() => { if (!this.failed && this.main.isConnected && this.panel.dataset.more === '1') toast(say('还有疑点，请接着看。')); });
    return true;
  }

  /** A digit on the doubt in hand; the value pressed, or false. */
  pick(key) {
    const { doubt } = this;
    const button = doubt && one(`[data-key="${key}"]`, doubt);
    if (!button) return false;
    if (button.name === 'choice') this.answer(doubt, button.value);
    return button.value;
  }

  write() {
    const input = this.now && one('[data-write]', this.now);
    if (input) { input.focus(); input.select?.(); }
  }

  /** Acts on the picture, then says which page and which crop is shown. */
  view(act) { act(this.viewer); this.tabs(); }

  /** Closes a doubt on the screen at once and sends the answer in order; the panel follows when all are in. */
  answer(card, choice, value) {
    const said = choice === 'write' ? value : one(`[data-key="${choice}"] span`, card)?.textContent ?? one('[data-key] span', card)?.textContent ?? '';
    card.classList.add('closed');
    one('[data-said]', card).textContent = said;
    const open = this.open();
    this.focus(open.find((other) => this.cards.indexOf(other) > this.cards.indexOf(card)) || open[0] || null);
    const fields = new URLSearchParams(new FormData(one('form', card)));
    fields.set('choice', choice);
    if (value !== undefined) fields.set('value', value); else fields.delete('value');
    this.change(fields);
  }

  /** Anything that changes the claim waits its turn, so that versions follow each other. */
  change(fields) {
    this.sent += 1;
    const mine = this.sent;
    this.answers = this.answers.then(() => this.post(fields, mine));
  }

  async post(fields, number) {
    if (this.failed) return;
    fields.set('version', this.version);
    fields.set('csrf', csrf());
    const answer = await fetch(this.address, {
      method: 'POST', body: fields, credentials: 'same-origin', headers: { 'X-Part': 'panel' }, keepalive: true, // a closed page loses no answer
    }).catch(() => null);
    if (!answer) {
      this.failed = true;
      toast(say('连接中断，刚才的回答没有保存。'), { action: { title: say('刷新'), run: () => window.location.reload() }, seconds: 30 });
      return;
    }
    const panel = one('[data-panel]', new DOMParser().parseFromString(await answer.text(), 'text/html'));
    if (!panel) { this.failed = true; toast(say('没有保存成功，请刷新页面。')); return; }
    this.version = Number(panel.dataset.version);
    if (answer.status >= 400) this.failed = true;
    if (number !== this.sent) return; // a later answer is on its way and brings the newer panel
    const place = this.panel.scrollTop;
    this.panel.replaceWith(document.importNode(panel, true));
    this.panel.scrollTop = place;
    this.failed = false;
    this.confirmWords = this.main.dataset.confirm || (this.hours ? say('确认 {n} 学时', { n: this.hours }) : this.main.dataset.unset);
    this.read();
    this.focus(this.open()[0] || null, false);
  }

  leave() { for (const url of this.urls) URL.revokeObjectURL(url); this.urls = []; }
}
