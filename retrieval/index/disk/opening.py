"""Opening an index on disk: the valid one brought up to date, or a new one where there is none to trust."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from pathlib import Path
from time import sleep

from retrieval.articles import ArticleFile, nothing_readable
from retrieval.index.choosing import IndexUnavailableError
from retrieval.index.disk.building import build, update
from retrieval.index.disk.index import DiskIndex
from retrieval.index.disk.integrity import check_quickly, check_wholly, size
from retrieval.index.disk.manifest import Manifest, UnusableError, fingerprint_of
from retrieval.index.disk.writing import BusyError
from retrieval.index.generation import Changes, Generation, Progress, unwatched
from retrieval.index.listing import Listing, Signature
from retrieval.index.place import place_of
from retrieval.languages.telling import ANY_LANGUAGE, Languages

CHECKED_AT_ONCE = 32 * 1024 * 1024
"""Bytes. A larger index is opened unread; `IndexOnDisk.check` holds it against its checksums later."""
_ATTEMPTS = 4
"""Another process may be between two of the writes that make a change."""

_log = logging.getLogger(__name__)


class IndexOnDisk:
    """The place of one folder's index, below a folder for data."""

    def __init__(self, folder: Path, data: Path) -> None:
        self._folder = folder
        self._place = place_of(folder, data)
        self._languages = ANY_LANGUAGE
        self._fingerprint = fingerprint_of(ANY_LANGUAGE)
        self._merging = threading.Thread()
        self._open: DiskIndex | None = None
        self._stamp: Signature | None = None

    def open(self, progress: Progress = unwatched, languages: Languages = ANY_LANGUAGE) -> Generation:
        """Open the index as it stands with the folder now; only what changed is read.

        Raises ArticlesError when the folder cannot be read or holds no article, IndexUnavailableError when
        the index cannot be written; a first opening rather leaves out what changed.
        """
        if languages != self._languages:
            self._languages, self._fingerprint = languages, fingerprint_of(languages)
            self._open = None
        listing = Listing.of(self._folder)
        index = self._usable()
        unsure = listing.unlike(index.signatures()) if index else listing.files
        if index is None or len(unsure) > len(listing.files) // 2:
            return self._built(listing, progress)
        try:
            return self._updated(index, listing, unsure, progress)
        except BusyError:
            _log.warning("The index of “%s” is being changed by another process.", self._folder)
        except OSError as fault:
            if self._open:
                raise self._unwritable(fault) from fault
            _log.warning("What changed since is left out. %s", self._unwritable(fault))
        return self._generation(index, listing, Changes())

    def check(self) -> str | None:
        """Read the whole valid index; say what is wrong with it, and have the next opening build it anew."""
        self._wait()
        try:
            manifest = Manifest.read(self._place, self._fingerprint)
            check_wholly(self._place / manifest.build, manifest)
        except OSError as fault:
            # Another process may be replacing it: the next opening will see.
            return f"it cannot be read ({fault})"
        except UnusableError as fault:
            Manifest.remove(self._place)
            return str(fault)
        return None

    def _usable(self) -> DiskIndex | None:
        if self._open and Manifest.stamp(self._place) == self._stamp:
            return self._open
        try:
            return self._opened()
        except UnusableError as fault:
            _log.info("The index of “%s” is built: %s.", self._folder, fault)
            return None

    def _opened(self) -> DiskIndex:
        attempts = _ATTEMPTS
        while True:
            attempts -= 1
            manifest = Manifest.read(self._place, self._fingerprint)
            try:
                return self._checked(manifest)
            except UnusableError:
                if not attempts:
                    raise
                sleep(0.1)

    def _checked(self, manifest: Manifest) -> DiskIndex:
        folder = self._place / manifest.build
        check_quickly(folder, manifest)
        try:
            if size(folder) <= CHECKED_AT_ONCE:
                check_wholly(folder, manifest)
            return DiskIndex(folder, manifest, self._languages)
        except (OSError, ValueError) as fault:
            raise UnusableError(f"it cannot be opened ({fault})") from fault

    def _built(self, listing: Listing, progress: Progress) -> Generation:
        self._wait()
        try:
            self._place.mkdir(parents=True, exist_ok=True)
            manifest = build(listing, self._place, self._fingerprint, self._languages, progress)
        except OSError as fault:
            raise self._unwritable(fault) from fault
        index = DiskIndex(self._place / manifest.build, manifest, self._languages)
        return self._generation(index, listing, Changes(anew=True))

    def _updated(
        self, index: DiskIndex, listing: Listing, unsure: Sequence[ArticleFile], progress: Progress
    ) -> Generation:
        self._wait()
        written = update(index.manifest, index.store, listing, unsure, self._place, self._languages, progress)
        if written.manifest is not index.manifest:
            # Not a daemon: a merge that is cut off would only have to be done again.
            self._merging = threading.Thread(target=written.finish, name="merging the index")
            self._merging.start()
            place = self._place / written.manifest.build
            index = index.followed_by(written.manifest, place, written.terms)
        return self._generation(index, listing, written.changes)

    def _generation(self, index: DiskIndex, listing: Listing, changes: Changes) -> Generation:
        skipped = (*index.manifest.skipped(), *listing.skipped)
        if not index.passage_count():
            raise nothing_readable(self._folder, skipped)
        self._open, self._stamp = index, Manifest.stamp(self._place)
        return Generation(index, skipped, index.manifest.repeated, changes)

    def _unwritable(self, fault: OSError) -> IndexUnavailableError:
        reason = fault.strerror or fault
        return IndexUnavailableError(f"The index cannot be written to “{self._place}”: {reason}.")

    def _wait(self) -> None:
        """Wait for the merges of the last change: nobody can write meanwhile."""
        if self._merging.is_alive():
            self._merging.join()
