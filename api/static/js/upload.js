// The upload page: pictures first, each on its own card, two on the way at a time, results in place.
import { fragment, pause } from './net.js';
import { glance } from './quality.js';
import { follow, send } from './send.js';
import { say } from './words.js';

const form = document.querySelector('[data-upload]');
const list = document.querySelector('[data-shots]');
const blank = document.querySelector('template[data-shot]');
const LIMIT = Number(form.dataset.limit) * 1024 * 1024;
const AT_ONCE = 2;
let running = 0;
const waiting = [];

window.addEventListener('online', () => { for (const shot of shots) shot.sending?.retryNow(); });
window.addEventListener('beforeunload', (event) => { if (shots.some((shot) => !shot.safe)) event.preventDefault(); });
const shots = [];

function next() {
  while (running < AT_ONCE && waiting.length) {
    running += 1;
    waiting.shift()().finally(() => { running -= 1; next(); });
  }
}

/** Takes pictures from an input; `claim` joins them to an existing claim (photograph that part again). */
export function take(files, claim, before) {
  for (const file of files) {
    const shot = new Shot(file, claim, before);
    shots.push(shot);
    waiting.push(() => shot.run());
  }
  next();
}

class Shot {
  constructor(file, claim, before) {
    this.file = file;
    this.claim = claim;
    this.safe = false;
    this.fields = claim ? { claim_id: claim } : {};
    Object.assign(this.fields, { city: form.elements.city.value, year: form.elements.year.value });
    this.card = blank.content.firstElementChild.cloneNode(true);
    this.part = (name) => this.card.querySelector(`[data-${name}]`);
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
    this.stage(say('等待上传'));
    if (before) before.before(this.card); else list.prepend(this.card);
    if (shots.length === 0) this.card.scrollIntoView({ block: 'nearest' });
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
    this.safe = true;
    this.card.remove();
  }

  end(text, tone) {
    this.safe = true;
    this.part('bar').hidden = true;
    this.part('again').hidden = true;
    this.stage(text, tone);
  }

  async run() {
    if (this.dropped) return;
    if (this.file.size > LIMIT) { this.end(say('文件超过 {n} MB，没有上传。请降低分辨率或分开拍。', { n: form.dataset.limit }), 'stop'); return; }
    if (this.file.size === 0) { this.end(say('这个文件是空的，没有上传。请重新选择。'), 'stop'); return; }
    const fields = this.fields;
    const listening = new AbortController();
    let watched = false;
    this.sending = send(this.file, fields, (step) => {
      this.part('again').hidden = step.phase !== 'waiting';
      if (step.phase === 'waiting') {
        this.stage(step.busy
          ? say('现在较忙，{n} 秒后自动重试。文件在本页保留，请不要关闭。', { n: step.seconds })
          : say('连接中断，{n} 秒后自动重试。文件在本页保留，请不要关闭。', { n: step.seconds }), 'doubt');
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
    });
    let receipt;
    try {
      receipt = await this.sending.result;
    } catch (error) {
      listening.abort();
      if (error.name === 'AbortError') return;
      if (error.status === 401) this.end(say('登录已过期，文件没有保存。请重新登录后再传。'), 'stop');
      else this.end(error.message || say('没有上传成功。请稍后再试。'), 'stop');
      if (String(error.code).startsWith('secrecy.')) document.querySelector('#secrecy details').open = true;
      return;
    }
    listening.abort();
    this.safe = true;
    this.part('drop').remove();
    this.part('hints').remove();
    this.stage(receipt.duplicate_of
      ? say('这份材料您以前交过，回执 {no}', { no: receipt.receipt_no })
      : say('已收好，回执 {no}。正在核对内容', { no: receipt.receipt_no }));
    this.share(0.75);
    const last = await follow(receipt.events, (view) => {
      if (view.state === 'running') { this.stage(say(view.title)); this.share(0.75 + view.share * 0.24); }
    });
    if (last && last.state === 'failed') this.stage(last.detail || say('没有处理成功，工作人员会查看。'), 'doubt');
    await this.result(receipt);
  }

  async result(receipt) {
    for (let tries = 0; tries < 5; tries += 1) {
      try {
        const found = (await fragment(`/evidence/${receipt.id}/card`)).querySelector('[data-card]');
        const place = this.part('result');
        place.replaceChildren(document.importNode(found, true));
        this.part('bar').hidden = true;
        this.stage(say('已收好，回执 {no}', { no: receipt.receipt_no }));
        for (const input of place.querySelectorAll('[data-retake]')) {
          input.addEventListener('change', () => { take(input.files, input.dataset.retake, this.card); input.value = ''; });
        }
        return;
      } catch { await pause(1000 * (tries + 1)); }
    }
    this.end(say('已收好，回执 {no}。结果稍后在“我的申报”里查看。', { no: receipt.receipt_no }), 'ok');
  }
}

// The year is easy to overlook and costs a returned claim: it stands beside the camera and on every picture.
function goes() {
  form.querySelector('[data-goes-year]').textContent = form.elements.year.value || '—';
  form.querySelector('[data-goes-city]').textContent = form.elements.city.selectedOptions[0]?.textContent ?? '';
}
form.addEventListener('input', goes);
goes();

for (const input of document.querySelectorAll('[data-pick]')) {
  input.addEventListener('change', () => { take(input.files); input.value = ''; });
}
