// Types for hosts: what the API exchanges, what the events carry, and the attributes of each element, also as JSX for React.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const HEAD = '/* Types of the screens of Sluice, for TypeScript in host applications. */\n';

export function writeDeclarations(root, out) {
  const manifest = JSON.parse(readFileSync(join(root, 'public/custom-elements.json'), 'utf8'));
  const elements = manifest.modules.flatMap(({ declarations }) => declarations);
  const source = name => readFileSync(join(root, 'src', name), 'utf8').replaceAll(/^import .*;\n/gm, '').trim();
  const failure = `export type FailureKind =
  | 'signed-out' | 'forbidden' | 'missing' | 'conflict' | 'stale' | 'invalid' | 'offline' | 'timeout' | 'unavailable' | 'fault';
/** Why a call did not succeed. */
export interface Failure extends Error {
  readonly kind: FailureKind;
  readonly status: number;
  readonly problem?: Problem;
  readonly retryAfter?: number;
  readonly code: string;
}`;
  const options = `export type Language = 'en' | 'de';
/** What a host says in other words, by language, part and key. */
export type Overrides = Partial<Record<Language, Record<string, Record<string, string | ((...values: never[]) => string)>>>>;
${/(\/\*\* What a host may settle[\s\S]*?\n}\n)/.exec(source('base/settings.ts'))[1]}
/** Settles what holds for all elements of the page. */
export declare function configure(options: SluiceOptions): void;
/** Brings elements along that lie in a shadow tree of the host. */
export declare function load(...names: string[]): Promise<unknown>;
export declare const ELEMENTS: readonly string[];`;
  const camel = name => name.replaceAll(/-(.)/g, (_, letter) => letter.toUpperCase());
  const properties = { hash: 'usesHash' };
  const interfaces = elements.map(element => `/** ${element.description} */
export interface ${element.name} extends HTMLElement {
${element.attributes.filter(({ name }) => name !== 'lang').map(attribute => `  /** ${attribute.description} */
  ${properties[attribute.name] ?? camel(attribute.name)}?: ${attribute.type.text};`).join('\n')}
}`);
  const tags = `declare global {
  interface HTMLElementTagNameMap {
${elements.map(({ tagName, name }) => `    '${tagName}': ${name};`).join('\n')}
  }
}`;
  const text = [HEAD, source('api/contract.ts'), failure, source('base/events.ts'), options, ...interfaces, tags].join('\n\n') + '\n';
  writeFileSync(join(out, 'sluice.d.ts'), text);
  writeFileSync(join(out, 'sluice-react.d.ts'), `${HEAD}import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { ${elements.map(({ name }) => name).join(', ')} } from './sluice';

type SluiceTag<E extends HTMLElement, Attributes> = DetailedHTMLProps<HTMLAttributes<E>, E> & Attributes;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
${elements.map(({ tagName, name, attributes }) => `      '${tagName}': SluiceTag<${name}, { ${attributes.filter(attribute => attribute.name !== 'lang').map(({ name: attribute, type }) => `'${attribute}'?: ${type.text}`).join('; ')} }>;`).join('\n')}
    }
  }
}
`);
}
