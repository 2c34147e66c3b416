'use strict';
// Runs in a page that planvet wrote: moves in the graph, finds tasks and says what is known of them. Asks nobody for anything.
(() => {
  const data = JSON.parse(document.getElementById('plan-data').textContent);
  const viewer = document.querySelector('.viewer');
  const stage = viewer.querySelector('.stage');
  const svg = stage.querySelector('svg');
  const details = viewer.querySelector('.details');
  const status = viewer.querySelector('[role=status]');
  const search = viewer.querySelector('input[type=search]');
  const boxes = new Map();
  for (const box of svg.querySelectorAll('[role=button]')) boxes.set(box.dataset.key, box);
  const arrows = [...svg.querySelectorAll('.arrow')];
  const keys = Object.keys(data.tasks).filter((key) => boxes.has(key));
  const overview = details.innerHTML;
  let chosen;

  // Where one looks: a part of the drawing, in its own pixels.
  const whole = svg.viewBox.baseVal;
  const size = { width: whole.width, height: whole.height };
  let view = { x: 0, y: 0, width: size.width, height: size.height };
  const show = (next) => {
    view = next;
    svg.setAttribute('viewBox', `${view.x} ${view.y} ${view.width} ${view.height}`);
  };
  const fit = () => show({ x: 0, y: 0, width: size.width, height: size.height });
  const scale = () => Math.min(svg.clientWidth / view.width, svg.clientHeight / view.height);
  const zoom = (by, x = view.x + view.width / 2, y = view.y + view.height / 2) => {
    const width = Math.min(Math.max(view.width / by, 200), size.width * 3);
    const ratio = width / view.width;
    show({ x: x - (x - view.x) * ratio, y: y - (y - view.y) * ratio, width, height: view.height * ratio });
  };
  const pointOf = (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [at.x, at.y];
  };
  /** Brings a box into view, large enough to be read. */
  const bring = (key) => {
    const seen = boxes.get(key).getBoundingClientRect();
    const frame = stage.getBoundingClientRect();
    const inside =
      seen.left >= frame.left && seen.right <= frame.right && seen.top >= frame.top && seen.bottom <= frame.bottom;
    if (inside && scale() > 0.6) return;
    const [x, y] = pointOf({ clientX: seen.left + seen.width / 2, clientY: seen.top + seen.height / 2 });
    const larger = Math.max(scale(), 0.9);
    const [width, height] = [svg.clientWidth / larger, svg.clientHeight / larger];
    show({ x: x - width / 2, y: y - height / 2, width, height });
  };
  // A drawing that would be too small to be read begins at its top.
  const begin = () => {
    fit();
    if (scale() >= 0.8) return;
    const width = svg.clientWidth / 0.85;
    const left = size.width > width ? 0 : (size.width - width) / 2;
    show({ x: left, y: 0, width, height: svg.clientHeight / 0.85 });
  };

  const element = (tag, text, look) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (look) made.className = look;
    return made;
  };
  /** Words with code in them, as messages have it. */
  const phrase = (text) =>
    text.split(/`([^`]+)`/).map((part, index) => element(index % 2 === 1 ? 'code' : 'span', part));
  const list = (title, entries) => {
    if (entries.length === 0) return;
    details.append(element('h3', title));
    const rows = element('ul');
    for (const entry of entries) {
      const row = element('li');
      row.append(...entry);
      rows.append(row);
    }
    details.append(rows);
  };
  const link = (key) => {
    const task = data.tasks[key];
    if (!boxes.has(key)) return [element('span', `${task.name} (${task.state})`)];
    const jump = element('button', task.name, 'jump');
    jump.type = 'button';
    jump.addEventListener('click', () => choose(key, true));
    return [jump, element('span', ` ${task.state}`, 'soft')];
  };

  /** All that a task waits for, or that waits for it, directly or through others. */
  const reach = (key, way) => {
    const found = new Set([key]);
    for (const each of found) for (const next of data.tasks[each]?.[way] ?? []) found.add(next);
    return found;
  };

  const wanted = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const checked = [...viewer.querySelectorAll('input[name=filter]:checked')].map((input) => input.value);
    if (words.length === 0 && checked.length === 0) return undefined;
    return keys.filter((key) => {
      const task = data.tasks[key];
      const text = `${task.name} ${task.phase} ${task.owners.join(' ')} ${task.files.map(({ path }) => path).join(' ')}`;
      return (
        words.every((word) => text.toLowerCase().includes(word)) &&
        (checked.length === 0 || checked.some((value) => task.filters.includes(value)))
      );
    });
  };
  const dim = () => {
    const found = wanted();
    const near = chosen ? new Set([...reach(chosen, 'needs'), ...reach(chosen, 'neededBy')]) : undefined;
    const isAway = (key) => (found && !found.includes(key)) || (!found && near && !near.has(key));
    for (const [key, box] of boxes) {
      box.classList.toggle('away', Boolean(isAway(key)));
      box.classList.toggle('chosen', key === chosen);
      box.setAttribute('aria-pressed', String(key === chosen));
    }
    for (const arrow of arrows) {
      const { tail, head } = arrow.dataset;
      arrow.classList.toggle('away', Boolean((data.tasks[tail] && isAway(tail)) || (data.tasks[head] && isAway(head))));
    }
    status.textContent = found ? `${found.length} of ${keys.length} found` : '';
    return found;
  };

  const describe = (key) => {
    const task = data.tasks[key];
    details.replaceChildren(element('h2', task.name));
    details.append(element('p', task.words.join(', ')));
    const facts = [
      task.phase,
      task.line ? `line ${task.line}` : '',
      task.estimate,
      task.owners.length > 0 ? `owner: ${task.owners.join(', ')}` : '',
      task.steps ? `${task.steps[0]} of ${task.steps[1]} steps done` : '',
    ].filter(Boolean);
    details.append(element('p', facts.join(' · '), 'soft'));
    list('Waits for', [...task.needs.map(link), ...task.unmet.map((name) => [element('span', name)])]);
    list('What waits for it', task.neededBy.map(link));
    list(
      'Findings',
      task.findings.map(({ severity, rule, message, line }) => [
        element('span', severity, severity),
        element('span', ` line ${line}: `),
        ...phrase(message),
        element('span', ` ${rule}`, 'soft'),
      ]),
    );
    list(
      'Files',
      task.files.map(({ path, verb }) => [element('code', path), element('span', verb ? ` ${verb}` : '', 'soft')]),
    );
    const back = element('button', 'Whole plan');
    back.type = 'button';
    back.addEventListener('click', () => choose(undefined));
    const row = element('p');
    row.append(back);
    details.append(row);
  };

  const choose = (key, move) => {
    chosen = key;
    if (key === undefined) details.innerHTML = overview;
    else {
      describe(key);
      stop(key);
      bring(key);
      if (move) boxes.get(key).focus({ preventScroll: true });
    }
    details.scrollTop = 0;
    dim();
  };

  /** The one box that the tab key stops at; arrow keys lead on. */
  const stop = (key) => {
    for (const [other, box] of boxes) box.setAttribute('tabindex', other === key ? '0' : '-1');
  };

  svg.addEventListener('click', (event) => {
    const key = event.target.closest('[role=button]')?.dataset.key;
    if (dragged) return;
    choose(key === chosen ? undefined : key);
  });
  svg.addEventListener('keydown', (event) => {
    const key = event.target.closest('[role=button]')?.dataset.key;
    if (key === undefined) return;
    const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
    if (event.key in steps) {
      const next = keys[(keys.indexOf(key) + steps[event.key] + keys.length) % keys.length];
      stop(next);
      bring(next);
      boxes.get(next).focus({ preventScroll: true });
    } else if (event.key === 'Enter' || event.key === ' ') choose(key === chosen ? undefined : key, true);
    else return;
    event.preventDefault();
  });
  document.addEventListener('keydown', (event) => {
    const typing = event.target instanceof HTMLInputElement && event.target.type === 'search';
    if (event.key === 'Escape') {
      search.value = '';
      choose(undefined);
    } else if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    else if (event.key === '/') search.focus();
    else if (event.key === '+' || event.key === '=') zoom(1.25);
    else if (event.key === '-') zoom(0.8);
    else if (event.key === '0') fit();
    else return;
    event.preventDefault();
  });
  search.addEventListener('input', dim);
  search.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    const found = wanted() ?? [];
    const next = found[(found.indexOf(chosen) + 1) % Math.max(found.length, 1)];
    if (next !== undefined) choose(next);
    event.preventDefault();
  });
  for (const input of viewer.querySelectorAll('input[name=filter]')) input.addEventListener('change', dim);
  const acts = { in: () => zoom(1.25), out: () => zoom(0.8), fit };
  for (const button of viewer.querySelectorAll('[data-act]'))
    button.addEventListener('click', () => acts[button.dataset.act]());

  // Drag to move; two fingers, or the wheel with Ctrl, to come nearer. The wheel alone scrolls the page as everywhere.
  const fingers = new Map();
  let dragged = false;
  stage.addEventListener('pointerdown', (event) => {
    dragged = false;
    fingers.set(event.pointerId, [event.clientX, event.clientY]);
  });
  stage.addEventListener('pointermove', (event) => {
    const last = fingers.get(event.pointerId);
    if (!last) return;
    const [dx, dy] = [event.clientX - last[0], event.clientY - last[1]];
    if (!dragged && Math.hypot(dx, dy) < 4) return;
    dragged = true;
    stage.classList.add('held');
    stage.setPointerCapture(event.pointerId);
    const apart = () => {
      const [a, b] = [...fingers.values()];
      return Math.hypot(a[0] - b[0], a[1] - b[1]);
    };
    if (fingers.size === 2) {
      const before = apart();
      fingers.set(event.pointerId, [event.clientX, event.clientY]);
      zoom(apart() / Math.max(before, 1));
      return;
    }
    fingers.set(event.pointerId, [event.clientX, event.clientY]);
    show({ ...view, x: view.x - dx / scale(), y: view.y - dy / scale() });
  });
  const release = (event) => {
    fingers.delete(event.pointerId);
    stage.classList.remove('held');
  };
  stage.addEventListener('pointerup', release);
  stage.addEventListener('pointercancel', release);
  stage.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(Math.exp(-event.deltaY / 300), ...pointOf(event));
    },
    { passive: false },
  );

  // Printed, all of it is on the paper.
  let before = view;
  addEventListener('beforeprint', () => {
    before = view;
    fit();
  });
  addEventListener('afterprint', () => show(before));

  begin();
  if (keys.length > 0) stop(keys[0]);
})();
