import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { shapesOfSchemas, shapesOfTypes } from './shapes';

const root = join(import.meta.dirname, '../..');
const types = shapesOfTypes(readFileSync(join(root, 'src/api/contract.ts'), 'utf8'));
const description = process.env['SLUICE_OPENAPI'] ?? join(root, '../resources/io/sluice/promotion/spring/openapi.yaml');
const schemas = shapesOfSchemas(parse(readFileSync(description, 'utf8')));
const both = [...types.keys()].filter(name => schemas.has(name));
// A policy is also sent, and may then leave out what has a default; an answer has all of it.
const OPTIONAL_WHEN_SENT = /(^|\.)policy[.{]|^(stages|approvals|checks|approvalDeadline|onDeadline|reminders|windows|soak|openRequests|rollback|automaticRollback|breakGlass|process)\b/;

describe('what the screens expect of the API', () => {
  test('has names that its description knows', () => {
    expect(both.length).toBeGreaterThan(3);
  });

  test.each(both)('is what its description promises: %s', name => {
    const plain = (lines: string[]) => new Map(lines.map(line => line.split(': ') as [string, string]).map(([path, type]) => [path.replaceAll('?', ''), { path, type }]));
    const expected = plain(types.get(name)!);
    const promised = plain(schemas.get(name)!);
    const wrong: string[] = [];
    for (const [key, { path, type }] of expected) {
      const there = promised.get(key);
      const wanted = path.split('?').length;
      if (!there) wrong.push(`${path}: is not promised`);
      // A closed list of words is a string.
      else if (there.type !== type && !(type === 'string' && there.type.includes(' | '))) wrong.push(`${path}: ${type} expected, ${there.type} promised`);
      else if (there.path.split('?').length > wanted && !(name.startsWith('Policy') || name === 'WorkspaceSettings' ? OPTIONAL_WHEN_SENT.test(key) : false)) wrong.push(`${path}: may be absent`);
    }
    for (const [key, { path }] of promised) {
      if (!expected.has(key)) wrong.push(`${path}: is not expected`);
    }
    expect(wrong).toEqual([]);
  });
});
