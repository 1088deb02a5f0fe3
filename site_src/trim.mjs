// A Pyodide folder in, its program without what only serves compiled packages out, which the scorer has none of. Run by core.py.
//
// Such packages may call whatever Python is made of. So its wasm program hands out eight thousand functions, its script takes
// each over by name, and brings graphics and sound for them: a browser reads, compiles and numbers all of that on every start.

import { readFileSync, writeFileSync } from "node:fs";
import { minify } from "terser";

const [, , folder, target] = process.argv;
const { version, license, homepage } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
/** As its licence asks. */
const ORIGIN = `// Pyodide ${version} (${license}), without what only compiled packages use. Its source: ${homepage}\n`;
const SCRIPT = "pyodide.asm.mjs";
const PROGRAM = "pyodide.asm.wasm";
/** Who uses the program from outside. */
const USERS = [`${folder}/pyodide.mjs`, new URL("theme/assets/memory.mjs", import.meta.url), new URL("bake.mjs", import.meta.url)];

const EXPORTS = 7;
const ELEMENTS = 9;
/** One list of functions, for the table from its place 1 on. */
const ONE_LIST = Buffer.of(1, 0, 0x41, 1, 0x0b);
const HEAD_BYTES = 8;
/** A kind of what is handed out. */
const FUNCTION = 0;
const TAKEN_OVER = /([\w$]+)=(?:Module\["[\w$]+"\]=)?wasmExports\["([^"]+)"\](?:\.value>>>0)?;?/g;
const OFFERED = /Module\["([\w$]+)"\]=\1;/g;
const USED_OF_MODULE = /Module(?:\.|\[")([\w$]+)/g;
const LOOKED_THROUGH = /updateTableMap\(0,wasmTable\.length\)/g;
const GIVEN = /var wasmImports=\{([^}]*)\}/;
const SIGNATURE = /(?<![\w$.])([\w$]+)\.sig="\w*";/g;
const DIRECT_EVAL = /(?<![\w$.])eval\(/g;
const GRAPHICS = /^emscripten_gl/;

const program = readFileSync(`${folder}/${PROGRAM}`);
let script = readFileSync(`${folder}/${SCRIPT}`, "utf8");
const used = words(USERS.map((file) => readFileSync(file, "utf8")).join());

const mentioned = words(without(without(script, TAKEN_OVER), OFFERED));
/** What is taken over is declared, too: that is one mention. @type {Map<string, string>} */
const names = new Map([...script.matchAll(TAKEN_OVER)].map(([, name, exported]) => [exported, name]));
const isCalled = (exported) => {
  const name = names.get(exported) ?? `_${exported}`;
  return mentioned.has(exported) || (mentioned.get(name) ?? 0) > 1 || used.has(name);
};
const wanted = WebAssembly.Module.imports(new WebAssembly.Module(program));

replace(TAKEN_OVER, (all, _, exported) => (isCalled(exported) ? all : ""));
keepUsedOfModule();
keepWanted();
replace(LOOKED_THROUGH, () => `for(const place of [${placesOfCalled()}])updateTableMap(place,1)`);
replace(DIRECT_EVAL, () => "(0,eval)("); // which sees no names, so that unused ones are found

const { code } = await minify(script, { module: true, mangle: false, compress: { defaults: false, unused: true, dead_code: true, passes: 3 } });
writeFileSync(`${target}/${SCRIPT}`, ORIGIN + code);
writeFileSync(`${target}/${PROGRAM}`, Buffer.concat(sections(program).map(([id, section]) => (id === EXPORTS ? calledOnly(section) : section))));

/** What is offered to users and to the script itself, but to packages also. */
function keepUsedOfModule() {
  const own = new Set([...without(script, OFFERED).matchAll(USED_OF_MODULE)].map(([, name]) => name));
  replace(OFFERED, (all, name) => (own.has(name) || used.has(name) ? all : ""));
}

/** What the program asks for; it points to all of the graphics, and calls nothing of it. */
function keepWanted() {
  const asked = new Set(wanted.map(({ name }) => name));
  const isGraphics = new Set(wanted.filter(({ module, name }) => module === "GOT.func" && GRAPHICS.test(name)).map(({ name }) => name));
  const given = [];
  replace(GIVEN, (_, entries) => {
    for (const entry of entries.split(",")) {
      const [name] = entry.split(":");
      if (asked.has(name)) given.push(isGraphics.has(name) ? `${name}:noGraphics` : entry);
    }
    return `var noGraphics=()=>{throw new Error("no graphics")};noGraphics.sig="v";var wasmImports={${given}}`;
  });
  const kept = new Set(given.map((entry) => entry.split(":").pop()));
  replace(SIGNATURE, (all, name) => (kept.has(name) || name === "noGraphics" ? all : ""));
}

function replace(pattern, by) {
  if (script.search(pattern) < 0) throw new Error(`${SCRIPT} has nothing like ${pattern}, as the last Pyodide had`);
  script = script.replace(pattern, by);
}

function without(text, pattern) {
  return text.replace(pattern, "");
}

/** @returns {Map<string, number>} how often each word occurs */
function words(text) {
  const counts = new Map();
  for (const [word] of text.matchAll(/[\w$]+/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** @returns {[id: number, section: Buffer][]} of a wasm program; its head counts as one */
function sections(program) {
  const found = [[-1, program.subarray(0, HEAD_BYTES)]];
  for (let at = HEAD_BYTES; at < program.length; ) {
    const [length, start] = number(program, at + 1);
    found.push([program[at], program.subarray(at, start + length)]);
    at = start + length;
  }
  return found;
}

/** The section of the exports, with those that are called. */
function calledOnly(section) {
  const kept = called(section).map(({ bytes }) => bytes);
  const content = Buffer.concat([packed(kept.length), ...kept]);
  return Buffer.concat([Buffer.of(EXPORTS), packed(content.length), content]);
}

/** @returns {{bytes: Buffer, kind: number, index: number}[]} the exports that are called, of a section of exports */
function called(section) {
  const [, start] = number(section, 1);
  const [, first] = number(section, start);
  const found = [];
  for (let at = first; at < section.length; ) {
    const [length, name] = number(section, at);
    const end = name + length;
    const [index, next] = number(section, end + 1);
    if (isCalled(section.toString("utf8", name, end))) found.push({ bytes: section.subarray(at, next), kind: section[end], index });
    at = next;
  }
  return found;
}

/** Where in the table the functions stand that the script asks for; it would have an object made of every function there. */
function placesOfCalled() {
  const parts = new Map(sections(program));
  const functions = called(parts.get(EXPORTS)).filter(({ kind }) => kind === FUNCTION);
  const indices = new Set(functions.map(({ index }) => index));
  const elements = parts.get(ELEMENTS);
  const [, start] = number(elements, 1);
  const end = start + ONE_LIST.length;
  if (!elements.subarray(start, end).equals(ONE_LIST)) throw new Error(`${PROGRAM} fills its table in another way than the last one`);
  const places = [];
  let [count, at] = number(elements, end);
  for (let place = 1; place <= count; place++) {
    const [index, next] = number(elements, at);
    if (indices.has(index)) places.push(place);
    at = next;
  }
  return places;
}

/** @returns {[value: number, next: number]} a number as wasm writes it (LEB128), and where what follows begins */
function number(bytes, at) {
  const byte = bytes[at];
  if (byte < 128) return [byte, at + 1];
  const [rest, next] = number(bytes, at + 1);
  return [(byte % 128) + 128 * rest, next];
}

function packed(value) {
  return Buffer.of(...(value < 128 ? [value] : [128 + (value % 128), ...packed(Math.floor(value / 128))]));
}
