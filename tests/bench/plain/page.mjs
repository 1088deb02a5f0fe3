/** The way Pyodide's documentation starts Python: a module worker, the ordinary start, one question and one answer. */

const worker = new Worker(new URL("worker.mjs", import.meta.url), { type: "module" });
const [button, output] = [document.querySelector("button"), document.querySelector("output")];
worker.addEventListener("message", ({ data }) => output.replaceChildren(JSON.parse(data).result.grade));
button.addEventListener("click", () => fetch("answers.json").then(async (answers) => worker.postMessage(await answers.text())));
button.dataset.ready = "";
