// node parity.mjs RUNTIME ARCHIVE STATES: runs states.py in the Python that live pages use.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [runtime, archive, states] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${runtime}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${runtime}/`, packages: ["numpy", "scipy"], stdout: () => {} });
python.unpackArchive(new Uint8Array(readFileSync(archive)), "zip");
python.globals.set("__name__", "states");
python.runPython(readFileSync(states, "utf8"));
process.stdout.write(python.runPython("main()"));
