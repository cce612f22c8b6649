// One way to the service: session cookie, CSRF token, problems as errors. No data is kept here.

/** A refusal of the service: `status`, stable `code`, `message` for people, `wait` in seconds if it named one. */
export class Refused extends Error {
  constructor(status, problem, wait) {
    super(problem.detail || '');
    this.status = status;
    this.code = problem.code || `http.${status}`;
    this.problem = problem;
    this.wait = wait;
  }
}

/** The connection itself failed; the request may or may not have arrived. */
export class Unreachable extends Error {}

export const csrf = () => document.body.dataset.csrf || '';

/** JSON request. `options`: `body` (object), `ifMatch`, `key` (Idempotency-Key), `signal`. Gives `{data, etag}`. */
export async function call(method, path, options = {}) {
  const headers = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-CSRF-Token'] = csrf();
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  if (options.ifMatch !== undefined) headers['If-Match'] = `"${options.ifMatch}"`;
  if (options.key) headers['Idempotency-Key'] = options.key;
  let answer;
  try {
    answer = await fetch(path, {
      method, headers, signal: options.signal, credentials: 'same-origin', keepalive: method !== 'GET', // outlives the page
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
    });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Unreachable();
  }
  const text = await answer.text();
  let data = null;
  try { data = text ? JSON.parse(text) : null; } catch { data = { detail: '' }; }
  if (!answer.ok) throw new Refused(answer.status, data || {}, Number(answer.headers.get('Retry-After')) || 0);
  return { data, etag: answer.headers.get('ETag') };
}

/** A piece of a page rendered by the service, as an element tree. */
export async function fragment(path, signal, headers = {}) {
  let answer;
  try {
    answer = await fetch(path, { credentials: 'same-origin', signal, headers: { Accept: 'text/html', ...headers } });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Unreachable();
  }
  if (!answer.ok) throw new Refused(answer.status, {}, 0);
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}

/** A new identity for an upload or a decision; works on plain http too, where randomUUID is missing. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
