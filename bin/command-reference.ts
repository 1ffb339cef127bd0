import { Command } from 'commander';
import { declareVerb } from './command-line.js';
import type { Verb } from './command-line.js';

const HEAD = `# The command line

<!-- Made by \`npm run --silent docs\` from the help of each verb. Edit the verb, not this page. -->

\`npx vitrine VERB\`, or \`npm run --silent vitrine -- VERB\` in the repository.

Every verb takes \`--workspace DIR\` (default: \`$VITRINE_WORKSPACE\`, else \`./shop.vitrine\`), \`--json\` (stdout is then one
JSON document and nothing else; progress goes to stderr; a failure is \`{"error": {"code", "message", "file", "line",
"field", "reason", "remedy"}}\`), \`--quiet\` and \`--help\`.

Exit codes: 0 done, 1 failed, 2 bad input or usage, 130 cancelled (Ctrl-C or SIGTERM).

A box is \`[x, y, width, height]\` in pixels of the upright photo.
`;

/** @returns the reference of all verbs as Markdown: each one's help, in the order of the table */
export async function commandReference(verbs: readonly Verb[]): Promise<string> {
  const sections = await Promise.all(verbs.map(section));
  return [HEAD, ...sections].join('\n');
}

async function section({ name, summary, load }: Verb): Promise<string> {
  const verb = declareVerb(new Command('vitrine'), { name, summary, command: (await load()).command });
  let help = '';
  verb.configureHelp({ helpWidth: 110 }).configureOutput({ writeOut: (text) => (help += text) });
  verb.outputHelp();
  return `## ${name}\n\n\`\`\`\n${help.trim()}\n\`\`\`\n`;
}
