/** The page of the mock: `?screen=board&state=normal&lang=de&theme=dark`. Without a screen, a list of them all. */
import '../sluice';
import { clock } from '../base/clock';
import { session, serve } from './mock';
import { screens } from './all-screens';

const asked = new URLSearchParams(location.search);
const lang = asked.get('lang') ?? 'en';
const theme = asked.get('theme') ?? 'light';
document.documentElement.lang = lang;
document.documentElement.style.colorScheme = theme;
clock.synchronize(session.now);

const screen = screens.find(({ name }) => name === asked.get('screen'));
const state = screen?.states[asked.get('state') ?? 'normal'];
const main = document.createElement('main');
document.body.append(main);

if (screen && state) {
  document.title = `${screen.name} ${asked.get('state')}`;
  const server = serve({ 'GET /session': session, ...screen.answers, ...state.answers });
  const element = document.createElement(screen.element);
  for (const [name, value] of Object.entries({ ...screen.attributes, ...state.attributes })) {
    element.setAttribute(name, value);
  }
  main.append(element);
  Object.assign(window, { sluiceMock: server });
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
