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
import * as signing from '../shared/signing.ts';

type Schema = v.GenericSchema;

const text = readFileSync(new URL('protocol.md', import.meta.url), 'utf8');
const sections = sectionsByMarker(text);
/** Parts of other messages, documented with the message that has them. */
const PARTS = [
  'accepted',
  'refusal',
  'authenticateResult',
  'readAttributesResult',
  'cardResult',
  'pageRequest',
  'reader',
  'signingQuestion.piece-wanted',
  'signingQuestion.timestamps-wanted',
  'signingReply.piece',
  'signingReply.timestamps',
  'relayedReply.piece',
  'relayedReply.timestamps',
];
const messages = { ...schemasOf(page, signing, extension, host, token, diagnosis), ...hostMethodSchemas() };

it('documents every message of every schema module, and no other', () => {
  const documented = [...sections.keys()].filter(
    (name) => !['errors', 'findings', 'refusals'].includes(name),
  );
  expect(documented.toSorted()).toEqual(Object.keys(messages).toSorted());
});

describe.each(Object.entries(messages))('%s', (name, schema) => {
  const section = sections.get(name) ?? '';

  it('has examples that its schema accepts', () => {
    const examples = [...section.matchAll(/```json\n(.+?)```/gsu)].map(
      ([, json = '']) => JSON.parse(json, revive) as unknown,
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

it('documents every reason for which a document is refused', () => {
  const documented = tableRows(sections.get('refusals') ?? '').map(([code = '']) => code.replaceAll('`', ''));
  expect(documented).toEqual(signing.DOCUMENT_REFUSALS);
});

it('names the bounds that the schemas have', () => {
  const frames = [host.FRAME_MAX_BYTES.toHost, host.FRAME_MAX_BYTES.fromHost];
  for (const bound of [page.REQUEST_MAX_LENGTH, signing.PIECE_MAX_BYTES, signing.NEW_BYTES_MAX, ...frames]) {
    expect(text).toContain(String(bound));
  }
});

/** `ArrayBuffer(4)` stands for one of four bytes. */
function revive(_key: string, value: unknown): unknown {
  const [, length] = (typeof value === 'string' && /^ArrayBuffer\((\d+)\)$/u.exec(value)) || [];
  return length === undefined ? value : new ArrayBuffer(Number(length));
}

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
  const isOptional = (field: string) => field.endsWith(' (optional)');
  return [...new Set(perOption.flat())].map((field) =>
    inAll(field) || isOptional(field) ? field : `${field} (optional)`,
  );
}

/** Each object schema that a module exports as `nameSchema`, a variant of messages by its options' `kind`. */
function schemasOf(...modules: readonly Record<string, unknown>[]): Record<string, Schema> {
  const found: Record<string, Schema> = {};
  for (const [exported, schema] of modules.flatMap((module) => Object.entries(module))) {
    if (!exported.endsWith('Schema') || !isSchema(schema)) continue;
    const name = exported.replace(/Schema$/u, '');
    if (schema.type === 'strict_object' || schema.type === 'union') found[name] = schema;
    if (schema.type === 'variant') Object.assign(found, variantsOf(name, schema));
  }
  for (const part of PARTS) Reflect.deleteProperty(found, part);
  return found;
}

/**
 * Those told apart by `kind` are messages, each with a table of its own; what is told apart by something else has one
 * table. Variants told apart by `method` are made of request schemas that are exported themselves.
 */
function variantsOf(name: string, variant: Schema): Record<string, Schema> {
  const { key, options } = variant as unknown as v.VariantSchema<string, v.VariantOptions<string>, undefined>;
  if (key === 'method') return {};
  if (key !== 'kind') return { [name]: variant };
  return Object.fromEntries(
    options.flatMap((option) => {
      if (option.type === 'variant') return Object.entries(variantsOf(name, option));
      const { kind } = (option as unknown as { entries: { kind: v.LiteralSchema<string, undefined> } })
        .entries;
      return [[`${name}.${kind.literal}`, option]];
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
