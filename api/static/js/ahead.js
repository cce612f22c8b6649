// The next claims, fetched with their pictures before anybody asks for them.
import { fragment } from './net.js';
import { all } from './find.js';

const HELD = 4; // pages kept at once
const PICTURES = 4; // pictures fetched with each

export const address = (id, filters) => `/review/${id}${filters ? `?${filters}` : ''}`;

async function pictures(page) {
  const urls = [];
  const wanted = new Map();
  for (const image of all('image[href]', page)) {
    const href = image.getAttribute('href');
    if (!wanted.has(href)) wanted.set(href, []);
    wanted.get(href).push(image);
  }
  await Promise.all([...wanted].slice(0, PICTURES).map(async ([href, images]) => {
    try {
      const answer = await fetch(href, { credentials: 'same-origin' });
      if (!answer.ok) return;
      const url = URL.createObjectURL(await answer.blob());
      const probe = new Image();
      probe.src = url;
      await probe.decode().catch(() => {});
      urls.push(url);
      for (const image of images) image.setAttribute('href', url);
    } catch { /* the page loads it itself then */ }
  }));
  return urls;
}

const release = (held) => held.then((kept) => kept?.urls.forEach((url) => URL.revokeObjectURL(url)));

export class Ahead {
  constructor() { this.held = new Map(); }

  /** Resolves once the claim's page and pictures are here. */
  fetch(id, filters) {
    if (this.held.has(id)) return this.held.get(id);
    const coming = (async () => {
      const page = await fragment(address(id, filters), undefined, { 'X-Ahead': '1' });
      return { page, urls: await pictures(page) };
    })().catch(() => { this.held.delete(id); return null; });
    this.held.set(id, coming);
    while (this.held.size > HELD) this.drop(this.held.keys().next().value);
    return coming;
  }

  /** `{page, urls}` of a claim, out of hand; null when it cannot be had. */
  async take(id, filters) {
    const found = await this.fetch(id, filters);
    this.held.delete(id);
    return found;
  }

  /** Forget what was fetched of a claim: it has changed. */
  drop(id) {
    const held = this.held.get(id);
    this.held.delete(id);
    if (held) release(held);
  }
}
