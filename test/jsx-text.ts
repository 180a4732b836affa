import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

/*
 * Page translators replace text nodes by elements. React keeps references to the text nodes that stand beside something
 * else in one element: it then fails to remove them or to insert before them, and what it writes into them is not seen.
 * A text that is alone in its element is set as a whole (`textContent`), and is safe. The functions here find the others.
 */

const root = join(import.meta.dirname, '..');

/** The configuration of the repository, and the files it names. */
function readConfig(): ts.ParsedCommandLine {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), name => readFileSync(name, 'utf8')) as {
    config: unknown;
  };
  return ts.parseJsonConfigFileContent(config, ts.sys, root);
}

/** Every file with components that ships. */
export const componentFiles = (): string[] =>
  readConfig().fileNames.filter(name => /\/src\/.*\.tsx$/.test(name) && !name.includes('.spec.'));

/** Reads files with their types. @param written the text of files that are not on the disk */
export function programOf(
  files: readonly string[],
  written: Readonly<Record<string, string>> = {},
): ts.Program {
  const { options } = readConfig();
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = name => name in written || fileExists(name);
  host.getSourceFile = (name, language, ...more) => {
    const text = written[name];
    return text === undefined
      ? getSourceFile(name, language, ...more)
      : ts.createSourceFile(name, text, language, true);
  };
  return ts.createProgram(files, options, host);
}

/** True where React draws some value of the type as a text node. */
function drawsText(type: ts.Type, checker: ts.TypeChecker, seen = new Set<ts.Type>()): boolean {
  if (seen.has(type)) return false;
  seen.add(type);
  const parts = type.isUnion()
    ? type.types
    : checker.isArrayType(type) || checker.isTupleType(type)
      ? checker.getTypeArguments(type as ts.TypeReference)
      : undefined;
  if (parts) return parts.some(one => drawsText(one, checker, seen));
  return (type.flags & (ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike)) !== 0;
}

/** What a child of an element is for React. */
type ChildKind = 'text' | 'other';

/** The kind of a child; undefined for the white space between lines, which JSX drops. */
function kindOf(child: ts.JsxChild, checker: ts.TypeChecker): ChildKind | undefined {
  if (ts.isJsxText(child)) return child.containsOnlyTriviaWhiteSpaces ? undefined : 'text';
  if (!ts.isJsxExpression(child)) return 'other';
  const { expression } = child;
  if (!expression) return undefined;
  return drawsText(checker.getTypeAtLocation(expression), checker) ? 'text' : 'other';
}

/**
 * The texts of an element that are not alone in it, white space between its children included: React removes that as
 * well, where it makes another branch of the same place out of the element.
 */
function sharedChildren(node: ts.JsxElement | ts.JsxFragment, checker: ts.TypeChecker): ts.JsxChild[] {
  const children = node.children.flatMap(child => {
    const kind = kindOf(child, checker);
    return kind === undefined ? [] : [{ child, kind }];
  });
  // A fragment's children are those of the element around it.
  if (children.length === 1 && ts.isJsxElement(node)) return [];
  return children.flatMap(({ child, kind }) => (kind === 'text' ? [child] : []));
}

/** True for a component: what it gives stands wherever it is placed. */
function isComponent(node: ts.Node): node is ts.FunctionDeclaration | ts.ArrowFunction {
  if (ts.isFunctionDeclaration(node)) return /^[A-Z]/.test(node.name?.text ?? '');
  if (!ts.isArrowFunction(node) || !ts.isVariableDeclaration(node.parent)) return false;
  return ts.isIdentifier(node.parent.name) && /^[A-Z]/.test(node.parent.name.text);
}

/** Every text that shares its element with something, as `file:line text`. */
export function sharedTexts(program: ts.Program, files: readonly string[]): string[] {
  const checker = program.getTypeChecker();
  return files.flatMap(name => {
    const file = program.getSourceFile(name);
    if (!file) throw new Error(`${name} was not read`);
    const found: string[] = [];
    const report = (node: ts.Node) => {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      const text = node.getText(file).replace(/\s+/g, ' ').slice(0, 100);
      found.push(`${relative(root, name)}:${line + 1} ${text}`);
    };
    const visit = (node: ts.Node): void => {
      if (ts.isJsxElement(node) || ts.isJsxFragment(node)) sharedChildren(node, checker).forEach(report);
      const signature = isComponent(node) ? checker.getSignatureFromDeclaration(node) : undefined;
      if (signature && drawsText(checker.getReturnTypeOfSignature(signature), checker)) report(node);
      ts.forEachChild(node, visit);
    };
    visit(file);
    return found;
  });
}
