import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const BUILT = new URL('../../page/', import.meta.url);

test('every file that a view is announced with is there, and every view has styles', () => {
  const views = JSON.parse(readFileSync(new URL('preloads.json', BUILT), 'utf8')) as Record<
    string,
    Record<'scripts' | 'styles', string[]>
  >;
  for (const view of ['shop', 'not-found', 'studio']) {
    const { scripts, styles } = views[view];
    assert.ok(styles.length > 0, view);
    for (const file of [...scripts, ...styles]) assert.ok(existsSync(new URL(file, BUILT)), `${view}: ${file}`);
  }
});
