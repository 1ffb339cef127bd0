import { escaped } from '../html-text.js';
import { curlLines, type CurlOptions } from './curl-line.js';
import type { Operation, Schema, Schemas } from './document.js';
import { exampleOf } from './example-value.js';
import { fieldList, fieldsOf, paragraphs, typeOf } from './field-list.js';

/** One operation: what it does, how it is asked, what it answers; each with an example. */
export function operationSection(operation: Operation, options: CurlOptions): string {
  const { id, method, url, summary, description, parameters, body, answers } = operation;
  const { schemas } = options;
  const name = `<span class="method">${escaped(method)}</span> <code>${escaped(url)}</code>`;
  const fields = parameters.map(({ name: field, in: place, required, schema = {} }) => ({
    ...{ name: field, schema },
    notes: [...(place === 'path' ? ['in the path'] : []), ...(required === true && place !== 'path' ? ['needed'] : [])],
  }));
  return `<section class="operation" id="${escaped(id)}" aria-labelledby="${escaped(id)}-name">
<h3 id="${escaped(id)}-name">${name}</h3>
<p class="summary">${escaped(summary)}.</p>${paragraphs(description)}
${curlLines(operation, options).map(commandLine).join('\n')}
${fields.length === 0 ? '' : `<h4>Parameters</h4>${fieldList(fields, `Parameters of ${summary}`)}`}
${Object.entries(body)
  .map(([type, { schema = {} }]) => contentPart('Body', { type, schema, schemas }))
  .join('\n')}
${answers
  .map(({ status, description: told, content }) => {
    const parts = Object.entries(content).map(([type, { schema = {} }]) => answerExample(type, schema, schemas));
    return `<h4>Answer <span class="soft">${escaped(status)}</span></h4><p>${escaped(told)}</p>${parts.join('')}`;
  })
  .join('\n')}
<p class="to-top"><a href="#top">To the top</a></p></section>`;
}

interface ContentPart {
  readonly type: string;
  readonly schema: Schema;
  readonly schemas: Schemas;
}

function contentPart(title: string, { type, schema }: ContentPart): string {
  const fields = fieldsOf(schema);
  const list = fields.length === 0 ? '' : fieldList(fields, `Fields of ${type}`);
  return `<h4>${title} <code class="soft">${escaped(type)}</code></h4><p>${typeOf(schema)}</p>${list}`;
}

/** The type of an answer and what one looks like; nothing to see of photos. */
function answerExample(type: string, schema: Schema, schemas: Schemas): string {
  const told = `<p><code>${escaped(type)}</code>: ${typeOf(schema)}</p>`;
  if (!type.includes('json')) return told;
  const example = JSON.stringify(exampleOf(schema, schemas), null, type === 'application/json' ? 2 : 0);
  return `${told}<details><summary>An example</summary><pre class="example"><code>${escaped(example)}</code></pre></details>`;
}

function commandLine(line: string): string {
  return `<pre class="command"><code>${escaped(line)}</code></pre>`;
}
