// node compile_live.mjs CORE: precompiles the Python of archives with the Python that runs in the page.
//
// Reads a JSON list of {source, target, place, keep} from standard input and writes each target:
// the same archive with bytecode. `place` is where the archive is unpacked in the page (for
// tracebacks); with `keep` the sources stay beside their bytecode, else bytecode replaces them.
// What only compilers and type checkers read is left out.
// Entries, dates and rights are fixed, so that equal sources give equal bytes.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [core] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${core}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${core}/`, stdout: () => {} });
python.runPython(`
import importlib.util, io, sys, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc

# For compilers and type checkers.
NOT_FOR_PAGES = (".pyi", ".pxd", ".pyx", ".h", ".hpp", ".c", ".a")

def entry(name, mode):
    made = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    made.compress_type, made.create_system, made.external_attr = zipfile.ZIP_DEFLATED, 3, mode << 16
    return made

def compiled(content, name):
    """Bytecode that is used without a look at its source; nothing for a file that is no Python."""
    try:
        code = compile(content, name, "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return None
    return bytes(_code_to_hash_pyc(code, importlib.util.source_hash(content), checked=False))

def repack(source, place, keep):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            if info.is_dir() or info.filename.endswith(NOT_FOR_PAGES):
                continue
            content, name = old.read(info), info.filename
            code = compiled(content, f"{place}/{name}") if name.endswith(".py") else None
            if code is None or keep:
                new.writestr(entry(name, 0o100644), content)
            if code is not None:
                folder, _, file = name.rpartition("/")
                tag = sys.implementation.cache_tag
                beside = f"{folder}/__pycache__/{file[:-3]}.{tag}.pyc".lstrip("/")
                new.writestr(entry(beside if keep else f"{name}c", 0o100644), code)
    return made.getvalue()
`);
const repack = python.globals.get("repack");
for (const { source, target, place, keep } of JSON.parse(readFileSync(0, "utf8"))) {
  const content = python.toPy(new Uint8Array(readFileSync(source)));
  const made = repack(content.tobytes ? content.tobytes() : content, place, keep);
  writeFileSync(target, made.toJs ? made.toJs() : made);
}
