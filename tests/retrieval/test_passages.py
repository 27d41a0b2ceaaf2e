from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval import Archive
from retrieval.articles import Article, read_articles
from retrieval.passages import (
    Kind,
    Passage,
    layout_of,
    repeated_lines,
    split_passages,
    title_of,
    titled_layout_of,
)

SEEDS = read_articles(Path(__file__).parents[2] / "seeds").articles
HEADLINE = "Harbour opens after six years"
PROSE = "The harbour was opened on Monday by the mayor, who thanked the dockers for six years of work."
MORE = "Two ships came in before noon, the council said, and a third is expected on Thursday."


def article(text: str) -> Article:
    return Article("a.txt", None, None, None, text, "")


def passages(text: str) -> list[str]:
    return [passage.text for passage in split_passages(article(text))]


def kinds(text: str) -> list[tuple[Kind, str]]:
    return [(block.kind, text[block.start : block.end]) for block in layout_of(text)]


def kind_between(line: str) -> Kind:
    """Say what a line alone in the middle of an article is."""
    text = f"{HEADLINE}\n\n{PROSE}\n\n{line}\n\n{MORE}\n\nPier closed for the whole winter\n\n{PROSE}"
    return {piece: kind for kind, piece in kinds(text)}[line.removeprefix("## ")]


@pytest.mark.parametrize(
    ("title", "paragraphs"),
    [
        ("港口重新开放", ["市长在星期一感谢了码头工人。“我们等了六年”，她说。", "渔民希望冬天不会太冷。"]),
        ("港が再開", ["市長は月曜日に港の再開を祝い、「六年待った」と述べた。"]),
        (
            "ท่าเรือเปิดอีกครั้ง",
            ["นายกเทศมนตรีขอบคุณคนงานท่าเรือในวันจันทร์หลังจากรอมานานถึงหกปีเต็ม และเรือสองลำเข้ามาก่อนเที่ยง"],
        ),
        ("बंदरगाह खुला", ["महापौर ने सोमवार को मजदूरों को धन्यवाद दिया।"]),
    ],
)
def test_paragraphs_of_other_scripts_are_no_headlines(title: str, paragraphs: list[str]) -> None:
    text = "\n\n".join((title, *paragraphs))
    assert title_of(text) == title
    assert passages(text) == paragraphs


# The slice promise


def check_promise(of: Article, found: tuple[Passage, ...]) -> None:
    text = of.text
    for place, passage in enumerate(found):
        assert text[passage.start : passage.end] == passage.text
        assert passage.text == passage.text.strip() != ""
        assert passage.lines == (
            text.count("\n", 0, passage.start) + 1,
            text.count("\n", 0, passage.end) + 1,
        )
        assert passage.position == place
        assert passage.article is of
        if passage.headline:
            headline = passage.headline
            assert text[headline.start : headline.end] == headline.text
            assert headline.start <= passage.start
    for one, other in pairwise(found):
        assert one.end <= other.start


ODD_LINES = st.sampled_from(
    [
        "",
        " ",
        "\u00a0",
        PROSE,
        MORE,
        "Harbour opens after six years",
        "Live updates",
        "– Mayor Ann Smith",
        "Ann Smith:",
        "Read: Pier closed",
        "• 16x9 Image",
        "Photo of it. Credit: Agency/Ann Smith",
        "They left. — Ann Smith",
        "***",
        "---",
        "#Harbour: open at last",
        "What happens next?",
        "With reporting by Ann Smith",
        "We are the harbour's paper.",
        "the words go on and on until",
        "9:21 am ET July 4, 2026 Share this update It rained.",
        "| a | b |",
        "\tindented",
        "\r",
        "😀",
    ]
)


@given(st.one_of(st.text(), st.lists(ODD_LINES, max_size=30).map("\n".join)), st.sets(ODD_LINES, max_size=3))
def test_every_passage_is_a_slice_of_its_article(text: str, repeated: set[str]) -> None:
    made = article(text)
    layout = layout_of(text, repeated)
    for one, other in pairwise(layout):
        assert one.start < one.end <= other.start
    check_promise(made, split_passages(made, layout))
    check_promise(made, split_passages(made))


@given(st.lists(ODD_LINES, max_size=30).map("\n".join))
def test_no_word_is_lost_between_the_blocks(text: str) -> None:
    covered = "".join(text[block.start : block.end] for block in layout_of(text))
    assert "".join(covered.split()) == "".join(text.split())


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.source)
def test_every_passage_of_the_seeds_is_a_slice(seed: Article) -> None:
    check_promise(seed, split_passages(seed))


# The seeds


def test_titles_of_the_seeds() -> None:
    assert [seed.title for seed in SEEDS] == [
        "Ukraine ceasefire being observed 'in general'",
        "Lavrov: There are no Russian operatives in Ukraine",
        "Lavrov: 'No Intention' To Cross Ukraine's Border",
    ]


@pytest.mark.parametrize(
    "furniture",
    [
        "Live updates",
        "Load more updates",
        "Accessibility links",
        "Breaking News",
        "Today's top stories",
        "Read:",
        "click here",
        "Credit:",
        "16x9",
        "RFE/RL",
        "fines or imprisonment",
        "With reporting by",
        "US Secretary of State John Kerry and Russian Foreign Minister Sergei Lavrov.",
    ],
)
def test_no_furniture_among_the_passages_of_the_seeds(furniture: str) -> None:
    assert not [p.text for seed in SEEDS for p in split_passages(seed) if furniture in p.text]


@pytest.mark.parametrize(
    "lone", ["Russian Foreign Minister Sergei Lavrov", "Russia's Foreign Minister Sergei Lavrov."]
)
def test_who_is_pictured_is_no_passage_of_the_seeds(lone: str) -> None:
    assert not [p for seed in SEEDS for p in split_passages(seed) if p.text == lone]


@pytest.mark.parametrize(
    ("start", "headline"),
    [
        ("The surge in anti-Russian rhetoric", "Russia accuses US of supporting the 'party of war'"),
        ("#Lavrov: Russia is interested in a united", "Lavrov: There are no Russian operatives in Ukraine"),
        ("Ukraine: Armed attacks are", "Ukraine: Armed attacks are 'act of Russian aggression'"),
        (
            "John Kerry and Sergei Lavrov meet in Paris",
            "Russia and US exchange warnings over action in Ukraine",
        ),
        ('"The legal process will be completed', "Practical steps taken to make Crimea part of Russia"),
        ("On March 28, U.S. President", "Obama Warning"),
        ("Mr Lavrov made the warning", "Russia and US exchange warnings over action in Ukraine"),
    ],
)
def test_passages_of_the_seeds_stand_under_their_headlines(start: str, headline: str) -> None:
    found = [p for seed in SEEDS for p in split_passages(seed) if p.text.startswith(start)]
    assert found
    assert {p.headline.text for p in found if p.headline} == {headline}


def test_an_attribution_is_no_passage() -> None:
    assert ("– Russian Foreign Minister Sergei Lavrov") not in passages(SEEDS[0].text)
    assert (Kind.ATTRIBUTION, "– Russian Foreign Minister Sergei Lavrov") in kinds(SEEDS[0].text)


# Paragraphs and headlines


def test_a_block_broken_to_fit_a_page_is_one_paragraph() -> None:
    wrapped = (
        "The harbour was opened on Monday by the mayor, who thanked\n"
        "the dockers for six years of work. Two ships came in before\n"
        "noon, the council said. A third one is expected on Thursday\n"
        "if the weather holds."
    )
    assert passages(f"{wrapped}\n\n{MORE}") == [wrapped, MORE]


def test_a_block_of_complete_lines_is_one_paragraph_a_line() -> None:
    assert passages(f"{PROSE}\n{MORE}\n{PROSE[:60]}.") == [PROSE, MORE, f"{PROSE[:60]}."]


@pytest.mark.parametrize(
    "line",
    [
        "Trump says memorial will be 'tough day'",
        "Lavrov: New international talks 'going round in circles'",
        "What happens next?",
        "Feds pulled over vans in St. Paul: Reports",
        "House passes plan to avoid a government shutdown ...",
        "## What the mayor did",
    ],
)
def test_headlines(line: str) -> None:
    assert kind_between(line) is Kind.HEADLINE


@pytest.mark.parametrize(
    "line",
    [
        "Caddell continued:",
        "Here's what could happen next:",
        "#Harbour: open to all at last",
        "@mayor: it is open to all at last",
        "• Two ships came in before noon",
        "“We waited six years for this”",
        "and nobody was hurt, it is said",
        "The harbour is open. Two ships are in",
        "Nobody was hurt.",
    ],
)
def test_lines_that_are_no_headlines(line: str) -> None:
    assert kind_between(line) is Kind.PARAGRAPH


def test_a_short_quotation_over_its_attribution_is_a_paragraph() -> None:
    text = f"{HEADLINE}\n\n{PROSE}\n\nWe waited so long\n\n– Mayor Ann Smith\n\n{MORE}"
    assert passages(text) == [PROSE, "We waited so long", MORE]


def test_a_headline_without_paragraphs_is_a_passage_when_it_is_a_story() -> None:
    text = f"{PROSE}\n\nPier closed for the whole winter\n\n{HEADLINE}\n\n{MORE}\n\nWeather\n"
    assert passages(text) == [PROSE, "Pier closed for the whole winter", MORE]
    assert passages("Harbour opens") == ["Harbour opens"]


def test_a_line_of_names_alone_is_no_story() -> None:
    text = f"{HEADLINE}\n\n{PROSE}\n\nHarbour Editor Ann Smith\n\nPier closed for the winter\n\n{MORE}"
    assert passages(text) == [PROSE, MORE]


def test_a_first_line_is_furniture_only_where_it_could_be_on_any_page() -> None:
    assert title_of(f"Ship's log:Harbour opens\n\n{PROSE}") == "Ship's log:Harbour opens"
    assert title_of(f"Latest news\n\n{PROSE}") is None


def test_a_speaker_before_a_colon_is_an_attribution() -> None:
    assert kind_between("Ann Smith:") is Kind.ATTRIBUTION


def test_short_lines_in_a_row_are_a_list_under_their_headline() -> None:
    names = ["Ann Smith of Dover", "Ben Jones of Hull", "Cy Young of Leeds", "Di Ray of York"]
    text = "\n\n".join([PROSE, "Who was there on Monday", *names, "Pier closed for the winter", MORE])
    found = split_passages(article(text))
    assert [p.text for p in found] == [PROSE, *names, MORE]
    assert {p.headline.text for p in found[1:5] if p.headline} == {"Who was there on Monday"}


# Furniture


@pytest.mark.parametrize(
    "line",
    [
        "Load more stories",
        "View comments (23)",
        "Home | News | Sport",
        "11h ago",
        "Image source, Harbour Agency",
        "The code has been copied to your clipboard.",
        "We use cookies to improve our harbour.",
        "For more on this story, visit our website.",
        "Read more on the harbour's new piers.",
        "Ann Smith reported from Dover. Contributing: Ben Jones",
        "Ann Smith via Getty Images.",
        "Most read",
        "Skip to content",
        "Related articles",
        "Read: Pier closed for the winter",
        "More:Pier closed for the winter",
        "Read more: Why the pier is closed",
        "What now?:What happens after the pier is closed? Here's how it works.",
        "Watch: The harbour opens",
        "Read the full story here.",
        "To see the map of the harbour, click here.",
        "Sign up for our harbour newsletter",
        "Get our free newsletter delivered to your inbox every Monday.",
        "Do you like ships? Then you'll enjoy getting our ships newsletter in your inbox.",
        "Need a break? Play the Harbour Post crossword puzzle.",
        "Follow the Harbour Post on Twitter",
        "Contributing: Ann Smith; The Harbour Agency",
        "With reporting by Ann Smith and Ben Jones",
        "Ann Smith contributed to this report.",
        "Copyright 2014 Harbour Post. All rights reserved.",
        "This story has been updated with additional details.",
        "By Ann Smith and Ben Jones, Harbour Post",
        "June 27, 2025 Updated June 30, 2025, 7:36 a.m. ET",
        "Updated 10:15 GMT",
        "Ann Smith/Harbour Agency/Getty Images",
        "(Photo: Ann Smith/Harbour Agency)",
        "___",
        "***",
        "• 16x9 Image",
        "Dover Harbour Post —",
        "If you buy through one of the links, we may earn an affiliate fee.",
        "Developments:",
        "[All our stories](https://example.org)",
    ],
)
def test_furniture(line: str) -> None:
    assert kind_between(line) is Kind.FURNITURE


@pytest.mark.parametrize(
    "line",
    [
        "The mayor told dockers to sign up for the new newsletter of the harbour.",
        "“Click here, and you are lost to the world,” Smith said.",
        "Follow the money, the prosecutor said on Monday.",
        "KING: Thank you for being with us tonight, mayor.",
        "Details: 8 p.m. Wednesday, Sept. 14. Town Hall, 23 School Road.",
        "Updated plans were shown to the council on Monday.",
        "Photos of the opening were shown in the town hall.",
        "Contributing to the fund is easy, Smith said.",
        "4:20 p.m. update: the second ship is in, and the third one is late.",
        "The song has been voted for by the people who live here.",
        "Read by all, loved by few: that was the Harbour Post.",
        "“Keep on”",
        "Dockers can sign up to a course in Dover in May.",
        "To get around that, you can set the clock by hand.",
        "March 17: the harbour closes for the winter, says the mayor.",
    ],
)
def test_prose_that_looks_a_little_like_furniture(line: str) -> None:
    assert kind_between(line) is Kind.PARAGRAPH


@pytest.mark.parametrize(
    ("paragraph", "kept"),
    [
        (f"{PROSE} Credit: Agency/Ann Smith", PROSE),
        (f"{PROSE} (Photo by Ann Smith)", PROSE),
        (f"{PROSE} Ann Smith/Agency/Getty Images", PROSE),
        (f"{PROSE} — Ann Smith", PROSE),
        (f"9:21 am ET July 4, 2026 Share this update {PROSE}", PROSE),
        (f"{PROSE} Read more here.", PROSE),
        (f"{PROSE} (AP)", PROSE),
        (f"“{PROSE}” – Ann Smith", f"“{PROSE}” – Ann Smith"),
    ],
)
def test_a_credit_goes_and_the_words_stay(paragraph: str, kept: str) -> None:
    assert passages(f"{HEADLINE}\n\n{paragraph}\n\n{MORE}") == [kept, MORE]


@pytest.mark.parametrize(
    "caption",
    [
        "Mayor Ann Smith of Dover. Credit: Agency",
        "Mayor Ann Smith\nMayor Ann Smith",
        "Mayor Ann Smith.\nMayor Ann Smith opens the harbour at noon on Monday. Credit: Agency",
    ],
)
def test_a_caption_that_only_names_is_furniture(caption: str) -> None:
    found = passages(f"{HEADLINE}\n\n{PROSE}\n\n{caption}\n\n{MORE}")
    assert not [text for text in found if text.startswith("Mayor Ann Smith") and "opens" not in text]
    assert found[0] == PROSE
    assert found[-1] == MORE


def test_a_footer_that_speaks_for_its_publisher_goes() -> None:
    footer = (
        "Contributing: Ann Smith\n\n"
        "    The Harbour Post tells the news of nine ports. We are read by all who sail.\n\n"
        'The Harbour Post was called "a nuisance" by the council.\n\n'
        "If you live in a port, you may write to us."
    )
    assert passages(f"{HEADLINE}\n\n{PROSE}\n\n{MORE}\n\n{footer}") == [PROSE, MORE]


def test_stories_after_a_closing_line_stay() -> None:
    text = f"{HEADLINE}\n\n{PROSE}\n\nContributing: Ann Smith\n\nPier closed in winter\n\n{MORE}"
    assert passages(text) == [PROSE, MORE]


# Titles


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Live updates\n\n{HEADLINE}\n\n{PROSE}", "Harbour opens after six years"),
        (
            f"Harbour Post\n\n{HEADLINE}\n\nDover\n\n{PROSE}",
            "Harbour opens after six years",
        ),
        (f"Harbour opens\n\n{PROSE}", "Harbour opens"),
        (f"# Harbour opens\n\n{PROSE}", "Harbour opens"),
        (f"---\ntitle: x\n---\n\n# Harbour opens\n\n{PROSE}", "Harbour opens"),
        (f"{PROSE}\n\n{MORE}", None),
        ("", None),
    ],
)
def test_title(text: str, title: str | None) -> None:
    assert title_of(text) == title


@given(st.lists(ODD_LINES, max_size=30).map("\n".join), st.sets(ODD_LINES, max_size=3), st.integers(0, 1100))
def test_title_and_layout_are_those_of_two_looks(text: str, repeated: set[str], length: int) -> None:
    long = f"{HEADLINE}\n\n{'x' * length}.\n\n{text}"
    for each in (text, long):
        assert titled_layout_of(each, repeated) == (title_of(each), layout_of(each, repeated))


# Repetition


def test_lines_of_many_pages_are_furniture_but_never_a_first_line() -> None:
    about = "The Harbour Post is a paper for all who sail on the seven seas of the world."
    texts = [f"Ship {n} is in port\n\n{PROSE} {n}\n\n{about}\n\n{MORE} {n}" for n in range(8)]
    repeated = repeated_lines(texts)
    assert repeated == {about}
    made = article(texts[0])
    assert about not in [p.text for p in split_passages(made, layout_of(made.text, repeated))]
    first = article(f"{about}\n\n{PROSE}")
    assert [p.text for p in split_passages(first, layout_of(first.text, repeated))] == [about, PROSE]


def test_an_archive_counts_repetition_over_its_folder(tmp_path: Path) -> None:
    about = "The Harbour Post is a paper for all who sail on the seven seas of the world."
    for n in range(8):
        (tmp_path / f"{n}.txt").write_text(f"Ship {n} is in port\n\n{n} {PROSE}\n\n{about}\n\n{n} {MORE}")
    archive = Archive.open(tmp_path)
    assert about not in {passage.text for passage in archive.passages}
    assert len(archive.passages) == 16


def test_a_footer_of_several_lines_is_repeated() -> None:
    footer = "The Harbour Post, for people who sail the seas.\n\nNine ports are ours to tell about each week."
    texts = [f"Ship {n} is in port\n\n{PROSE} {n}\n\n{footer}" for n in range(8)]
    assert repeated_lines(texts) == set(footer.split("\n\n"))


def test_a_story_that_many_pages_tell_is_not_repeated() -> None:
    story = f"{HEADLINE}\n\n{PROSE}\n\n{MORE}"
    texts = [
        f"Ship {n} is in port\n\n{PROSE} {n}\n\n{story}\n\nPier {n} is closed\n\n{MORE} {n}" for n in range(8)
    ]
    assert repeated_lines(texts) == set()
    assert repeated_lines([story] * 8) == set()


def test_a_repeated_heading_over_a_paragraph_stays_its_headline() -> None:
    text = f"News of the week in all states\n\n{PROSE}\n\nAlabama\n\n{MORE}"
    made = article(text)
    last = split_passages(made, layout_of(text, {"Alabama"}))[-1]
    assert last.headline is not None
    assert last.headline.text == "Alabama"


@pytest.mark.parametrize("unit", ["10:20 am ", "ab | ", "5h ", "A/", "By Ann Lee, ", "[a](b) ", "– Ann "])
@pytest.mark.parametrize("end", ["!", "x.", "|", ""])
def test_a_line_that_can_be_read_in_many_ways_is_told_at_once(unit: str, end: str) -> None:
    for longest in (79, 119, 219, 419):
        line = (unit * longest)[:longest].strip() + end
        text = f"A first headline\n\n{line}\n\nSome words at the end."
        assert "".join(text[b.start : b.end] for b in layout_of(text)).startswith("A first headline")
