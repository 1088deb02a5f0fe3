// Answers files on standard input as a JSON list of texts, the results from Pyodide on standard output likewise.
// The folder named on the command line holds what the site serves; "snapshot" after it says how Python starts.

import { readFileSync, writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";

const [, , folder, start] = process.argv;
const { core, scorer: own } = JSON.parse(readFileSync(`${folder}/manifest.json`, "utf8"));
const { loadPyodide } = await import(`${folder}/${core}pyodide.mjs`);

const served = { indexURL: `${folder}/${core}`, lockFileURL: `${folder}/${own}pyodide-lock.json`, packageBaseUrl: `${folder}/${own}` };

function fromSnapshot() {
  const stdLibURL = `${folder}/empty.zip`;
  writeFileSync(stdLibURL, "PK\x05\x06".padEnd(22, "\0"));
  return loadPyodide({ ...served, stdLibURL, _loadSnapshot: gunzipSync(readFileSync(`${folder}/${own}snapshot.gz`)) });
}

const python = await (start === "snapshot" ? fromSnapshot() : loadPyodide({ ...served, packages: ["zhiping"] }));
const scorer = python.pyimport("scorer");
const results = JSON.parse(await text(process.stdin)).map((answers) => scorer.score_json(answers));
process.stdout.write(JSON.stringify(results));
