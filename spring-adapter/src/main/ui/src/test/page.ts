/**
 * The page of the mock: `?screen=board&state=normal&lang=de&theme=dark`. Without a screen, a list of them all. The browser
 * test loads it once and shows one state after the other with `sluiceShow`.
 */
import { ApiClient, ELEMENTS, load } from '../sluice';
import { clock } from '../base/clock';
import { screens } from './all-screens';
import { serve, session, type MockServer } from './mock';

const asked = new URLSearchParams(location.search);
const lang = asked.get('lang') ?? 'en';
const theme = asked.get('theme') ?? 'light';
document.documentElement.lang = lang;
document.documentElement.style.colorScheme = theme;
const main = document.createElement('main');
document.body.append(main);

let server: MockServer | undefined;

async function show(name: string, stateName: string): Promise<void> {
  const screen = screens.find(one => one.name === name);
  const state = screen?.states[stateName];
  if (!screen || !state) throw new Error(`There is no ${name} ${stateName}`);
  main.replaceChildren();
  ApiClient.forgetAll();
  localStorage.clear();
  history.replaceState(null, '', location.search);
  window.scrollTo(0, 0);
  clock.synchronize(session.now);
  document.title = `${name} ${stateName}`;
  await load(...ELEMENTS);
  server = serve({ 'GET /session': session, ...screen.answers, ...state.answers });
  const element = document.createElement(screen.element);
  for (const [attribute, value] of Object.entries({ ...screen.attributes, ...state.attributes })) {
    element.setAttribute(attribute, value);
  }
  main.append(element);
}

Object.assign(window, { sluiceShow: show, sluicePending: () => server?.pending ?? 0 });

const name = asked.get('screen');
if (name) {
  void show(name, asked.get('state') ?? 'normal');
} else {
  document.title = 'Screens';
  for (const { name, states } of screens) {
    const heading = document.createElement('h2');
    heading.textContent = name;
    main.append(heading);
    for (const one of Object.keys(states)) {
      const link = document.createElement('a');
      link.href = `?screen=${name}&state=${one}&lang=${lang}&theme=${theme}`;
      link.textContent = one;
      main.append(link, ' ');
    }
  }
}
