/** Both descriptions of what the API exchanges, as lines such as `source.id: string`, to compare them. */
import { parseSync } from 'vite';

/** A node of either description. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Node = any;
type Line = readonly [path: string, type: string];

const DEEP = 12;

/** The exported interfaces and types of a TypeScript file. */
export function shapesOfTypes(source: string): Map<string, string[]> {
  const found = new Map<string, Node>();
  for (const statement of (parseSync('contract.ts', source).program as Node).body) {
    const declaration = statement.declaration;
    if (declaration?.type === 'TSInterfaceDeclaration' || declaration?.type === 'TSTypeAliasDeclaration') found.set(declaration.id.name, declaration);
  }
  const named = (name: string, given: Node[], path: string, depth: number): Line[] => {
    const declaration = found.get(name);
    if (!declaration) throw new Error(`There is no type ${name}`);
    const parameters: string[] = declaration.typeParameters?.params.map((parameter: Node) => parameter.name.name) ?? [];
    const bound = new Map(parameters.map((parameter, at) => [parameter, given[at]]));
    if (declaration.type === 'TSTypeAliasDeclaration') return of(declaration.typeAnnotation, path, depth, bound);
    const above = (declaration.extends ?? []).flatMap((heritage: Node) => named(heritage.expression.name, heritage.typeArguments?.params ?? [], path, depth + 1));
    return [...above, ...members(declaration.body.body, path, depth, bound)];
  };
  const members = (list: Node[], path: string, depth: number, bound: Map<string, Node>): Line[] => list.flatMap(member =>
    of(member.typeAnnotation.typeAnnotation, joined(path, member.key.name + (member.optional ? '?' : '')), depth + 1, bound));
  const of = (type: Node, path: string, depth: number, bound: Map<string, Node>): Line[] => {
    if (depth > DEEP) return [[path, '…']];
    switch (type.type) {
      case 'TSStringKeyword': return [[path, 'string']];
      case 'TSNumberKeyword': return [[path, 'number']];
      case 'TSBooleanKeyword': return [[path, 'boolean']];
      case 'TSUnknownKeyword': return [[path, 'any']];
      case 'TSArrayType': return of(type.elementType, `${path}[]`, depth + 1, bound);
      case 'TSTypeLiteral': return members(type.members, path, depth, bound);
      case 'TSParenthesizedType': return of(type.typeAnnotation, path, depth, bound);
      case 'TSUnionType': return [[path, type.types.map((one: Node) => String(one.literal.value)).sort().join(' | ')]];
      case 'TSLiteralType': return [[path, String(type.literal.value)]];
      // A part of another type: Policy['stages'][number].
      case 'TSIndexedAccessType': return of(part(type), path, depth + 1, bound);
      case 'TSTypeReference': {
        const name: string = type.typeName.name;
        const given: Node[] = type.typeArguments?.params ?? [];
        if (bound.has(name)) return of(bound.get(name), path, depth, new Map());
        if (name === 'Partial') return of(given[0], path, depth, bound);
        if (name === 'Record') return of(given[1], `${path}{}`, depth + 1, bound);
        return named(name, given, path, depth + 1);
      }
      default: throw new Error(`${type.type} at ${path} cannot be compared`);
    }
  };
  const part = (type: Node): Node => {
    const whole = type.objectType.type === 'TSIndexedAccessType' ? part(type.objectType) : found.get(type.objectType.typeName.name).body.body;
    if (type.indexType.type === 'TSNumberKeyword') return whole.elementType;
    return whole.find((member: Node) => member.key.name === type.indexType.literal.value).typeAnnotation.typeAnnotation;
  };
  return new Map([...found].filter(([, declaration]) => !declaration.typeParameters).map(([name]) => [name, lines(named(name, [], '', 0))]));
}

/** The schemas of an OpenAPI description. */
export function shapesOfSchemas(description: Node): Map<string, string[]> {
  const schemas: Record<string, Node> = description.components.schemas;
  const of = (schema: Node, path: string, depth: number): Line[] => {
    if (depth > DEEP) return [[path, '…']];
    if (schema === true) return [[path, 'any']];
    if (schema.$ref) return of(schemas[schema.$ref.split('/').pop()], path, depth + 1);
    if (schema.allOf) return schema.allOf.flatMap((one: Node) => of(one, path, depth));
    if (schema.enum) return [[path, [...schema.enum].sort().join(' | ')]];
    if (schema.const !== undefined) return [[path, String(schema.const)]];
    if (schema.type === 'array') return of(schema.items ?? true, `${path}[]`, depth + 1);
    if (schema.properties) {
      const required = new Set<string>(schema.required ?? []);
      return Object.entries(schema.properties).flatMap(([name, value]) => of(value, joined(path, required.has(name) ? name : `${name}?`), depth + 1));
    }
    if (schema.type === 'object') return of(schema.additionalProperties || true, `${path}{}`, depth + 1);
    if (schema.type === 'integer') return [[path, 'number']];
    return [[path, schema.type ?? 'any']];
  };
  return new Map(Object.entries(schemas).map(([name, schema]) => [name, lines(of(schema, '', 0))]));
}

function joined(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function lines(all: readonly Line[]): string[] {
  return [...new Set(all.map(([path, type]) => `${path}: ${type}`))].sort();
}
