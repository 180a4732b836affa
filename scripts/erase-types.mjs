import ts from 'typescript';

/**
 * Takes a program in TypeScript and returns it without its types: what stays is letter for letter as it was written, which no
 * compiler promises. Knows annotations, type arguments, `!` and `as`, with the parentheses that only `as` needs. Throws when
 * what is left is no JavaScript.
 */
export function eraseTypes(text) {
  const file = ts.createSourceFile('program.ts', text, ts.ScriptTarget.Latest, true);
  const cuts = [];
  /** Cuts from the end of what stands before a type, with `: `, ` as ` or `<` between, to the end of the type. */
  const cut = (from, to) => cuts.push([from, to]);
  const visit = node => {
    if (ts.isParenthesizedExpression(node) && ts.isAsExpression(node.expression)) {
      const { expression } = node.expression;
      if (ts.isPropertyAccessExpression(expression) || ts.isIdentifier(expression)) {
        cut(node.getStart(), expression.getStart());
        cut(expression.end, node.end);
        return visit(expression);
      }
    }
    if (ts.isAsExpression(node)) {
      cut(node.expression.end, node.end);
      return visit(node.expression);
    }
    if (ts.isNonNullExpression(node)) {
      cut(node.expression.end, node.end);
      return visit(node.expression);
    }
    if (node.typeArguments !== undefined) cut(node.typeArguments.pos - 1, node.typeArguments.end + 1);
    if ((ts.isVariableDeclaration(node) || ts.isParameter(node)) && node.type !== undefined)
      cut(node.name.end, node.type.end);
    ts.forEachChild(node, child => {
      if (!ts.isTypeNode(child)) visit(child);
    });
  };
  visit(file);
  const erased = cuts
    .toSorted(([a], [b]) => b - a)
    .reduce((left, [from, to]) => left.slice(0, from) + left.slice(to), text);
  const { diagnostics } = ts.transpileModule(erased, {
    fileName: 'program.js',
    reportDiagnostics: true,
    compilerOptions: { allowJs: true, target: ts.ScriptTarget.Latest },
  });
  if (diagnostics.length > 0)
    throw new Error(`types are left: ${ts.flattenDiagnosticMessageText(diagnostics[0].messageText, '\n')}`);
  return erased;
}
