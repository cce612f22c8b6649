// The professional's claim page: the field in hand is shown on the picture; a part can be photographed again.
import { follow, send } from './send.js';
import { toast } from './page.js';
import { say } from './words.js';

for (const input of document.querySelectorAll('input[data-box]')) {
  input.addEventListener('focus', () => {
    const sheet = document.querySelector(`[data-sheet="${input.dataset.evidence}:${input.dataset.page}"]`);
    if (!sheet) return;
    const [left, top, right, bottom] = input.dataset.box.split(' ').map(Number);
    const mark = sheet.querySelector('[data-here]');
    const room = Math.max(6, (bottom - top) * 0.25);
    mark.setAttribute('x', left - room);
    mark.setAttribute('y', top - room);
    mark.setAttribute('width', right - left + 2 * room);
    mark.setAttribute('height', bottom - top + 2 * room);
    mark.setAttribute('visibility', 'visible');
  });
  input.addEventListener('input', () => input.closest('.field').classList.remove('unsure'));
}

// What was typed survives a lost connection: the form is not sent into the void, and the page asks before it closes.
const form = document.querySelector('form[data-claim]');
let leaving = false;
let typed = false;
form?.addEventListener('input', () => { typed = true; });
form?.addEventListener('submit', (event) => {
  if (navigator.onLine) { leaving = true; return; }
  event.preventDefault();
  toast(say('现在没有网络。内容还在本页，联网后再按一次。'), { seconds: 12 });
});
window.addEventListener('beforeunload', (event) => { if (typed && !leaving) event.preventDefault(); });

for (const input of document.querySelectorAll('[data-retake]')) {
  input.addEventListener('change', async () => {
    const file = input.files[0];
    if (!file) return;
    const year = input.closest('[data-claim]').dataset.year;
    const city = input.closest('[data-claim]').dataset.city;
    const sending = send(file, { city, year, claim_id: input.dataset.retake }, (step) => {
      if (step.phase === 'waiting') toast(`${say('连接中断，{n} 秒后自动重试。', { n: step.seconds })}${say('文件在本页保留，请不要关闭。')}`);
    });
    toast(say('正在上传补拍的照片'), { seconds: 20 });
    try {
      const receipt = await sending.result;
      await follow(receipt.events, () => {});
      leaving = true;
      window.location.reload();
    } catch (error) { toast(error.message || say('没有上传成功。请稍后再试。'), { seconds: 12 }); }
  });
}
