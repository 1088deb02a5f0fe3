// Answers files on standard input as a JSON list of texts, the results from Pyodide on standard output likewise.
// The runtime folder named on the command line is the one that the site serves.

import { text } from "node:stream/consumers";

const [, , folder] = process.argv;
const { loadPyodide } = await import(`${folder}/pyodide.mjs`);
const python = await loadPyodide({ indexURL: folder, packageBaseUrl: folder, packages: ["zhiping"] });
const scorer = python.pyimport("scorer");
const results = JSON.parse(await text(process.stdin)).map((answers) => scorer.score_json(answers));
process.stdout.write(JSON.stringify(results));
