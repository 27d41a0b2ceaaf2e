"""Python's search for garbage, so that no answer and no heartbeat waits for it."""

from __future__ import annotations

import gc

_NEW_OBJECTS = 10_000
"""Objects after which the young ones are looked through. Python's 700 are fewer than two answers make, and
looking takes a tenth of the time that a member waits for one."""


def spare_what_stays() -> None:
    """Look for garbage only among what is made from now on, and seldom.

    The articles stay; to look through them holds everything up, .2 s at 20,000 passages, .3 s at a million.
    """
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)
