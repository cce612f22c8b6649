// Single keys for people who do this all day; never inside a text field and never while an input method composes.
const STORE = 'hourproof.single-keys';

export const singleKeys = () => { try { return localStorage.getItem(STORE) !== 'off'; } catch { return true; } };
export const setSingleKeys = (on) => { try { localStorage.setItem(STORE, on ? 'on' : 'off'); } catch { /* private mode */ } };

const writes = (node) => node instanceof HTMLElement
  && (node.isContentEditable || node.tagName === 'TEXTAREA' || node.tagName === 'SELECT'
    || (node.tagName === 'INPUT' && !['checkbox', 'radio', 'button', 'submit', 'file'].includes(node.type)));

/** Whether the event belongs to an input method that is composing. */
export const composing = (event) => event.isComposing || event.keyCode === 229;

/**
 * Calls `acts[name](event)` for a key. Names: a single character (upper case), 'Enter', 'Space', 'F2', 'PageUp',
 * 'ArrowUp' …, 'Ctrl+Z'. An act that returns false leaves the key to the browser. A key held down acts once; only
 * the arrows repeat.
 */
export function listen(acts) {
  document.addEventListener('keydown', (event) => {
    if (composing(event) || event.defaultPrevented || event.altKey || event.metaKey && event.key !== 'z') return;
    if (document.querySelector('dialog[open]')) return;
    const letter = event.key.length === 1;
    let name = event.key === ' ' ? 'Space' : letter ? event.key.toUpperCase() : event.key;
    if (event.ctrlKey || event.metaKey) name = `Ctrl+${name}`;
    if (writes(event.target) && name !== 'F2' && name !== 'Escape') return;
    if (event.repeat && !name.startsWith('Arrow')) { if (name in acts) event.preventDefault(); return; }
    if (letter && !event.ctrlKey && !event.metaKey && !singleKeys()) return;
    // Enter and Space on a link, button or fold do what they always do.
    if ((name === 'Enter' || name === 'Space') && event.target.closest?.('a, button, summary, label, input')) return;
    const act = acts[name];
    if (act && act(event) !== false) event.preventDefault();
  });
}
