// A Pyodide folder and the scorer's wheel in, the memory of a Python that is ready to score out; on standard output the
// scorer's modules that a Python restored from this memory knows. Run by snapshot.py.

import { readFileSync, writeFileSync } from "node:fs";

const [, , folder, wheel, target, size] = process.argv;
const EMPTY_ZIP = Uint8Array.from({ length: 22 }, (_, n) => [0x50, 0x4b, 5, 6][n] ?? 0);
const LARGEST_FREE = 2 ** 20;
const SMALLEST_FREE = 8;

// Files have no place in the memory, so all that will ever run is imported now, also what only runs on trouble. What is
// there then stays: no collection need ever look through the rubrics again.
const PREPARE = `
import gc, importlib, json, pkgutil, random, sys, zipfile
zipfile.ZipFile("/scorer.whl").extractall("/wheel")
sys.path.insert(0, "/wheel")
import scorer
for module in pkgutil.iter_modules(scorer.__path__):
    if module.name != "__main__":
        importlib.import_module(f"scorer.{module.name}")
for rubric in scorer.rubrics():
    scorer.score_json(json.dumps({"rubric": rubric}))
    scorer.score_json(json.dumps({"rubric": rubric, "?": 0}))
scorer.score_json("{")
sys.path.remove("/wheel")
random.seed(0)
gc.collect()
gc.freeze()
`;
const MODULES = 'import json, sys; json.dumps([name for name in sys.modules if name.split(".")[0] == "scorer"])';

// Times of files and seeds would make every baking differ, and with it the address.
Date.now = () => 0;
performance.now = () => 0;

// Otherwise Node prints the line of Pyodide that threw, and that line is all of Pyodide.
process.on("uncaughtException", ({ message }) => (console.error(message), process.exit(1)));

/** What a new memory holds is not sent: as the program brings it along, and as it is when Python is about to start. */
const unused = {};
const { default: program } = await import(`${folder}/pyodide.asm.mjs`);
const createPyodideModule = async ({ instantiateWasm, ...settings }) => {
  const made = await program({
    ...settings,
    instantiateWasm: (imports, receive) =>
      instantiateWasm(imports, (instance, module) => {
        unused.brought = new Uint8Array(instance.exports.memory.buffer.slice(0));
        receive(instance, module);
      }),
  });
  unused.prepared = made.HEAPU8.slice();
  return made;
};

const { loadPyodide } = await import(`${folder}/pyodide.mjs`);
const python = await loadPyodide({ indexURL: folder, createPyodideModule, _makeSnapshot: true, env: { PYTHONHASHSEED: "0", PYTHONNODEBUGRANGES: "1" } });
python.FS.writeFile("/scorer.whl", readFileSync(wheel));
python.runPython(PREPARE);
clearFreeMemory(python._module);
const memory = python.makeMemorySnapshot();
if (String(memory.length) !== size) throw new Error(`the snapshot has ${memory.length} bytes, but only ${size} can be restored`);
writeFileSync(target, memory);
for (const [when, bytes] of Object.entries(unused)) writeFileSync(`${target}.${when}`, bytes);

writeFileSync(`${target}.zip`, EMPTY_ZIP);
const restored = await loadPyodide({ indexURL: folder, stdLibURL: `${target}.zip`, _loadSnapshot: memory });
process.stdout.write(restored.runPython(MODULES));

/** What was given back still holds what was there, and would be sent. */
function clearFreeMemory(module) {
  const end = module.HEAPU8.findLastIndex(Boolean);
  const taken = [];
  for (let size = LARGEST_FREE; size >= SMALLEST_FREE; size /= 2) {
    for (let start = module._malloc(size); ; start = module._malloc(size)) {
      taken.push(start);
      if (start + size > end) break;
      module.HEAPU8.fill(0, start, start + size);
    }
  }
  taken.forEach((start) => module._free(start));
}
