"""What the browser and other programs fetch: complete, self-made and free of third parties."""

import csv
import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from site_src import bundle, snapshot
from site_src.load import Data
from site_src.runtime import FOLDER, MANIFEST, scorer_runtime, scorer_wheel

LOCKS = ("requirements.lock", "site_src/package-lock.json")


@pytest.fixture(scope="module")
def files(data: Data) -> dict[str, bytes | Path]:
    return dict(bundle.files(data))


@pytest.fixture(scope="module")
def wheel(data: Data) -> tuple[str, bytes]:
    return scorer_wheel(bundle.compile_rubrics(data.rubrics))


def content(files: dict[str, bytes | Path], uri: str) -> bytes:
    found = files[uri]
    return found if isinstance(found, bytes) else found.read_bytes()


def test_wheel_holds_the_scorer_and_nothing_else(wheel: tuple[str, bytes]) -> None:
    names = zipfile.ZipFile(io.BytesIO(wheel[1])).namelist()
    assert {name.split("/")[0] for name in names} == {"scorer", "zhiping-0.1.0.dist-info"}
    assert "scorer/rubrics.json" in names
    assert not [name for name in names if "__pycache__" in name]


ALONE = """
import sys
sys.path.insert(0, sys.argv[1])
import scorer
scorer.rubrics()
before = set(sys.modules)
results = [scorer.score_json(text) for text in sys.argv[2:]]
print(sorted({name.partition(".")[0] for name in sys.modules} - sys.stdlib_module_names - {"scorer", "__main__"}))
print(sorted(name for name in set(sys.modules) - before if name.startswith("scorer")))
print(*results, sep="\\n")
"""


def test_wheel_scores_with_the_standard_library_alone(wheel: tuple[str, bytes], tmp_path: Path) -> None:
    """Isolated, without site-packages, and without a late import: a memory snapshot has no file system."""
    zipfile.ZipFile(io.BytesIO(wheel[1])).extractall(tmp_path)
    texts = ['{"rubric": "henan-2024", "assume": "conforming"}', '{"rubric": "henan-2024", "items": {"99": 1}}', "{"]
    command = [sys.executable, "-I", "-S", "-X", "utf8", "-c", ALONE, str(tmp_path), *texts]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    foreign, late, *results = ran.stdout.splitlines()
    assert (foreign, late) == ("[]", "[]"), ran.stderr
    assert [next(iter(json.loads(result))) for result in results] == ["result", "problems", "problems"]


def test_wheel_is_the_same_on_every_build(data: Data, wheel: tuple[str, bytes]) -> None:
    assert scorer_wheel(bundle.compile_rubrics(data.rubrics)) == wheel


@pytest.fixture(scope="module")
def manifest(files: dict[str, bytes | Path]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(content(files, MANIFEST))
    return found


def test_pyodide_knows_the_scorer_and_no_other_package(
    files: dict[str, bytes | Path], manifest: dict[str, Any]
) -> None:
    folder = FOLDER + manifest["scorer"]
    packages = json.loads(content(files, f"{folder}pyodide-lock.json"))["packages"]
    assert list(packages) == ["zhiping"]
    package = packages["zhiping"]
    assert package["file_name"] == manifest["wheel"]
    assert package["sha256"] == hashlib.sha256(content(files, folder + manifest["wheel"])).hexdigest()
    assert package["depends"] == []


def test_manifest_names_the_size_of_every_runtime_file(
    files: dict[str, bytes | Path], manifest: dict[str, Any]
) -> None:
    served = {uri.removeprefix(FOLDER) for uri in files if uri.startswith(FOLDER)} - {"manifest.json"}
    sizes = manifest["files"] | manifest["fallback"]
    assert sizes == {name: len(content(files, FOLDER + name)) for name in served}
    assert {Path(name).suffix for name in manifest["fallback"]} == {".zip", ".whl"}
    assert f'"{manifest["pyodide"]}"' in content(files, f"{FOLDER}{manifest['core']}pyodide.mjs").decode()


def test_every_runtime_file_lies_in_a_folder_that_is_named_after_its_content(
    files: dict[str, bytes | Path], data: Data, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Browsers keep such files for ever."""
    monkeypatch.setattr(snapshot, "KEPT", tmp_path)
    rubrics = bundle.compile_rubrics(data.rubrics)
    one = [uri for uri in files if uri.startswith(FOLDER) and uri != MANIFEST]
    other = [uri for uri, _ in scorer_runtime(rubrics + b"\n") if uri != MANIFEST]
    changed = {uri for uri in other if uri not in one}
    assert {Path(uri).name for uri in changed} == {Path(uri).name for uri in one if "/scorer-" in uri}


@pytest.mark.parametrize("name", LOCKS)
def test_lock_files_name_no_registry(name: str) -> None:
    text = (bundle.ROOT / name).read_text(encoding="utf-8")
    assert not re.findall(r"https?://\S+|--(?:extra-)?index-url|--find-links|\"resolved\"", text)


def test_every_locked_package_has_hashes() -> None:
    lock = (bundle.ROOT / "requirements.lock").read_text(encoding="utf-8")
    packages = re.findall(r"^\w\S*==\S+.*?(?=^\w|\Z)", lock, re.MULTILINE | re.DOTALL)
    assert len(packages) > 40
    assert [package.split()[0] for package in packages if "--hash=sha256:" not in package] == []
    npm = json.loads((bundle.ROOT / "site_src" / "package-lock.json").read_bytes())["packages"]
    assert [name for name, package in npm.items() if name and "integrity" not in package] == []


def test_tables_open_in_excel(files: dict[str, bytes | Path], data: Data) -> None:
    """UTF-8 with a byte order mark, English keys in the first line, one line per row."""
    for catalogue in data.catalogues.values():
        rows = table(content(files, f"data/catalogues/{catalogue.id}.csv"))
        assert rows[0] == ["group", "name", "code", "gbt_code", "order"]
        assert len(rows) - 1 == sum(len(group.rows) for group in catalogue.groups)
    for register in data.registers.values():
        rows = table(content(files, f"data/registers/{register.id}.csv"))
        assert rows[0] == ["id", *(column.key for column in register.columns)]
        assert len(rows) - 1 == len(register.rows)


def table(text: bytes) -> list[list[str]]:
    assert text.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline="")))


def test_catalogue_rows_carry_the_standard_code(files: dict[str, bytes | Path]) -> None:
    """The print has section B for the codes of division 34, which belongs to section C."""
    rows = json.loads(content(files, "data/catalogues/industries-henan-2024.json"))["rows"]
    assert [row["order"] for row in rows] == list(range(1, len(rows) + 1))
    differing = {row["code"]: row["gbt_code"] for row in rows if row["code"] != row["gbt_code"]}
    assert differing == {code: f"C{code[1:]}" for code in differing}
    assert set(differing) == {row["code"] for row in rows if row["code"].startswith("B34")}


def test_published_data_has_the_keys_of_its_schema(files: dict[str, bytes | Path]) -> None:
    for uri in files:
        kind = uri.split("/")[1].rstrip("s") if uri.startswith("data/") and uri.count("/") == 2 else ""
        if uri.endswith(".json") and kind and kind != "schema":
            schema = json.loads(content(files, f"data/schema/{kind}.json"))
            assert set(json.loads(content(files, uri))) <= set(schema["properties"]), uri


def test_rubrics_are_compiled_the_same_way_twice(data: Data) -> None:
    compiled = bundle.compile_rubrics(data.rubrics)
    assert compiled == bundle.compile_rubrics(data.rubrics)
    assert [rubric["id"] for rubric in json.loads(compiled)["rubrics"]] == [rubric.id for rubric in data.rubrics]
