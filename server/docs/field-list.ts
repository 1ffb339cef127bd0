import { escaped } from '../html-text.js';
import { nameOfReference, type Schema } from './document.js';

/** One field or parameter of a list. */
export interface Field {
  readonly name: string;
  readonly schema: Schema;
  /** 'needed', 'in the path': short words beside the name. */
  readonly notes: readonly string[];
}

/** Fields as a list of terms, which is read the same on a telephone and aloud. */
export function fieldList(fields: readonly Field[], label: string): string {
  if (fields.length === 0) return '';
  const items = fields.map(
    ({
      name,
      schema,
      notes,
    }) => `<div><dt><code>${escaped(name)}</code>${notes.map((note) => ` <span class="soft">${escaped(note)}</span>`).join('')}</dt>
<dd><span class="type">${typeOf(schema)}</span>${schema.description === undefined ? '' : ` ${inlineText(schema.description)}`}</dd></div>`,
  );
  return `<dl class="fields" aria-label="${escaped(label)}">${items.join('')}</dl>`;
}

/** The fields of an object; empty for anything else. */
export function fieldsOf({ properties, required = [] }: Schema): Field[] {
  return Object.entries(properties ?? {}).map(([name, schema]) => ({
    ...{ name, schema },
    notes: required.includes(name) ? [] : ['may be missing'],
  }));
}

/** 'integer, 1 to 100, by default 24', with links to the documents. */
export function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) {
    const name = escaped(nameOfReference(schema.$ref));
    return `<a href="#${name}">${name}</a>`;
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return choices.map(typeOf).join(' or ');
  const { minimum, maximum } = schema;
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  return [
    schema.items === undefined ? escaped(kindOf(schema)) : `list of ${typeOf(schema.items)}`,
    ...(values === undefined ? [] : [values.map((value) => `<code>${escaped(String(value))}</code>`).join(' or ')]),
    ...(minimum !== undefined && maximum !== undefined ? [`${minimum} to ${maximum}`] : []),
    ...(schema.default === undefined ? [] : [`by default <code>${escaped(JSON.stringify(schema.default))}</code>`]),
  ].join(', ');
}

function kindOf({ type = 'anything', properties, prefixItems }: Schema): string {
  if (properties !== undefined) return 'object';
  if (prefixItems !== undefined) return 'list';
  return typeof type === 'string' ? type : type.join(' or ');
}

/** Paragraphs of a description; what stands in back ticks is code. */
export function paragraphs(written: string | undefined): string {
  return (written ?? '')
    .split('\n\n')
    .filter((part) => part.trim() !== '')
    .map((part) => `<p>${inlineText(part)}</p>`)
    .join('');
}

function inlineText(written: string): string {
  return escaped(written).replace(/`([^`]+)`/g, '<code>$1</code>');
}
