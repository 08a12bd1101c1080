/* Suggestions under a sentence box while somebody types: an ARIA combobox over
   /api/v1/finding/suggestions. Without JavaScript the box is a plain field of a plain form. */
(() => {
  'use strict';

  const WAIT_MS = 150;
  let count = 0;

  function combobox(input) {
    if (input.dataset.suggestOn) return;
    input.dataset.suggestOn = 'yes';
    const id = `suggest-${++count}`;
    const list = document.createElement('ul');
    list.id = id;
    list.className = 'suggest';
    list.hidden = true;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', input.dataset.suggestLabel);
    const status = document.createElement('span');
    status.className = 'visually-hidden';
    status.setAttribute('role', 'status');
    input.parentElement.classList.add('has-suggest');
    input.after(list, status);
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-expanded', 'false');
    input.setAttribute('aria-controls', id);
    input.setAttribute('autocomplete', 'off');

    let items = [];
    let active = -1;
    let timer = 0;
    let asking = null;
    let typed = null;

    const options = () => [...list.children];

    function mark(index) {
      active = index;
      options().forEach((option, i) => {
        option.setAttribute('aria-selected', i === index ? 'true' : 'false');
      });
      if (index < 0) input.removeAttribute('aria-activedescendant');
      else {
        input.setAttribute('aria-activedescendant', `${id}-${index}`);
        options()[index].scrollIntoView({ block: 'nearest' });
      }
    }

    function close() {
      clearTimeout(timer);
      asking?.abort();
      asking = null;
      list.hidden = true;
      input.setAttribute('aria-expanded', 'false');
      status.textContent = '';
      mark(-1);
    }

    function show(found) {
      items = found;
      list.replaceChildren(...items.map((item, i) => {
        const option = document.createElement('li');
        option.id = `${id}-${i}`;
        option.className = `suggest-${item.kind.toLowerCase()}`;
        option.setAttribute('role', 'option');
        const text = document.createElement('span');
        text.className = 'suggest-text';
        text.textContent = item.text;
        const says = document.createElement('span');
        says.className = 'suggest-says';
        says.textContent = item.says;
        option.append(text, says);
        return option;
      }));
      mark(-1);
      const open = items.length > 0 && document.activeElement === input;
      list.hidden = !open;
      input.setAttribute('aria-expanded', open ? 'true' : 'false');
      status.textContent = open ? input.dataset.suggestCount.replace('{count}', items.length) : '';
    }

    async function ask() {
      const now = input.value;
      typed = now;
      asking?.abort();
      const mine = new AbortController();
      asking = mine;
      try {
        const there = new URL('/api/v1/finding/suggestions', location.origin);
        there.searchParams.set('q', now.slice(0, 300));
        const answer = await fetch(there, { signal: mine.signal, headers: { Accept: 'application/json' } });
        if (!answer.ok || asking !== mine) return;
        const found = (await answer.json()).items;
        if (asking === mine) show(found);
      } catch { /* aborted, or no network: the form works without */ }
    }

    function choose(index) {
      const item = items[index];
      close();
      if (item.url) {
        location.assign(item.url);
        return;
      }
      input.value = item.text;
      input.form.requestSubmit();
    }

    input.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT_MS);
    });
    input.addEventListener('keydown', (event) => {
      // An input method still composes: its keys are not ours.
      if (event.isComposing) return;
      const open = !list.hidden;
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        if (!open) {
          if (items.length && typed === input.value) show(items);
          else ask();
          return;
        }
        const step = event.key === 'ArrowDown' ? 1 : -1;
        const places = items.length + 1;
        mark(((active + 1 + step + places) % places) - 1);
      } else if (event.key === 'Enter') {
        if (open && active >= 0) {
          event.preventDefault();
          choose(active);
        } else close();
      } else if (event.key === 'Escape' && open) {
        event.preventDefault();
        event.stopPropagation();
        close();
      } else if (event.key === 'Tab') close();
    });
    input.addEventListener('click', () => { if (list.hidden && !input.value) ask(); });
    input.addEventListener('blur', close);
    // The box keeps the focus, so that a tap is a choice and not a leaving.
    list.addEventListener('pointerdown', (event) => event.preventDefault());
    list.addEventListener('click', (event) => {
      const option = event.target.closest('[role="option"]');
      if (option) choose(options().indexOf(option));
    });
    input.form.addEventListener('submit', close);
  }

  const prepare = (root) => root.querySelectorAll('input[data-suggest]').forEach(combobox);
  document.addEventListener('DOMContentLoaded', () => prepare(document));
  document.addEventListener('htmx:afterSwap', () => prepare(document));
  document.addEventListener('htmx:historyRestore', () => {
    // What htmx kept of a page has the lists but not what listened to them.
    document.querySelectorAll('.suggest').forEach((list) => {
      list.nextElementSibling?.remove();
      list.remove();
    });
    document.querySelectorAll('[data-suggest-on]').forEach((input) => { delete input.dataset.suggestOn; });
    prepare(document);
  });
})();
