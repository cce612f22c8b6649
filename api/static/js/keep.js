// Unsent pictures on this device: only after a person agreed, encrypted, for a day at most, gone with the receipt.
// The key comes with the page from the service and is never stored: without signing in as the same person within a
// day, what lies here cannot be opened. See docs/decisions/0008-unsent-pictures.md.
const BASE = 'hourproof-unsent';
const STORE = 'pictures';
const HOURS = 24;

/** Days → base64 keys, the newest first; `{}` where the page brought none. */
const keys = JSON.parse(document.getElementById('unsent-keys')?.textContent || '{}');

/** Whether pictures can be kept at all: encryption needs https (or this very machine). */
export const canKeep = () => Boolean(Object.keys(keys).length && globalThis.crypto?.subtle && globalThis.indexedDB);

function base() {
  return new Promise((done, failed) => {
    const request = indexedDB.open(BASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

/** One request on the store, resolved once the transaction is on disk. */
async function on(mode, act) {
  const open = await base();
  try {
    return await new Promise((done, failed) => {
      const work = open.transaction(STORE, mode, { durability: 'strict' });
      const request = act(work.objectStore(STORE));
      work.oncomplete = () => done(request.result);
      work.onerror = () => failed(work.error);
      work.onabort = () => failed(work.error);
    });
  } finally { open.close(); }
}

async function key(day) {
  const raw = Uint8Array.from(atob(keys[day]), (one) => one.charCodeAt(0));
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** Keeps `{id, file, fields}` until `drop(id)`. The file's name and the fields are inside the encryption too. */
export async function keep({ id, file, fields }) {
  const day = Object.keys(keys)[0];
  const head = new TextEncoder().encode(JSON.stringify({ fields, name: file.name, type: file.type }));
  const body = new Uint8Array(await file.arrayBuffer());
  const plain = new Uint8Array(4 + head.length + body.length);
  new DataView(plain.buffer).setUint32(0, head.length);
  plain.set(head, 4);
  plain.set(body, 4 + head.length);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(id) }, await key(day), plain);
  await on('readwrite', (store) => store.put({ id, day, iv, data, at: Date.now() }));
}

export const drop = (id) => (canKeep() ? on('readwrite', (store) => store.delete(id)).catch(() => {}) : Promise.resolve());

/** What this person left unsent, oldest first. What is older than a day is deleted; what is not theirs stays shut. */
export async function kept() {
  if (!canKeep()) return [];
  const found = [];
  for (const one of await on('readonly', (store) => store.getAll())) {
    if (Date.now() - one.at > HOURS * 3600e3) { await drop(one.id); continue; }
    if (!keys[one.day]) continue;
    try {
      const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: one.iv, additionalData: new TextEncoder().encode(one.id) }, await key(one.day), one.data);
      const length = new DataView(plain).getUint32(0);
      const head = JSON.parse(new TextDecoder().decode(new Uint8Array(plain, 4, length)));
      found.push({ id: one.id, at: one.at, fields: head.fields, file: new File([new Uint8Array(plain, 4 + length)], head.name, { type: head.type }) });
    } catch { /* somebody else's */ }
  }
  return found.sort((a, b) => a.at - b.at);
}
