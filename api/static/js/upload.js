// The upload page: pictures first, each on its own card, two on the way at a time, results in place.
import { fragment, pause } from './net.js';
import { all, one } from './find.js';
import { canKeep, drop, keep, kept } from './keep.js';
import { glance } from './quality.js';
import { follow, send } from './send.js';
import { say } from './words.js';

const form = one('[data-upload]');
const list = one('[data-shots]');
const blank = one('template[data-shot]');
const offer = one('[data-offer]');
const LIMIT = Number(form.dataset.limit) * 1024 * 1024;
const AT_ONCE = 2;
const shots = [];
const waiting = [];
let running = 0;
let keeping = false; // somebody agreed that unsent pictures may stay on this device
let together = null; // the claim that pictures of a chosen pathway go into

window.addEventListener('online', () => { for (const shot of shots) shot.sending?.retryNow(); });
window.addEventListener('beforeunload', (event) => { if (shots.some((shot) => !shot.safe && !shot.kept)) event.preventDefault(); });

function next() {
  // The first picture of a chosen pathway makes the claim that the others join.
  const most = form.elements.pathway?.value && !together ? 1 : AT_ONCE;
  while (running < most && waiting.length) {
    running += 1;
    waiting.shift()().finally(() => { running -= 1; next(); });
  }
}

/** Takes pictures from an input; `claim` joins them to an existing claim (photograph that part again). */
function take(files, claim, before) { for (const file of files) add(new Shot(file, claim ? { claim_id: claim } : {}), before); }

function add(shot, before) {
  if (before) before.before(shot.card); else list.prepend(shot.card);
  if (shots.length === 0) shot.card.scrollIntoView({ block: 'nearest' });
  shots.push(shot);
  waiting.push(() => shot.run());
  next();
}

class Shot {
  /** `left`: what lay on this device from an earlier visit, `{id, fields}`. */
  constructor(file, fields, left) {
    this.file = file;
    this.id = left?.id;
    this.kept = Boolean(left);
    this.safe = false;
    this.fields = left ? left.fields : { city: form.elements.city.value, year: form.elements.year.value, pathway: form.elements.pathway?.value ?? '', ...fields };
    this.card = blank.content.firstElementChild.cloneNode(true);
    this.part = (name) => one(`[data-${name}]`, this.card);
    this.part('name').textContent = file.name || say('照片');
    this.part('for').textContent = say('记入 {n} 年度', { n: this.fields.year });
    this.part('drop').addEventListener('click', () => this.drop());
    this.part('again').addEventListener('click', () => this.sending?.retryNow());
    if (file.type.startsWith('image/') && !/hei[cf]/.test(file.type)) {
      const image = document.createElement('img');
      image.alt = '';
      image.src = URL.createObjectURL(file);
      image.addEventListener('load', () => URL.revokeObjectURL(image.src), { once: true });
      this.part('thumb').replaceWith(image);
    } else this.part('thumb').textContent = (file.name.split('.').pop() || '?').toUpperCase().slice(0, 5);
    this.stage(left ? say('上次没有传完，现在接着传') : say('等待上传'));
    glance(file).then((hints) => this.hints(hints));
  }

  stage(text, tone = '') {
    const line = this.part('stage');
    if (line.textContent !== text) line.textContent = text;
    line.className = tone ? `say ${tone}` : 'small';
  }

  share(value) { this.part('bar').value = value; }

  hints(hints) {
    if (this.safe) return;
    for (const hint of hints) {
      const line = document.createElement('li');
      line.textContent = `${say('提示')}：${say(hint)}`;
      this.part('hints').append(line);
    }
  }

  drop() {
    this.sending?.stop();
    this.dropped = true;
    this.over();
    this.card.remove();
  }

  /** Nothing of it is unsent any more: what was kept on this device goes at once. */
  over() {
    this.safe = true;
    if (this.kept) drop(this.id);
    this.kept = false;
    offering();
  }

  end(text, tone) {
    this.over();
    this.part('bar').hidden = true;
    this.part('again').hidden = true;
    this.stage(text, tone);
  }

  async keep() {
    if (this.safe || this.kept || !this.id) return;
    try {
      await keep({ id: this.id, file: this.file, fields: this.fields });
      this.kept = true;
      if (this.safe) await drop(this.id); // it got through meanwhile
    } catch { /* no room on the device: it stays in this page */ }
  }

  waits(step) {
    const words = step.busy
      ? say('现在较忙，{n} 秒后自动重试。', { n: step.seconds })
      : say('连接中断，{n} 秒后自动重试。', { n: step.seconds });
    this.stage(`${words}${this.kept ? say('已加密暂存在这台设备上，关掉页面也不会丢。') : say('文件在本页保留，请不要关闭。')}`, 'doubt');
    if (!step.busy) this.lost = true;
    if (this.lost && keeping) this.keep(); else offering();
  }

  async run() {
    if (this.dropped) return;
    if (this.file.size > LIMIT) { this.end(say('文件超过 {n} MB，没有上传。请降低分辨率或分开拍。', { n: form.dataset.limit }), 'stop'); return; }
    if (this.file.size === 0) { this.end(say('这个文件是空的，没有上传。请重新选择。'), 'stop'); return; }
    if (this.fields.pathway && !this.fields.claim_id && together) this.fields.claim_id = together;
    const listening = new AbortController();
    let watched = false;
    this.sending = send(this.file, this.fields, (step) => {
      this.id = step.uploadId;
      this.part('again').hidden = step.phase !== 'waiting';
      if (step.phase === 'waiting') {
        this.waits(step);
      } else if (!watched && step.share < 1) {
        this.stage(say('正在上传 {n}%', { n: Math.round(step.share * 100) }));
        this.share(step.share * 0.3);
      } else if (!watched) {
        watched = true;
        this.stage(say('已送达，正在识别'));
        follow(`/api/v1/uploads/${step.uploadId}/events`, (view) => {
          if (this.safe || view.state !== 'running') return;
          this.stage(say(view.title));
          this.share(0.3 + view.share * 0.4);
        }, listening.signal).then(() => { watched = false; });
      }
    }, this.id);
    let receipt;
    try {
      receipt = await this.sending.result;
    } catch (error) {
      listening.abort();
      if (error.name === 'AbortError') return;
      if (error.status === 401) this.end(say('登录已过期，文件没有保存。请重新登录后再传。'), 'stop');
      else this.end(error.message || say('没有上传成功。请稍后再试。'), 'stop');
      if (String(error.code).startsWith('secrecy.')) one('#secrecy details').open = true;
      return;
    }
    listening.abort();
    this.over();
    this.part('drop').remove();
    this.part('hints').remove();
    this.again = Boolean(receipt.duplicate_of);
    this.stage(this.again
      ? say('这份材料您以前交过，回执 {no}', { no: receipt.receipt_no })
      : say('已收好，回执 {no}。正在核对内容', { no: receipt.receipt_no }));
    this.share(0.75);
    const last = await follow(receipt.events, (view) => {
      if (view.state === 'running') { this.stage(say(view.title)); this.share(0.75 + view.share * 0.24); this.firstWords(view.read); }
    });
    if (last && last.state === 'failed') this.stage(last.detail || say('没有处理成功，工作人员会查看。'), 'doubt');
    await this.result(receipt);
  }

  /** What has been made out so far, while the rest is being checked. */
  firstWords(read) {
    const words = [read.kind_title && say(read.kind_title), read.title, read.person_name].filter(Boolean);
    if (!words.length) return;
    const line = this.part('read');
    const text = `${say('已读到')}：${words.join(' · ')}`;
    if (line.textContent !== text) line.textContent = text;
    line.hidden = false;
  }

  async result(receipt) {
    for (let tries = 0; tries < 5; tries += 1) {
      try {
        const found = one('[data-card]', await fragment(`/evidence/${receipt.id}/card`));
        const place = this.part('result');
        place.replaceChildren(document.importNode(found, true));
        this.part('bar').hidden = true;
        this.part('read').hidden = true; // the card says it better
        this.stage(say('已收好，回执 {no}', { no: receipt.receipt_no }));
        for (const input of all('[data-retake]', place)) {
          input.addEventListener('change', () => { take(input.files, input.dataset.retake, this.card); input.value = ''; });
        }
        this.joined(place);
        return;
      } catch { await pause(1000 * (tries + 1)); }
    }
    this.end(say('已收好，回执 {no}。结果稍后在“我的申报”里查看。', { no: receipt.receipt_no }), 'ok');
  }

  /** The claim of a chosen pathway: what comes next joins it, and the list above ticks what it has. */
  joined(place) {
    const ticked = one('[data-checklist]', place);
    if (!this.fields.pathway || !ticked || this.fields.pathway !== form.elements.pathway?.value) return;
    together = ticked.dataset.checklist;
    one('[data-pathways] [data-checklist]')?.replaceWith(document.importNode(ticked, true));
    const apart = one('[data-apart]');
    if (apart) apart.hidden = false;
    // Earlier cards of the same claim would show what was missing before.
    for (const shot of shots) if (shot !== this && one('[data-checklist]', shot.card)?.dataset.checklist === together) shot.part('result').replaceChildren();
  }
}

// --- keeping unsent pictures ----------------------------------------------------------------------------------------

/** Shows the question while something is cut off and nobody has answered it; and what lies here, with a way to delete it. */
function offering() {
  if (!offer) return;
  const cut = shots.filter((shot) => !shot.safe && shot.lost && !shot.kept);
  const held = shots.filter((shot) => !shot.safe && shot.kept);
  one('[data-ask]', offer).hidden = !(canKeep() && cut.length && !keeping && !offer.dataset.declined);
  one('[data-held]', offer).hidden = !held.length;
  one('[data-held-words]', offer).textContent = say('这台设备上暂存着 {n} 张没有传完的照片（已加密，一天内有效）。', { n: held.length });
  offer.hidden = one('[data-ask]', offer).hidden && one('[data-held]', offer).hidden;
}

one('[data-keep]', offer)?.addEventListener('click', async () => {
  keeping = true;
  for (const shot of shots) if (shot.lost) await shot.keep();
  offering();
});
one('[data-decline]', offer)?.addEventListener('click', () => { offer.dataset.declined = '1'; offering(); });
one('[data-forget]', offer)?.addEventListener('click', async () => {
  keeping = false;
  offer.dataset.declined = '1';
  for (const shot of shots) if (shot.kept) { await drop(shot.id); shot.kept = false; }
  offering();
});
kept().then((found) => {
  for (const left of found) add(new Shot(left.file, {}, left));
  offering();
}).catch(() => {});

// --- where the pictures go ------------------------------------------------------------------------------------------

// The year is easy to overlook and costs a returned claim: it stands beside the camera and on every picture.
function goes() {
  one('[data-goes-year]', form).textContent = form.elements.year.value || '—';
  one('[data-goes-city]', form).textContent = form.elements.city.selectedOptions[0]?.textContent ?? '';
}
form.addEventListener('input', goes);
goes();

/** The pathways of this city and year, and what the chosen one wants to see. */
async function pathways(chosen) {
  const place = one('[data-pathways]');
  const asked = new URLSearchParams({ city: form.elements.city.value, year: form.elements.year.value, pathway: chosen });
  together = null;
  try {
    const found = one('[data-pathways]', await fragment(`/upload/pathways?${asked}`));
    place.replaceChildren(...document.importNode(found, true).childNodes);
  } catch { /* the list stays as it was */ }
}
form.addEventListener('change', (event) => {
  if (event.target === form.elements.pathway) pathways(event.target.value);
  else if (event.target === form.elements.city || (event.target === form.elements.year && form.elements.year.validity.valid)) pathways('');
});
document.addEventListener('click', (event) => {
  if (!event.target.closest?.('[data-apart]')) return;
  pathways(form.elements.pathway.value);
});

for (const input of all('[data-pick]')) {
  input.addEventListener('change', () => { take(input.files); input.value = ''; });
}
