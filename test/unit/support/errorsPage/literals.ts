import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

/* The texts that stand in the code, read from its source. */

const SOURCE = resolve(import.meta.dirname, '../../../../nodes/Tango');

/** A text of the code: its fixed pieces, with what is filled in between them. */
export interface Literal {
	/** Path below nodes/Tango. */
	readonly file: string;
	readonly pieces: readonly string[];
}

export function sourceFiles(folder = ''): string[] {
	return readdirSync(join(SOURCE, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => join(folder, name))
		.sort();
}

/** All texts of a file in its order; a constant of the same file that is filled in counts as a fixed piece. */
export function literalsOf(file: string): Literal[] {
	const text = readFileSync(join(SOURCE, file), 'utf8');
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	const constants = constantsOf(source);
	const found: Literal[] = [];
	const visit = (node: ts.Node): void => {
		const pieces = piecesOf(node, constants);
		if (pieces && !ts.isImportDeclaration(node.parent)) found.push({ file, pieces });
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

function constantsOf(source: ts.SourceFile): Map<string, string> {
	const declared = source.statements.flatMap((one) =>
		ts.isVariableStatement(one) ? [...one.declarationList.declarations] : [],
	);
	return new Map(
		declared.flatMap(({ name, initializer }) =>
			initializer && (ts.isStringLiteral(initializer) || ts.isNumericLiteral(initializer))
				? [[name.getText(), initializer.text] as const]
				: [],
		),
	);
}

function piecesOf(node: ts.Node, constants: ReadonlyMap<string, string>): string[] | undefined {
	if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
	if (!ts.isTemplateExpression(node)) return undefined;
	const pieces = [node.head.text];
	for (const { expression, literal } of node.templateSpans) {
		const known = constants.get(expression.getText());
		if (known === undefined) pieces.push(literal.text);
		else pieces.push(`${pieces.pop() ?? ''}${known}${literal.text}`);
	}
	return pieces;
}
