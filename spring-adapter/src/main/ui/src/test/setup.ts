import { afterEach } from 'vitest';
import { ApiClient } from '../base/client';
import { configure } from '../base/settings';

afterEach(() => {
  document.body.replaceChildren();
  ApiClient.forgetAll();
  configure({ api: undefined, organization: undefined, language: undefined, keys: undefined, href: undefined, messages: {} });
});
