"""tantivy's panics: what it does where a file is damaged in a way that it does not expect."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from tantivy import Searcher

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class DamagedError(ValueError):
    """A file of the index cannot be what was written."""


class SafeSearcher:
    """A searcher that raises DamagedError where tantivy panics."""

    def __init__(self, searcher: Searcher) -> None:
        self.search = without_panic(searcher.search)
        self.doc_freq = without_panic(searcher.doc_freq)
        self.terms_with_prefix = without_panic(searcher.terms_with_prefix)
        self.fast_field_values = without_panic(searcher.fast_field_values)


def without_panic(call: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Return the same call, whose panics are an error like others: Python takes them for a reason to end."""

    @wraps(call)
    def told(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        try:
            return call(*args, **kwargs)
        except Exception:
            raise
        except BaseException as panic:
            if type(panic).__name__ != "PanicException":
                raise
            raise DamagedError(f"the index is damaged ({panic})") from None

    return told
