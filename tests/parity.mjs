// Answers files on standard input as a JSON list of texts, the results from Pyodide on standard output likewise.
// The folder named on the command line holds what the site serves; "snapshot" after it says how Python starts.

import { openAsBlob, readFileSync, writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { restoring } from "../site_src/theme/assets/memory.mjs";

const [, , folder, start] = process.argv;
const { core, scorer: own, memory } = JSON.parse(readFileSync(`${folder}/manifest.json`, "utf8"));
const { loadPyodide } = await import(`${folder}/${core}pyodide.mjs`);

const served = { indexURL: `${folder}/${core}`, lockFileURL: `${folder}/${own}pyodide-lock.json`, packageBaseUrl: `${folder}/${own}` };

async function fromSnapshot() {
  const stdLibURL = `${folder}/empty.zip`;
  writeFileSync(stdLibURL, "PK\x05\x06".padEnd(22, "\0"));
  const packed = await openAsBlob(`${folder}/${own}snapshot.gz`);
  const program = import(`${folder}/${core}pyodide.asm.mjs`).then((module) => module.default);
  return loadPyodide({ ...served, stdLibURL, ...(await restoring(packed.stream(), memory, program)) });
}

const python = await (start === "snapshot" ? fromSnapshot() : loadPyodide({ ...served, packages: ["zhiping"] }));
const scorer = python.pyimport("scorer");
const results = JSON.parse(await text(process.stdin)).map((answers) => scorer.score_json(answers));
process.stdout.write(JSON.stringify(results));
