"""What a reload changed → a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.translations.sentences import retold

if TYPE_CHECKING:
    from bot.current_archive import Reload
    from bot.translations import Texts

_MOST_REASONS = 3


def reload_sentence(reload: Reload, texts: Texts) -> str:
    """Return "+3 new, 1 changed, 2 gone, 1 skipped (a.txt: it is empty)" and how many articles there are."""
    parts = [
        texts(key, count=len(sources))
        for key, sources in (
            ("reload.new", reload.new),
            ("reload.changed", reload.changed),
            ("reload.gone", reload.gone),
        )
        if sources
    ]
    if reload.skipped:
        reasons = "; ".join(
            f"{skipped.source}: {retold(skipped.reason, texts)}" for skipped in reload.skipped[:_MOST_REASONS]
        )
        more = "; …" if len(reload.skipped) > _MOST_REASONS else ""
        parts.append(texts("reload.skipped", count=len(reload.skipped), reasons=reasons + more))
    changes = ", ".join(parts) or texts("reload.nothing")
    return texts(
        "reload.told",
        changes=changes,
        articles=texts("count.articles", count=reload.articles),
        passages=texts("count.passages", count=reload.passages),
    )
