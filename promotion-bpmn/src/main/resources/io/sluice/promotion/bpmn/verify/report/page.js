// Draws the diagram and paints the way of the finding that is chosen.
(() => {
  'use strict';

  const report = JSON.parse(document.getElementById('report').textContent);
  const sections = [...document.querySelectorAll('.file')];
  const findings = [...document.querySelectorAll('.finding')];
  const trouble = document.getElementById('trouble');
  const paint = { defaultFillColor: 'var(--paper)', defaultStrokeColor: 'var(--ink)', defaultLabelColor: 'var(--ink)' };
  const viewer = new window.BpmnJS({ container: '#canvas', bpmnRenderer: paint });
  const canvas = viewer.get('canvas');
  const elements = viewer.get('elementRegistry');
  const overlays = viewer.get('overlays');

  let shown = -1;
  let marked = [];
  let chosen = null;
  let standing = -1;

  document.querySelectorAll('.tools, .keys').forEach(part => { part.hidden = false; });
  findings.forEach(finding => fold(finding, true));

  /** The diagram of a file, unless it is there already. */
  async function show(file) {
    if (file === shown) {
      return;
    }
    shown = file;
    marked = [];
    say('');
    const xml = report[file].xml;
    if (xml === '') {
      viewer.clear();
      say('There is no diagram of this file.');
      return;
    }
    try {
      await viewer.importXML(xml);
      whole();
    } catch (problem) {
      viewer.clear();
      say(`The diagram cannot be drawn: ${problem.message}`);
    }
  }

  function say(words) {
    trouble.textContent = words;
    trouble.hidden = words === '';
  }

  function fold(finding, closed) {
    finding.classList.toggle('chosen', !closed);
    finding.querySelector('.choose').setAttribute('aria-expanded', String(!closed));
    finding.querySelector('.details').hidden = closed;
  }

  async function choose(finding) {
    const section = finding.closest('.file');
    await show(sections.indexOf(section));
    if (chosen !== null) {
      fold(chosen, true);
      stand(-1);
    }
    chosen = finding;
    fold(finding, false);
    finding.scrollIntoView({ block: 'nearest' });
    draw(wayOf(finding));
  }

  function wayOf(finding) {
    const section = finding.closest('.file');
    const number = [...section.querySelectorAll('.finding')].indexOf(finding);
    return report[sections.indexOf(section)].findings[number];
  }

  function draw(way) {
    clear();
    const numbers = new Map();
    way.path.forEach((step, index) => {
      mark(step.id, 'on-way');
      step.flows.forEach(flow => mark(flow, 'on-way'));
      numbers.set(step.id, [...(numbers.get(step.id) ?? []), index + 1]);
    });
    way.others.forEach(id => mark(id, 'concerned'));
    mark(way.element, 'wrong');
    numbers.forEach((steps, id) => number(id, steps.join('·')));
    turnTo(way.element) || way.path.some(step => turnTo(step.id));
  }

  function clear() {
    marked.filter(([id]) => elements.get(id)).forEach(([id, mark]) => canvas.removeMarker(id, mark));
    marked = [];
    overlays.clear();
  }

  function mark(id, as) {
    if (elements.get(id)) {
      canvas.addMarker(id, as);
      marked.push([id, as]);
    }
  }

  function number(id, text) {
    if (elements.get(id)) {
      const badge = document.createElement('div');
      badge.className = 'number';
      badge.textContent = text;
      overlays.add(id, 'number', { position: { top: -12, left: -12 }, html: badge });
    }
  }

  /** To the plane on which an element lies; the inside of a collapsed sub-process has one of its own. */
  function turnTo(id) {
    const element = elements.get(id);
    if (!element) {
      return false;
    }
    const plane = canvas.findRoot(element);
    if (plane && plane !== canvas.getRootElement()) {
      canvas.setRootElement(plane);
      whole();
    }
    return true;
  }

  /** At one step of the way, or at none. */
  function stand(index) {
    const steps = chosen === null ? [] : [...chosen.querySelectorAll('.step')];
    steps.forEach(step => step.removeAttribute('aria-current'));
    const before = marked.filter(([, as]) => as === 'here');
    marked = marked.filter(([, as]) => as !== 'here');
    before.filter(([id]) => elements.get(id)).forEach(([id, as]) => canvas.removeMarker(id, as));
    standing = index;
    if (index < 0) {
      return;
    }
    const id = wayOf(chosen).path[index].id;
    steps[index].setAttribute('aria-current', 'step');
    steps[index].scrollIntoView({ block: 'nearest' });
    if (turnTo(id)) {
      mark(id, 'here');
      canvas.scrollToElement(id, 80);
    }
  }

  /** The whole diagram with a margin, which the numbers and labels at its edge need. */
  function whole() {
    canvas.zoom('fit-viewport', 'auto');
    zoom(0.92);
  }

  function zoom(factor) {
    canvas.zoom(canvas.zoom() * factor, 'auto');
  }

  function next(list, current, by) {
    return list[Math.min(Math.max(current + by, 0), list.length - 1)];
  }

  async function move(by) {
    if (findings.length > 0) {
      const finding = next(findings, findings.indexOf(chosen), by);
      finding.querySelector('.choose').focus();
      await choose(finding);
    }
  }

  function step(by) {
    const length = chosen === null ? 0 : wayOf(chosen).path.length;
    if (length > 0) {
      stand(Math.min(Math.max(standing + by, 0), length - 1));
    }
  }

  const keys = {
    j: () => move(1), k: () => move(-1), n: () => step(1), p: () => step(-1),
    '+': () => zoom(1.25), '-': () => zoom(0.8), 0: whole,
  };
  document.addEventListener('keydown', event => {
    if (!event.ctrlKey && !event.altKey && !event.metaKey && Object.hasOwn(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  document.getElementById('closer').addEventListener('click', keys['+']);
  document.getElementById('farther').addEventListener('click', keys['-']);
  document.getElementById('whole').addEventListener('click', keys[0]);

  findings.forEach(finding => {
    finding.querySelector('.choose').addEventListener('click', () => choose(finding));
    finding.querySelectorAll('.step').forEach((button, index) => button.addEventListener('click', async () => {
      if (chosen !== finding) {
        await choose(finding);
      }
      stand(index);
    }));
  });
  sections.forEach((section, index) => section.querySelector('.show').addEventListener('click', async () => {
    const first = section.querySelector('.finding');
    await (first ? choose(first) : show(index).then(() => chosen !== null && clear()));
  }));

  /** The one that the address names, such as report.html#finding-1-2, or the first. */
  function asked() {
    return findings.find(finding => `#${finding.id}` === location.hash) ?? findings[0];
  }

  window.addEventListener('hashchange', () => findings.length > 0 && choose(asked()));
  if (findings.length > 0) {
    choose(asked());
  } else if (report.length > 0) {
    show(0);
  }
})();
