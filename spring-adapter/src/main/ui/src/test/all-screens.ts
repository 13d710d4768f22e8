/** The screens in every state, for the browser test and for `npm run dev`: every `*.screens.ts` beside a screen. */
import type { Screen } from './screens';

const found = import.meta.glob<{ default: Screen[] }>('../*/*.screens.ts', { eager: true });

export const screens: Screen[] = Object.values(found).flatMap(module => module.default);
