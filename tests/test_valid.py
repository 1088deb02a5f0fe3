"""Every page of the site is valid HTML, as the Nu Html Checker sees it."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from site_src.scripts import PACKAGES
from site_src.theme_faults import mended

JAR = PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.mark.skipif(shutil.which("java") is None, reason="the checker needs Java")
def test_every_page_is_valid(site: Path) -> None:
    command = ["java", "-Xss2m", "-jar", str(JAR), "--format", "json", "--errors-only", "--skip-non-html", str(site)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    found, _ = json.JSONDecoder().raw_decode(checked.stderr)
    assert sorted({f"{one['url'].partition(str(site))[2]}: {one['message']}" for one in found["messages"]}) == []


def test_the_themes_faults_are_mended_and_nothing_else() -> None:
    toggle = '<input class="md-toggle" type="checkbox" id="__drawer"{}><input type="search" autocomplete="off">'
    assert mended(toggle.format(' autocomplete="off"')) == toggle.format("")
    label = '<label class="md-nav__link " for="__nav_7"{}><p tabindex="">'
    assert mended(label.format(' tabindex=""')) == label.format("")
