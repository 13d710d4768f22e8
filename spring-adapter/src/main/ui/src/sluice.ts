/** The first part: the base, and elements that bring their screen along when a page uses them. */
import './base/index';
import { ELEMENTS, load, watch } from './elements';

export { ApiClient } from './base/client';
export { Failure } from './base/failure';
export type * from './base/events';
export type * from './api/contract';
export { configure, type SluiceOptions } from './base/settings';
export { ELEMENTS, load };

watch();
