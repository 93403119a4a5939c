const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { dest, series, src } = require('gulp');
const { makeFronts } = require('./build/fronts.js');
const manifest = require('./package.json');

/** An old file in dist would be loaded by n8n as if it were still there. */
async function clean() {
	await rm('dist', { recursive: true, force: true });
}

function compile() {
	return spawn(process.execPath, [require.resolve('typescript/bin/tsc')], { stdio: 'inherit' });
}

/** n8n loads little of the package until it is used. */
async function fronts() {
	await makeFronts(manifest);
}

/** Icons, codex files and the shapes of outputs lie beside the compiled class that names them. */
function copyAssets() {
	return src(['nodes/**/*.{svg,node.json}', 'nodes/**/__schema__/**/*.json', 'credentials/**/*.svg'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

exports.build = series(clean, compile, fronts, copyAssets);
