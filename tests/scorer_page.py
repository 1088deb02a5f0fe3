"""A page that holds nothing but the scorer, as a form page starts it, below a folder of its own."""

from html import escape
from pathlib import Path

from site_src import bundle, scripts
from site_src.load import Data
from site_src.policy import with_policy
from site_src.runtime import MANIFEST

PAGE = """<!doctype html><meta charset="utf-8"><title>scorer</title><link rel="icon" href="data:,">
<meta name="scorer-runtime" content="{manifest}" data-scripts="../{scripts}">
{start}
<script type="module">
  import {{ startScorer, latestWins }} from "../{scripts}scorer.mjs";
  const seen = {{ progress: [], errors: [], ready: false }};
  const ended = Promise.withResolvers();
  const scorer = startScorer({{
    onProgress: (loaded, total) => seen.progress.push([loaded, total]),
    onReady: () => ended.resolve((seen.ready = true)),
    onError: (message) => ended.resolve(seen.errors.push(message)),
  }});
  Object.assign(window, {{ seen, scorer, latestWins, ended: ended.promise }});
</script>"""


def write_scorer_page(data: Data, folder: Path) -> None:
    """The page is `page/`, what it loads lies under `assets/`."""
    for uri, content in bundle.files(data):
        target = folder / uri
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.read_bytes())
    (folder / "page").mkdir()
    manifest = escape((folder / MANIFEST).read_text("utf-8"))
    start = (scripts.ASSETS.parent / "partials" / "scorer_start.html").read_text("utf-8")
    page = PAGE.format(manifest=manifest, scripts=scripts.folder(), start=start)
    (folder / "page" / "index.html").write_text(with_policy(page), encoding="utf-8")
