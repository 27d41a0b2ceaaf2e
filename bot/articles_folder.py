"""Which folder of articles is used when none is named."""

from __future__ import annotations

from pathlib import Path

from retrieval import ArticlesError

SAMPLES_TOLD = (
    "No folder of articles is set: the three sample articles answer. "
    "Set ARTICLES_DIR or --articles to a folder of your own."
)


def choose_folder(chosen: Path | None) -> tuple[Path, str | None]:
    """Return the folder of articles and, when it is the samples that came along, a sentence that says so."""
    if chosen is not None:
        return chosen, None
    here = Path("seeds")
    if here.is_dir():
        return here, None
    package = Path(__file__).parent
    # In the wheel the samples are inside the package, in a checkout beside it.
    for samples in (package / "seeds", package.parent / "seeds"):
        if samples.is_dir():
            return samples, SAMPLES_TOLD
    raise ArticlesError("No folder of articles is set; set ARTICLES_DIR or --articles to one.")
