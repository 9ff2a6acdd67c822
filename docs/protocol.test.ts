/** docs/protocol.md says what the schemas in shared/ say: each example parses, each field table is complete. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import * as token from '../shared/auth-token.ts';
import * as diagnosis from '../shared/diagnosis.ts';
import { ERRORS } from '../shared/errors.ts';
import * as extension from '../shared/extension-protocol.ts';
import * as host from '../shared/host-protocol.ts';
import * as page from '../shared/page-protocol.ts';

type Schema = v.GenericSchema;

const text = readFileSync(new URL('protocol.md', import.meta.url), 'utf8');
const sections = sectionsByMarker(text);
const messages = { ...schemasOf(page, extension, host, token, diagnosis), ...hostMethodSchemas() };

it('documents every message of every schema module, and no other', () => {
  const documented = [...sections.keys()].filter((name) => name !== 'errors' && name !== 'findings');
  expect(documented.toSorted()).toEqual(Object.keys(messages).toSorted());
});

describe.each(Object.entries(messages))('%s', (name, schema) => {
  const section = sections.get(name) ?? '';

  it('has examples that its schema accepts', () => {
    const examples = [...section.matchAll(/```json\n(.+?)```/gsu)].map(
      ([, json = '']) => JSON.parse(json) as unknown,
    );
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(v.safeParse(schema, example).issues).toBeUndefined();
  });

  it('has a table of exactly its fields', () => {
    const documented = tableRows(section).map(([field = '']) => field);
    expect(documented).toEqual(fieldsOf(schema));
  });
});

it('documents every error code as the table in shared/errors.ts has it', () => {
  const documented = tableRows(sections.get('errors') ?? '').map((cells) =>
    cells.map((cell) => cell.replaceAll('`', '')),
  );
  expect(documented).toEqual(
    Object.entries(ERRORS).map(([code, row]) => [code, row.layer, row.page, row.mendable ? 'yes' : 'no']),
  );
});

it('documents every finding as the table in shared/diagnosis.ts has it', () => {
  const documented = tableRows(sections.get('findings') ?? '').map((cells) =>
    cells.map((cell) => cell.replaceAll('`', '')),
  );
  expect(documented).toEqual(
    Object.entries(diagnosis.FINDINGS).map(([code, row]) => [code, row.layer, row.level]),
  );
});

it('names the bounds that the schemas have', () => {
  for (const bound of [page.REQUEST_MAX_LENGTH, host.FRAME_MAX_BYTES.toHost, host.FRAME_MAX_BYTES.fromHost]) {
    expect(text).toContain(String(bound));
  }
});

/** The text after each `<!-- message: NAME -->` up to the next marker. */
function sectionsByMarker(markdown: string): Map<string, string> {
  const [, ...parts] = markdown.split(/<!-- (?:message: )?([\w.-]+) -->/u);
  const found = new Map<string, string>();
  for (let index = 0; index < parts.length; index += 2) found.set(parts[index] ?? '', parts[index + 1] ?? '');
  return found;
}

/** Cells of the first table's body. */
function tableRows(section: string): string[][] {
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/**
 * `field` or `field (optional)`, in the schema's order; for a variant the fields of any of its options; nothing for a
 * union, whose parts have tables of their own.
 */
function fieldsOf(schema: Schema): string[] {
  if (schema.type === 'variant') return fieldsOfVariant(schema);
  if (!('entries' in schema)) return [];
  return Object.entries(schema.entries as Record<string, Schema>).map(([field, entry]) =>
    entry.type === 'optional' ? `\`${field}\` (optional)` : `\`${field}\``,
  );
}

function fieldsOfVariant(variant: Schema): string[] {
  const { options } = variant as unknown as v.VariantSchema<string, v.VariantOptions<string>, undefined>;
  const perOption = options.map((option) => fieldsOf(option));
  const inAll = (field: string) => perOption.every((fields) => fields.includes(field));
  return [...new Set(perOption.flat())].map((field) => (inAll(field) ? field : `${field} (optional)`));
}

/** Each object schema that a module exports as `nameSchema`, a variant by its options' `kind`. */
function schemasOf(...modules: readonly Record<string, unknown>[]): Record<string, Schema> {
  const found: Record<string, Schema> = {};
  for (const [exported, schema] of modules.flatMap((module) => Object.entries(module))) {
    if (!exported.endsWith('Schema') || !isSchema(schema)) continue;
    const name = exported.replace(/Schema$/u, '');
    if (schema.type === 'strict_object' || schema.type === 'union') found[name] = schema;
    if (schema.type === 'variant') Object.assign(found, optionsByKind(name, schema));
  }
  // Parts of other messages, documented with the message that has them.
  for (const part of ['authenticateResult', 'readAttributesResult', 'cardResult', 'pageRequest', 'reader'])
    Reflect.deleteProperty(found, part);
  return found;
}

/** Variants told apart by `method` are made of request schemas that are exported themselves. */
function optionsByKind(name: string, variant: Schema): Record<string, Schema> {
  const { key, options } = variant as unknown as v.VariantSchema<string, v.VariantOptions<string>, undefined>;
  if (key !== 'kind') return {};
  return Object.fromEntries(
    options.map((option) => {
      const { kind } = (option as unknown as { entries: { kind: v.LiteralSchema<string, undefined> } })
        .entries;
      return [`${name}.${kind.literal}`, option];
    }),
  );
}

function hostMethodSchemas(): Record<string, Schema> {
  return Object.fromEntries([
    ...Object.entries(host.HOST_METHODS).flatMap(([method, { params, result }]) => [
      [`${method}.params`, params],
      [`${method}.result`, result],
    ]),
    ...Object.entries(host.HOST_NOTIFICATIONS),
  ]) as Record<string, Schema>;
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema';
}
