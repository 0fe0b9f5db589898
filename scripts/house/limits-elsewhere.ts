/** Finds limits that stand outside the table of `src/domain/limits`: declared by themselves, or its numbers repeated. */

import ts from 'typescript';
import { scriptsIn } from './imports.ts';

export type Finding = { readonly line: number; readonly text: string; readonly why: Why };

/**
 * `declared`: a constant is named like a limit and is a number. `checked`: a schema or an option has a number of its own.
 * `repeated`: a number of the table, however it is written. `told`: a text spells a size, a number with its unit.
 */
export type Why = 'declared' | 'checked' | 'repeated' | 'told';

type Limits = Readonly<Record<string, number>>;

const limitName = /^(?:most|largest|fewest|least|max|min)[A-Z]/;
const checks = /^(?:(?:min|max)(?:Length|Value|Size)|whole|bytesWithin|(?:wholeN|n)umberWithin)$/;
const size = /\d\s?(?:[kMG]i?B|megapixels?|메가픽셀)(?![\w/])/;

/** Smaller numbers may mean anything by themselves; in a check, less than ten of something is a form and no limit. */
const distinctive = 10_000;
const compared = 1_000;
const checked = 10;

export function limitsIn(file: string, source: string, limits: Limits): readonly Finding[] {
  const found: Finding[] = [];
  const valuesOf = (names: RegExp) =>
    new Set(Object.keys(limits).flatMap((name) => (names.test(name) ? limits[name] : [])));
  // Times are round, and many things take one.
  const values = valuesOf(/(?<!Ms)$/);
  const lengths = valuesOf(/Characters$/);

  for (const { text, firstLine } of scriptsIn(file, source)) {
    const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const add = (node: ts.Node, why: Why) => {
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
      found.push({ line: firstLine + line, text: node.getText(), why });
    };
    const visit = (node: ts.Node): void => {
      if (isLimitDeclaration(node)) add(node, 'declared');
      else if (ts.isCallExpression(node) && isCheck(node)) add(node, 'checked');
      else if (isText(node) && size.test(node.text)) add(node, 'told');
      else {
        const value = numberOf(node);
        if (value === null || ts.isParenthesizedExpression(node)) ts.forEachChild(node, visit);
        else if (repeats(node, value)) add(node, 'repeated');
      }
    };
    const repeats = (node: ts.Node, value: number) =>
      (isLength(node) && lengths.has(value)) ||
      (values.has(value) && value >= (isCompared(node) ? compared : distinctive) && !isConversion(node));
    visit(tree);
  }
  for (const [index, line] of source.split('\n').entries()) {
    if (file.endsWith('.svelte') && /\bmaxlength="?\{?\d/.test(line))
      found.push({ line: index + 1, text: line.trim(), why: 'checked' });
  }
  return found;
}

function isLimitDeclaration(node: ts.Node): boolean {
  if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name) || !node.initializer) return false;
  return limitName.test(node.name.text) && numbersOf(node.initializer).length > 0;
}

function isCheck({ expression, arguments: given }: ts.CallExpression): boolean {
  const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
  return checks.test(name) && given.flatMap(numbersOf).some((value) => Math.abs(value) >= checked);
}

/** `text.slice(0, 60)` */
function isLength({ parent }: ts.Node): boolean {
  return ts.isCallExpression(parent) && parent.expression.getText().endsWith('.slice') && parent.arguments.length === 2;
}

function isCompared({ parent }: ts.Node): boolean {
  return ts.isBinaryExpression(parent) && /^[<>]=?$/.test(parent.operatorToken.getText());
}

/** Bytes as megabytes, or the other way. */
function isConversion({ parent }: ts.Node): boolean {
  return ts.isBinaryExpression(parent) && /^[*/]$/.test(parent.operatorToken.getText());
}

function isText(node: ts.Node): node is ts.LiteralLikeNode {
  return ts.isStringLiteral(node) || ts.isTemplateLiteralToken(node);
}

/** Of a number, or of a list of them. */
function numbersOf(node: ts.Node): readonly number[] {
  if (ts.isAsExpression(node)) return numbersOf(node.expression);
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(numbersOf);
  const value = numberOf(node);
  return value === null ? [] : [value];
}

/** What an expression of nothing but numbers comes to, however it is written; else null. Hexadecimal ones are patterns of bits. */
function numberOf(node: ts.Node): number | null {
  if (ts.isNumericLiteral(node)) return /^0x/i.test(node.getText()) ? null : Number(node.text);
  if (ts.isParenthesizedExpression(node)) return numberOf(node.expression);
  if (ts.isPrefixUnaryExpression(node)) {
    const value = numberOf(node.operand);
    return value !== null && node.operator === ts.SyntaxKind.MinusToken ? -value : null;
  }
  if (!ts.isBinaryExpression(node)) return null;
  const [left, right] = [numberOf(node.left), numberOf(node.right)];
  const combine = operations[node.operatorToken.getText()];
  return left === null || right === null || !combine ? null : combine(left, right);
}

const operations: Readonly<Record<string, ((a: number, b: number) => number) | undefined>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '**': (a, b) => a ** b,
  '<<': (a, b) => a << b,
};
