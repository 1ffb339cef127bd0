import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The project's folder: the nearest one above the compiled test that has a package.json. */
export const ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));

/** A TypeScript file of the project, parsed. */
export interface SourceFile {
  /** From the root, with slashes: 'src/search/fusion.ts'. */
  readonly path: string;
  readonly text: string;
  readonly syntax: ts.SourceFile;
}

/** One arrow of the import graph. */
export interface Import {
  readonly from: string;
  readonly line: number;
  /** A path from the root ('src/box.ts') or the name of a package ('sharp', 'node:fs'). */
  readonly to: string;
  readonly isPackage: boolean;
  readonly isTypeOnly: boolean;
}

const CODE_FOLDERS = ['bin', 'src', 'indexer', 'server', 'scripts', 'test'];
const SKIPPED_FOLDERS = new Set(['node_modules', 'dist', '.git']);

/** @returns every file below the folder, from the root, in a fixed order; build outputs and workspaces left out */
export function listFiles(folder = ''): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => !SKIPPED_FOLDERS.has(name) && !name.startsWith('.build') && !name.endsWith('.vitrine'))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? listFiles(path) : [path];
    })
    .sort();
}

let parsed: readonly SourceFile[] | undefined;

/** @returns all TypeScript of the project, parsed once */
export function sourceFiles(): readonly SourceFile[] {
  parsed ??= CODE_FOLDERS.filter((folder) => existsSync(join(ROOT, folder)))
    .flatMap((folder) => listFiles(folder))
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => parseSource(path, readFileSync(join(ROOT, path), 'utf8')));
  return parsed;
}

export function parseSource(path: string, text: string): SourceFile {
  return { path, text, syntax: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true) };
}

/** @returns every import, re-export, dynamic import and `new URL('./x.js', import.meta.url)` of the file */
export function importsOf(file: SourceFile): Import[] {
  const found: Import[] = [];
  visit(file.syntax, (node) => {
    const target = importTarget(node);
    if (target === undefined) return;
    const isRelative = target.name.startsWith('.');
    found.push({
      from: file.path,
      line: lineOf(file, node),
      to: isRelative ? resolvePath(file.path, target.name) : packageName(target.name),
      isPackage: !isRelative,
      isTypeOnly: target.isTypeOnly,
    });
  });
  return found;
}

export function lineOf({ syntax }: SourceFile, node: ts.Node): number {
  return syntax.getLineAndCharacterOfPosition(node.getStart(syntax)).line + 1;
}

/** Calls `see` with every node, parents first. */
export function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => {
    visit(child, see);
  });
}

function importTarget(node: ts.Node): { name: string; isTypeOnly: boolean } | undefined {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    return {
      name: node.moduleSpecifier.text,
      isTypeOnly: node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword,
    };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier)) {
    return { name: node.moduleSpecifier.text, isTypeOnly: node.isTypeOnly };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
    return { name: node.argument.literal.text, isTypeOnly: true };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [name] = node.arguments;
    return ts.isStringLiteral(name) ? { name: name.text, isTypeOnly: false } : undefined;
  }
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'URL') {
    const name = node.arguments?.[0];
    const isModule = name !== undefined && ts.isStringLiteral(name) && /^\.\.?\/.*\.js$/.test(name.text);
    return isModule ? { name: name.text, isTypeOnly: false } : undefined;
  }
  return undefined;
}

/** './fusion.js' seen from 'src/search/search.ts' is 'src/search/fusion.ts', or fusion.tsx where there is one. */
function resolvePath(from: string, specifier: string): string {
  const path = posix.join(posix.dirname(from), specifier);
  const withElements = path.replace(/\.js$/, '.tsx');
  return withElements !== path && existsSync(join(ROOT, withElements)) ? withElements : path.replace(/\.js$/, '.ts');
}

/** 'node:fs/promises' is 'node:fs', '@scope/name/deep.js' is '@scope/name'. */
function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  return findRoot(dirname(folder));
}

/** @returns the path from the root, with slashes on every system */
export function fromRoot(path: string): string {
  return relative(ROOT, path).split(sep).join('/');
}
