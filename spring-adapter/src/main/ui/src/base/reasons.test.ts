import { describe, expect, test } from 'vitest';
import { SluiceElement } from './element';
import { inWords } from './reasons';

class Speaker extends SluiceElement {}
customElements.define('test-speaker', Speaker);

function speaking(language: string): SluiceElement {
  const host = new Speaker();
  host.lang = language;
  return host;
}

describe('reasons', () => {
  test('are said in the language of the person where it is known', () => {
    const reason = { code: 'forbidden', message: 'This needs the permission REQUEST, which none of your roles gives.' };

    expect(inWords(speaking('en'), reason)).toBe(reason.message);
    expect(inWords(speaking('de'), reason)).toBe('Dafür braucht man das Recht REQUEST, das keine Ihrer Rollen gibt.');
  });

  test('keep what a person wrote', () => {
    expect(inWords(speaking('de'), { code: 'target.pinned', message: 'AGENT/a is pinned in Production: Fair this week' }))
      .toBe('Das Artefakt ist im Ziel festgehalten: Fair this week');
  });

  test('are the words of the server when nobody translated them', () => {
    expect(inWords(speaking('de'), { code: 'new.code', message: 'Something new.' })).toBe('Something new.');
    expect(inWords(speaking('de'), undefined)).toBeUndefined();
  });
});
