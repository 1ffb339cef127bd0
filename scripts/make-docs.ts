/** Writes docs/cli.md from the help of every verb: `npm run --silent docs`. A test fails when the page is stale. */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandReference } from '../bin/command-reference.js';
import { VERBS } from '../bin/verbs.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
writeFileSync(join(root, 'docs/cli.md'), await commandReference(VERBS));
