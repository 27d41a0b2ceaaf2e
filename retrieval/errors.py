"""The one family of errors that this project raises on purpose.

Each message is a whole sentence that a person can act on; front ends show it as it is.
"""


class WhosaidError(Exception):
    """Anything that is told to a person in one sentence."""


class ArticlesError(WhosaidError):
    """The folder of articles is missing, unreadable, or holds nothing that can be read."""
