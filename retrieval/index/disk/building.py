"""A folder of articles → an index on disk, whole at first and then only what changed."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from retrieval.articles import ArticleFile
from retrieval.index.disk.integrity import stamps
from retrieval.index.disk.manifest import Known, Manifest
from retrieval.index.disk.preparing import Outcome, Prepared, may_use_processes, prepared
from retrieval.index.disk.store import FILES, Extent, Store, StoreWriter, Totals
from retrieval.index.disk.terms import unwritten
from retrieval.index.disk.writing import SMALLEST_HEAP, EngineWriter, is_written_to
from retrieval.index.generation import Changes, Progress
from retrieval.index.listing import Listing, texts_of
from retrieval.languages.telling import Languages
from retrieval.passages import repeated_lines
from retrieval.processes import Waiting

HEAP = 128_000_000
"""Bytes that tantivy may fill before it writes a segment: fewer segments, faster answers."""
COUNTED = 4_000
"""Articles that are looked through for lines of the page; evenly spaced where there are more. They are read
once more to be indexed, which costs less than to keep all texts until the lines are known."""


@dataclass(frozen=True, slots=True)
class Written:
    """A generation of an index that is on disk but not yet the valid one."""

    manifest: Manifest
    changes: Changes
    finish: Callable[[], None]
    """Waits until tantivy has merged segments; until then nobody else can write. Answers need not wait."""
    terms: frozenset[str] = frozenset()
    """Those of the articles that were added or changed since the generation before."""


def build(
    listing: Listing, target: Path, fingerprint: str, languages: Languages, progress: Progress
) -> Manifest:
    """Index every file into a new folder of `target`, which becomes the valid one."""
    _remove_abandoned(target)
    with Waiting(2 if may_use_processes(len(listing.files)) else 0) as waiting:
        repeated = repeated_lines(texts_of(listing.files[:: -(-len(listing.files) // COUNTED) or 1]))
        name = f"build-{secrets.token_hex(4)}"
        (target / name).mkdir()
        empty = Manifest(fingerprint, name, (), dict.fromkeys(FILES, Extent()), Totals(), repeated, {})
        written = _write(empty, None, target, listing, listing.files, languages, progress, HEAP, waiting)
    written.finish()
    written.manifest.write(target)
    _remove_abandoned(target)
    return written.manifest


def _remove_abandoned(target: Path) -> None:
    """Remove what is not valid and nobody writes: of earlier builds, and of those that were ended hard."""
    valid = Manifest.build_in(target)
    for path in target.glob("build-*"):
        if path.name != valid and not is_written_to(path):
            shutil.rmtree(path, ignore_errors=True)  # what another process has open goes with the next build


def update(
    manifest: Manifest,
    store: Store,
    listing: Listing,
    unsure: Sequence[ArticleFile],
    target: Path,
    languages: Languages,
    progress: Progress,
) -> Written:
    """Bring an index up to date with its folder: only the files of which it is `unsure` are read.

    Raises BusyError when another process is writing to the index.
    """
    if not unsure and manifest.files.keys() == {file.source for file in listing.files}:
        return Written(manifest, Changes(), lambda: None)
    written = _write(manifest, store, target, listing, unsure, languages, progress, SMALLEST_HEAP)
    written.manifest.write(target)
    return written


def _write(
    manifest: Manifest,
    store: Store | None,
    target: Path,
    listing: Listing,
    unread: Sequence[ArticleFile],
    languages: Languages,
    progress: Progress,
    heap: int,
    waiting: Waiting | None = None,
) -> Written:
    folder = target / manifest.build
    engine = EngineWriter(folder, heap)
    try:
        with StoreWriter(folder, manifest.extents) as writer:
            change = _Change(manifest, store, engine, writer)
            present = {file.source for file in listing.files}
            for source in manifest.files:
                if source not in present:
                    change.leave_out(source)
            outcomes = prepared(unread, manifest.repeated, languages, waiting)
            for done, outcome in enumerate(outcomes, start=1):
                change.take(outcome)
                progress(done, len(unread))
        engine.commit()
    except BaseException:
        with suppress(OSError):  # what went wrong before says more
            engine.close()
        raise
    files = {file.source: change.files[file.source] for file in listing.files}
    fresh = replace(
        manifest, stamps=stamps(folder), extents=writer.extents, totals=change.totals, files=files
    )
    return Written(fresh, change.changes(), engine.close, frozenset(change.terms))


class _Change:
    """Adds and removes articles one by one, and keeps account of it."""

    def __init__(
        self, manifest: Manifest, store: Store | None, engine: EngineWriter, writer: StoreWriter
    ) -> None:
        self.files = dict(manifest.files)
        self.totals = manifest.totals
        self.terms: set[str] = set()
        self._store, self._engine, self._writer = store, engine, writer
        self._new: list[str] = []
        self._changed: list[str] = []
        self._gone: list[str] = []

    def changes(self) -> Changes:
        return Changes(tuple(self._new), tuple(self._changed), tuple(self._gone))

    def leave_out(self, source: str) -> None:
        """Leave out a file that is gone."""
        if self._remove(self.files.pop(source)):
            self._gone.append(source)

    def take(self, outcome: Outcome) -> None:
        """Take in a file that has been read (again)."""
        if isinstance(outcome, Prepared):
            self._take_article(outcome)
            return
        skipped, signature = outcome
        known = self.files.get(skipped.source)
        if known and self._remove(known):
            self._gone.append(skipped.source)
        self.files[skipped.source] = Known(signature, -1, skipped.reason)

    def _take_article(self, prepared: Prepared) -> None:
        source = prepared.source
        known = self.files.get(source)
        was_article = known is not None and known.article >= 0
        if known and self._store and was_article and self._store.sha256(known.article) == prepared.sha256:
            self.files[source] = Known(prepared.signature, known.article)
            return
        if known:
            self._remove(known)
        number, first = self._writer.append(prepared)
        self._engine.add(prepared, number, first)
        self.totals = self.totals.plus(prepared.totals)
        self.files[source] = Known(prepared.signature, number)
        if self._store:
            self.terms.update(map(unwritten, prepared.written.split(" ")[:-1]))
        (self._changed if was_article else self._new).append(source)

    def _remove(self, known: Known) -> bool:
        if known.article < 0 or self._store is None:
            return False
        self._engine.remove(known.article)
        self.totals = self.totals.plus(self._store.totals(known.article), sign=-1)
        return True
