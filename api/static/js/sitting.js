// A reviewer's sitting: the claim in hand, where to go next, what was decided and can be taken back.
import { call, csrf, newId, pause, Refused, Unreachable } from './net.js';
import { one } from './find.js';
import { address, Ahead } from './ahead.js';
import { toast } from './page.js';
import { Sheet } from './sheet.js';
import { say } from './words.js';

export const TITLES = { credit: '确认', adjust: '调整学时', return: '退回', decline: '不予认定', dispute: '提出异议' };

export class Sitting {
  constructor(main) {
    this.done = new Set(); // decided here, maybe still on its way: never offered again
    this.passed = new Set(); // gone by without a decision: offered again once the rest is through
    this.trail = []; // the same in order, for going back
    this.decided = []; // what can be taken back, newest last: {id, person, promise → version}
    this.ahead = new Ahead();
    this.noRed = false;
    this.sheet = new Sheet(main);
    window.history.replaceState({ id: this.sheet.id }, '');
    main.focus({ preventScroll: true });
    this.prepare();
    window.addEventListener('popstate', () => {
      const id = window.location.pathname.split('/').pop();
      if (id && id !== this.sheet.id) this.go(id, false);
    });
  }

  // --- moving -------------------------------------------------------------------------------------------------------

  /** Claims after this one that still wait, those already gone by last. */
  waiting() {
    const left = this.sheet.queue.filter((id) => id !== this.sheet.id && !this.done.has(id));
    return [...left.filter((id) => !this.passed.has(id)), ...left.filter((id) => this.passed.has(id))];
  }

  /** Fetches the two claims that come next; the page says which one is here. */
  async prepare() {
    const { sheet } = this;
    const [first, second] = this.waiting();
    if (!first) return;
    const coming = this.ahead.fetch(first, sheet.filters);
    if (second) this.ahead.fetch(second, sheet.filters);
    if (await coming) sheet.main.dataset.next = first;
  }

  async go(id, push = true) {
    const { filters } = this.sheet;
    const found = await this.ahead.take(id, filters);
    if (!found) { window.location.assign(address(id, filters)); return; }
    const main = document.importNode(one('main', found.page), true);
    const before = this.sheet;
    one('main').replaceWith(main);
    document.title = found.page.title;
    document.body.dataset.csrf = found.page.body.dataset.csrf;
    this.sheet = new Sheet(main, this.noRed);
    this.sheet.urls = found.urls;
    before.leave();
    if (push) window.history.pushState({ id }, '', address(id, filters));
    main.focus({ preventScroll: true });
    this.look(this.sheet);
    this.prepare();
  }

  /** Fetching ahead was no look; this is one. It ends the undo of the level before and tells of changes meanwhile. */
  async look(sheet) {
    const answer = await fetch(`/review/${sheet.id}/look`, {
      method: 'POST', body: new URLSearchParams({ csrf: csrf() }), credentials: 'same-origin', keepalive: true,
    }).catch(() => null);
    if (!answer?.ok || sheet !== this.sheet || sheet.sent || this.done.has(sheet.id)) return;
    const { version } = await answer.json();
    if (version === sheet.version || sheet !== this.sheet || sheet.sent || this.done.has(sheet.id)) return;
    toast(say('这件申报刚刚有变化，已换成最新的。'));
    this.ahead.drop(sheet.id);
    await this.go(sheet.id, false);
  }

  onward() {
    const [id] = this.waiting();
    if (id) { this.trail.push(this.sheet.id); return this.go(id); }
    const { filters } = this.sheet;
    window.location.assign(`/review${filters ? `?${filters}` : ''}`);
    return undefined;
  }

  /** The next claim without a decision on this one. */
  pass() {
    this.passed.add(this.sheet.id);
    const [id] = this.waiting();
    if (!id) { toast(say('没有别的申报在等。')); return undefined; }
    return this.onward();
  }

  back() {
    const id = this.trail.pop();
    if (id) this.go(id);
  }

  red() {
    this.noRed = !this.noRed;
    this.sheet.red(this.noRed);
  }

  // --- deciding -----------------------------------------------------------------------------------------------------

  decide(body) {
    const { sheet } = this;
    if (this.done.has(sheet.id)) return;
    this.done.add(sheet.id);
    const entry = { id: sheet.id, person: sheet.person, promise: settle(sheet, body) };
    this.decided.push(entry);
    if (this.decided.length > 50) this.decided.shift();
    entry.promise.then(
      ({ told }) => {
        if (told) { this.forget(entry); toast(told, { seconds: 60 }); }
        else toast(say('{who}：已{what}', { who: entry.person, what: say(TITLES[body.verdict]) }), { action: { title: `${say('撤销')} (Ctrl Z)`, run: () => this.undo(entry) } });
      },
      (error) => {
        this.done.delete(sheet.id);
        this.forget(entry);
        toast(`${entry.person}：${error.message || say('没有保存成功。')}`, { action: { title: say('回到这一件'), run: () => { this.ahead.drop(sheet.id); this.go(sheet.id); } }, seconds: 60 });
      },
    );
    if (this.waiting().length) this.onward();
    else entry.promise.then(() => this.onward(), () => {});
  }

  forget(entry) { this.decided = this.decided.filter((other) => other !== entry); }

  async undo(entry = this.decided.at(-1)) {
    if (!entry) { toast(say('没有可以撤销的决定。')); return; }
    this.forget(entry);
    try {
      const { version } = await entry.promise;
      await call('POST', `/api/v1/claims/${entry.id}/undo`, { ifMatch: version });
      this.done.delete(entry.id);
      this.ahead.drop(entry.id);
      toast(say('{who}：已撤销', { who: entry.person }));
      await this.go(entry.id);
    } catch (error) { toast(error.message || say('不能撤销了。'), { seconds: 12 }); }
  }
}

/** Sends one decision; a lost connection is tried again with the same key, so that it counts once. */
async function settle(sheet, body) {
  const key = newId();
  await sheet.answers;
  if (sheet.failed) throw new Refused(409, { detail: say('前面的回答没有保存，决定没有作出。') });
  for (let tries = 0; ; tries += 1) {
    try {
      const { data } = await call('POST', `/api/v1/claims/${sheet.id}/decisions`, { body, ifMatch: sheet.version, key });
      return { version: data.summary.version, told: data.planted };
    } catch (error) {
      const again = error instanceof Unreachable || (error instanceof Refused && [429, 502, 503, 504].includes(error.status));
      if (!again || tries > 5) throw error;
      await pause(1000 * 2 ** Math.min(tries, 3));
    }
  }
}
