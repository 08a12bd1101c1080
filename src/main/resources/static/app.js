/* What pages gain when JavaScript runs; nothing here is needed to use them. */
(() => {
  'use strict';

  const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content;

  // htmx requests that write carry the token that forms carry in a hidden field.
  document.addEventListener('htmx:configRequest', (event) => {
    const header = meta('csrf-header');
    if (header) event.detail.headers[header] = meta('csrf-token');
  });

  // The other language is that of the page as it is now: htmx changes the address, not its links.
  function followAddress() {
    document.querySelectorAll('a[hreflang]').forEach((link) => {
      const there = new URL(location.href);
      there.searchParams.set('lang', new URL(link.href).searchParams.get('lang'));
      link.href = there.pathname + there.search;
    });
  }
  document.addEventListener('htmx:pushedIntoHistory', followAddress);
  document.addEventListener('htmx:historyRestore', followAddress);

  // Submitting twice is harmless on the server; here the second click is told so.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== 'post') return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'yes';
    const button = event.submitter;
    if (button && button.tagName === 'BUTTON') {
      button.setAttribute('aria-disabled', 'true');
      button.classList.add('is-sent');
      const note = document.createElement('p');
      note.className = 'sent-note';
      note.setAttribute('role', 'status');
      note.textContent = document.body.dataset.sent || '';
      button.after(note);
    }
    forget(form);
  });
  // Coming back by the browser's back button must find forms that work.
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    document.querySelectorAll('form[data-sent]').forEach((form) => delete form.dataset.sent);
    document.querySelectorAll('.is-sent').forEach((button) => {
      button.classList.remove('is-sent');
      button.removeAttribute('aria-disabled');
    });
    document.querySelectorAll('.sent-note').forEach((note) => note.remove());
  });

  // On paper nothing is folded; style sheets do it where the browser knows how.
  let unfolded = [];
  window.addEventListener('beforeprint', () => {
    unfolded = [...document.querySelectorAll('details.section-fold:not([open])')];
    unfolded.forEach((fold) => { fold.open = true; });
  });
  window.addEventListener('afterprint', () => unfolded.forEach((fold) => { fold.open = false; }));

  // Drafts: kept in this tab only, so that nothing personal stays on a shared machine.
  const draftKey = (form) => `draft:${location.pathname}:${form.dataset.draft}`;
  const draftable = (field) =>
    field.name && !['hidden', 'password', 'file', 'submit', 'button'].includes(field.type);
  function remember(form) {
    const kept = [];
    for (const field of form.elements) {
      if (!draftable(field)) continue;
      if (field.type === 'checkbox' || field.type === 'radio') kept.push([field.name, field.value, field.checked]);
      else kept.push([field.name, field.value]);
    }
    try { sessionStorage.setItem(draftKey(form), JSON.stringify(kept)); } catch { /* full or forbidden */ }
  }
  function forget(form) {
    if (form.dataset.draft) try { sessionStorage.removeItem(draftKey(form)); } catch { /* forbidden */ }
  }
  function restore(form) {
    // What the server sent back after an error is newer than any draft.
    if (form.querySelector('.summary')) return;
    let kept;
    try { kept = JSON.parse(sessionStorage.getItem(draftKey(form)) || '[]'); } catch { return; }
    for (const [name, value, checked] of kept) {
      for (const field of form.elements) {
        if (field.name !== name || !draftable(field)) continue;
        if (checked === undefined) { if (!field.value) field.value = value; }
        else if (field.value === value) field.checked = checked;
      }
    }
  }
  document.addEventListener('input', (event) => {
    const form = event.target.form;
    if (form && form.dataset.draft) remember(form);
  });

  // Folds close when one looks elsewhere or presses Escape.
  document.addEventListener('click', (event) => {
    document.querySelectorAll('details.fold[open]').forEach((fold) => {
      if (!fold.contains(event.target)) fold.open = false;
    });
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    document.querySelectorAll('details.fold[open]').forEach((fold) => {
      fold.open = false;
      if (fold.contains(document.activeElement)) fold.querySelector('summary').focus();
    });
  });

  // Selecting rows: the bar says how many, and acts only when some are.
  function bulk(root) {
    const bar = root.querySelector('[data-bulk-bar]');
    if (!bar) return;
    const boxes = [...root.querySelectorAll('input[name="id"]')];
    const all = root.querySelector('[data-all]');
    const words = bar.querySelector('[data-count]');
    const none = words.textContent;
    const show = () => {
      const picked = boxes.filter((box) => box.checked).length;
      bar.classList.toggle('is-on', picked > 0);
      words.textContent = picked ? words.dataset.words.replace('{count}', picked) : none;
      bar.querySelectorAll('button').forEach((button) => { button.disabled = picked === 0; });
      all.checked = picked === boxes.length;
      all.indeterminate = picked > 0 && picked < boxes.length;
    };
    all.hidden = false;
    all.addEventListener('change', () => { boxes.forEach((box) => { box.checked = all.checked; }); show(); });
    boxes.forEach((box) => box.addEventListener('change', show));
    show();
  }

  function prepare(root) {
    root.querySelectorAll('form[data-draft]').forEach(restore);
    bulk(root);
    root.querySelectorAll('[data-print]').forEach((button) => {
      button.hidden = false;
      button.addEventListener('click', () => window.print());
    });
    root.querySelectorAll('[data-back]').forEach((link) => {
      if (history.length < 2 || !document.referrer.startsWith(location.origin)) return;
      link.textContent = link.dataset.words;
      link.href = document.referrer;
    });
    root.querySelector('.summary')?.focus();
  }
  document.addEventListener('DOMContentLoaded', () => prepare(document));
  document.addEventListener('htmx:afterSwap', (event) => prepare(event.detail.target));
})();
