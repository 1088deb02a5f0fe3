/** Answers in, results out: Pyodide with its lock file and the scorer's wheel, without any snapshot. */

const assets = new URL("../assets/pyodide/", import.meta.url).href;
const scorer = start();

addEventListener("message", async ({ data }) => postMessage((await scorer).score_json(data)));

async function start() {
  const { core, scorer } = await (await fetch(`${assets}manifest.json`)).json();
  const indexURL = new URL(core, import.meta.url).href;
  const { loadPyodide } = await import(`${indexURL}pyodide.mjs`);
  const lockFileURL = `${assets}${scorer}pyodide-lock.json`;
  const python = await loadPyodide({ indexURL, packageBaseUrl: assets + scorer, lockFileURL, packages: ["zhiping"] });
  return python.pyimport("scorer");
}
