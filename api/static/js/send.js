// Sends one file until the service has promised it is safe. The file stays in this page's memory; only keep.js may
// put it elsewhere, and only when somebody asked for it.
import { csrf, newId, Refused } from './net.js';

const AGAIN = new Set([0, 408, 429, 500, 502, 503, 504]);

/** One try. `seen(share)` tells how much has left the phone. Resolves with the receipt or rejects with Refused. */
function once(file, fields, uploadId, seen, signal) {
  return new Promise((done, failed) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value);
    form.append('file', file, file.name || 'photo.jpg');
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/evidence');
    request.setRequestHeader('Upload-Id', uploadId);
    request.setRequestHeader('X-CSRF-Token', csrf());
    request.responseType = 'text';
    request.upload.addEventListener('progress', (event) => { if (event.lengthComputable) seen(event.loaded / event.total); });
    request.addEventListener('load', () => {
      let body = {};
      try { body = JSON.parse(request.responseText); } catch { /* a proxy's page */ }
      if (request.status === 201) done(body);
      else failed(new Refused(request.status, body, Number(request.getResponseHeader('Retry-After')) || 0));
    });
    request.addEventListener('error', () => failed(new Refused(0, {}, 0)));
    request.addEventListener('abort', () => failed(new DOMException('', 'AbortError')));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}

/**
 * Sends `file` and tries again by itself, always with the same Upload-Id, so that nothing is registered twice.
 * `tell` gets `{phase: 'sending'|'waiting', share?, seconds?, busy?}`. Returns `{uploadId, result, retryNow, stop}`.
 */
export function send(file, fields, tell, uploadId = newId()) {
  const stopper = new AbortController();
  let wake = () => {};
  const result = (async () => {
    for (let tries = 0; ; tries += 1) {
      tell({ phase: 'sending', share: 0, uploadId });
      try {
        return await once(file, fields, uploadId, (share) => tell({ phase: 'sending', share, uploadId }), stopper.signal);
      } catch (error) {
        if (!(error instanceof Refused) || !AGAIN.has(error.status)) throw error;
        let seconds = error.wait || Math.min(15, 2 ** Math.min(tries, 4)) ;
        seconds += Math.floor(Math.random() * 2);
        tell({ phase: 'waiting', seconds, busy: error.status === 503 || error.status === 429, uploadId });
        await new Promise((go) => {
          wake = go;
          const timer = setTimeout(go, seconds * 1000);
          stopper.signal.addEventListener('abort', () => { clearTimeout(timer); go(); }, { once: true });
        });
        if (stopper.signal.aborted) throw new DOMException('', 'AbortError');
      }
    }
  })();
  return { uploadId, result, retryNow: () => wake(), stop: () => stopper.abort() };
}

/** Follows a server-sent progress stream. `seen(view)` for each step; resolves with the last view, or null if lost. */
export function follow(path, seen, signal) {
  return new Promise((done) => {
    const source = new EventSource(path);
    let errors = 0;
    const end = (view) => { source.close(); done(view); };
    const read = (event) => { errors = 0; return JSON.parse(event.data); };
    source.addEventListener('progress', (event) => seen(read(event)));
    source.addEventListener('done', (event) => { const view = read(event); seen(view); end(view); });
    source.addEventListener('failed', (event) => { const view = read(event); seen(view); end(view); });
    source.addEventListener('unknown', () => end(null));
    source.addEventListener('error', () => {
      errors += 1;
      if (source.readyState === EventSource.CLOSED || errors > 40) end(null);
    });
    if (signal) signal.addEventListener('abort', () => end(null), { once: true });
  });
}
