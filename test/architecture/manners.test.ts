import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { ROOT, importsOf, lineOf, listFiles, parseSource, sourceFiles, visit } from './source-tree.js';
import type { SourceFile } from './source-tree.js';

/** One line for each node that `isOffence` names. */
function offences(files: readonly SourceFile[], isOffence: (node: ts.Node) => string | undefined): string[] {
  const found: string[] = [];
  for (const file of files) {
    visit(file.syntax, (node) => {
      const reason = isOffence(node);
      if (reason !== undefined) found.push(`${file.path}:${lineOf(file, node)} ${reason}`);
    });
  }
  return found;
}

const shipped = (): SourceFile[] => sourceFiles().filter(({ path }) => /^(bin|src|indexer|server)\//.test(path));
const library = (): SourceFile[] => sourceFiles().filter(({ path }) => path.startsWith('src/'));

test('no file is named after nothing in particular', () => {
  const vague = /(^|-)(utils?|helpers?|common|misc|shared)(\.|$)/i;
  const found = sourceFiles().filter(({ path }) => path.split('/').some((part) => vague.test(part)));
  assert.deepEqual(
    found.map(({ path }) => path),
    [],
  );
});

test('no type is any', () => {
  assert.deepEqual(
    offences(sourceFiles(), (node) => (node.kind === ts.SyntaxKind.AnyKeyword ? 'any' : undefined)),
    [],
  );
});

test('nothing silences the compiler or the linter', () => {
  const silencer = new RegExp(['@ts-', '(ignore|expect-error|nocheck)|eslint-', 'disable'].join(''));
  const found = sourceFiles().flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, i) => (silencer.test(line) ? [`${path}:${i + 1} ${line.trim()}`] : [])),
  );
  assert.deepEqual(found, []);
});

test('randomness comes from a seed', () => {
  assert.deepEqual(
    offences(sourceFiles(), (node) => accessOf(node, 'Math', ['random'])),
    [],
  );
});

/** Says no to what a dependency would tell others; nothing of it is read. */
const NO_TELEMETRY = 'src/engine/onnx/no-telemetry.ts';

test('the library prints nothing and reads no environment', () => {
  const silent = library().filter(({ path }) => path !== NO_TELEMETRY);
  const found = offences(silent, (node) => {
    if (ts.isIdentifier(node) && node.text === 'console') return 'console';
    return accessOf(node, 'process', ['env', 'argv', 'stdout', 'stderr', 'stdin', 'exit', 'exitCode', 'cwd', 'chdir']);
  });
  assert.deepEqual(found, []);
});

test('the library writes no file', () => {
  const writers =
    /^(write|append|rename|mkdir|mkdtemp|rm|rmdir|unlink|copyFile|cp|truncate|ftruncate|symlink|link|createWriteStream|fsync|chmod|utimes)(Sync|File|FileSync)?$/;
  const found = offences(library(), (node) => {
    if (!ts.isImportDeclaration(node) || !ts.isStringLiteral(node.moduleSpecifier)) return undefined;
    if (!node.moduleSpecifier.text.startsWith('node:fs')) return undefined;
    const bindings = node.importClause?.namedBindings;
    if (bindings === undefined || !ts.isNamedImports(bindings)) return 'import the functions of node:fs by name';
    const names = bindings.elements.map((element) => (element.propertyName ?? element.name).text);
    const writing = names.filter((name) => writers.test(name));
    return writing.length > 0 ? `imports ${writing.join(', ')}` : undefined;
  });
  assert.deepEqual(found, []);
});

test('every public function and class says what it does', () => {
  const silent = publicDeclarations().filter(({ node }) => ts.getJSDocCommentsAndTags(node).length === 0);
  assert.deepEqual(
    silent.map(({ file, node }) => `${file.path}:${lineOf(file, node)} ${node.name?.text ?? ''} has no docstring`),
    [],
  );
});

test('nothing mentions the place where it was written', () => {
  const place = new RegExp(['(^|[^.\\w])/wo', 'rk/|/tmp/br', 'ief|\\bsub', 'agent'].join(''), 'i');
  const texts = listFiles().filter((path) =>
    /\.(ts|mjs|js|json|md|html|css|yml|sql|run)$|^[^.]+$/.test(basename(path)),
  );
  const found = texts.flatMap((path) =>
    readFileSync(join(ROOT, path), 'utf8')
      .split('\n')
      .flatMap((line, i) => (place.test(line) ? [`${path}:${i + 1} ${line.trim().slice(0, 80)}`] : [])),
  );
  assert.deepEqual(found, []);
});

test('what ships does not lean on folders beside the project', () => {
  const beside = ['..', 'shared'].join('/');
  assert.deepEqual(
    shipped()
      .filter(({ text }) => text.includes(beside))
      .map(({ path }) => path),
    [],
  );
});

interface PublicDeclaration {
  readonly file: SourceFile;
  readonly node: ts.FunctionDeclaration | ts.ClassDeclaration;
}

/** The functions and classes that the front doors, src/index.ts and indexer/index.ts, export by name or by star. */
function publicDeclarations(): PublicDeclaration[] {
  const doors = sourceFiles().filter(({ path }) => /^(src|indexer)\/index\.ts$/.test(path));
  return doors.flatMap((door) =>
    door.syntax.statements.filter(ts.isExportDeclaration).flatMap((statement) => {
      const [arrow] = importsOf(parseSource(door.path, statement.getText(door.syntax)));
      const file = sourceFiles().find(({ path }) => path === arrow?.to);
      const names = statement.exportClause;
      if (file === undefined) return [];
      const wanted =
        names !== undefined && ts.isNamedExports(names)
          ? new Set(names.elements.map((element) => (element.propertyName ?? element.name).text))
          : undefined;
      return exportedDeclarations(file).filter(({ node }) => wanted?.has(node.name?.text ?? '') !== false);
    }),
  );
}

function exportedDeclarations(file: SourceFile): PublicDeclaration[] {
  return file.syntax.statements.flatMap((node) => {
    if (!ts.isFunctionDeclaration(node) && !ts.isClassDeclaration(node)) return [];
    const isExported = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
    return isExported ? [{ file, node }] : [];
  });
}

/** 'process.env' when the node is a property access of that object to one of the names. */
function accessOf(node: ts.Node, object: string, names: readonly string[]): string | undefined {
  const isAccess = ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression);
  if (!isAccess || node.expression.text !== object || !names.includes(node.name.text)) return undefined;
  return `${object}.${node.name.text}`;
}
