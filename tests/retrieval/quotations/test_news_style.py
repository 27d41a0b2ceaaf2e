"""Who is said to have said what, sentence by sentence in the style of the news. All sentences are made up."""

# ruff: noqa: E501 (a sentence and its speaker stand on one line, with the marks and letters that papers print)

import pytest

from retrieval import Quotation, QuotationKind, extract_quotations


def _order(quotation: Quotation) -> tuple[bool, int]:
    return quotation.kind is QuotationKind.INDIRECT, -quotation.likelihood


def said_by(text: str, words: str) -> tuple[str, ...]:
    """Return whose words they are, "the" aside: between marks before elsewhere."""
    start = text.index(words)
    holding = [
        q for q in extract_quotations(text) if q.start <= start and start + len(words) <= q.end and q.speakers
    ]
    best = min(holding, key=_order, default=None)
    return (
        tuple(speaker.name.removeprefix("the ").removeprefix("The ") for speaker in best.speakers)
        if best
        else ()
    )


@pytest.mark.parametrize(
    ("text", "words", "speakers"),
    [
        (
            "“The bridge will not be rebuilt this year,” Transport Minister Ida Holm said.",
            "bridge will not",
            ("Ida Holm",),
        ),
        (
            '"The bridge will not be rebuilt this year," Transport Minister Ida Holm said.',
            "bridge will not",
            ("Ida Holm",),
        ),
        (
            "‘The bridge will not be rebuilt this year,’ Transport Minister Ida Holm said.",
            "bridge will not",
            ("Ida Holm",),
        ),
        (
            "«The bridge will not be rebuilt this year», said Ida Holm, the transport minister.",
            "bridge will not",
            ("Ida Holm",),
        ),
        (
            "„The bridge will not be rebuilt this year“, said Ida Holm, the transport minister.",
            "bridge will not",
            ("Ida Holm",),
        ),
        (
            "„Die Brücke wird dieses Jahr nicht gebaut“, sagte Ministerin Ida Holm.",
            "Brücke wird",
            ("Ida Holm",),
        ),
        (
            '“The bridge will not be rebuilt this year," Ida Holm told reporters on Monday.',
            "bridge will not",
            ("Ida Holm",),
        ),
        ("“He told me ‘never again’ and I believed him,” Ida Holm said.", "never again", ("Ida Holm",)),
        ("\"He told me 'never again' and I believed him,\" Ida Holm said.", "He told me", ("Ida Holm",)),
        ("Ida Holm said: “We are out of money and out of time.", "out of money", ("Ida Holm",)),
        (
            "“We are out of money,” Ida Holm said.\n\n“The council knew it in spring.\n\n“They did nothing at all,” she added.",
            "council knew",
            ("Ida Holm",),
        ),
        (
            "Ida Holm said: “We are out of money.\n\n“The council knew it in spring.\n\n“They did nothing at all.”",
            "did nothing",
            ("Ida Holm",),
        ),
        (
            "Ida Holm said: “We are out of money.\n\n“The council knew it in spring.\n\n“They did nothing at all.”",
            "knew it in",
            ("Ida Holm",),
        ),
        (
            '"The strike is a warning to the whole of the region and must be heard."\n\n– Transport Minister Ida Holm',
            "warning to the",
            ("Ida Holm",),
        ),
        (
            "“The strike is a warning to the whole of the region.”\n— Ida Holm, transport minister",
            "warning to the",
            ("Ida Holm",),
        ),
        (
            "HOLM: We are not going to raise the fares this year.\n\nBERG: That is not what you told us.\n\nHOLM: It is what I have always said.\n\nBERG: Then we remember it differently.",
            "raise the fares",
            ("HOLM",),
        ),
        (
            "Holm: We are not going to raise the fares this year.\n\nBerg: That is not what you told us at all.\n\nHolm: It is what I have always said to you.\n\nBerg: Then we remember it very differently.",
            "remember it",
            ("Berg",),
        ),
        ("#Holm: We are not going to raise the fares this year.", "raise the fares", ("Holm",)),
        (
            "@idaholm tweeted: “We are not going to raise the fares this year.”",
            "raise the fares",
            ("@idaholm",),
        ),
        (
            "“We are not going to raise the fares,” Ida Holm tweeted from @idaholm on Sunday.",
            "raise the fares",
            ("Ida Holm",),
        ),
        (
            "“The bridge is closed,” Ida Holm said, “and it will stay closed until the spring.”",
            "stay closed",
            ("Ida Holm",),
        ),
        (
            "“The bridge is closed,” said Ida Holm. “It will stay closed until the spring.”",
            "stay closed",
            ("Ida Holm",),
        ),
        (
            "“The bridge,” Ida Holm said on Tuesday, “is closed to every kind of traffic.”",
            "closed to every",
            ("Ida Holm",),
        ),
        (
            "Ida Holm closed the bridge. She added: “It will stay closed until the spring.”",
            "stay closed",
            ("Ida Holm",),
        ),
        (
            "Ida Holm, who runs the port, said: “Nobody told us about the delay at all.”",
            "Nobody told us",
            ("Ida Holm",),
        ),
        (
            "Ida Holm, a former harbour master from Lund, said on Friday that the delay was “a shame for the whole town”.",
            "shame for the",
            ("Ida Holm",),
        ),
        (
            "The port’s director, Ida Holm, said the delay was “a shame for the whole town”.",
            "shame for the",
            ("Ida Holm",),
        ),
        ("According to Ida Holm, “nobody was told about the delay at all”.", "told about the", ("Ida Holm",)),
        (
            "“Nobody was told about the delay,” according to Ida Holm, the port’s director.",
            "told about the",
            ("Ida Holm",),
        ),
        (
            "Ida Holm is quoted as saying: “Nobody was told about the delay at all.”",
            "told about the",
            ("Ida Holm",),
        ),
        (
            "The Lund Gazette quoted Ida Holm as saying that “nobody was told about the delay”.",
            "told about the",
            ("Ida Holm",),
        ),
        (
            "The delay was, in Ida Holm’s words, “a shame for the whole of the town”.",
            "shame for the",
            ("Ida Holm",),
        ),
        (
            "Reporters were told by Ida Holm that the delay was “a shame for the whole town”.",
            "shame for the",
            ("Ida Holm",),
        ),
        (
            "“Nobody was told about the delay,” the ministry’s spokeswoman, Ida Holm, told the BBC.",
            "told about the",
            ("Ida Holm",),
        ),
        (
            "Asked about the delay, Ida Holm shrugged: “Nobody told us about it at all.”",
            "Nobody told us",
            ("Ida Holm",),
        ),
        (
            "“Nobody told us about the delay,” wrote Ida Holm in a letter to the council.",
            "Nobody told us",
            ("Ida Holm",),
        ),
        ("“Nobody told us about the delay,” insists Ida Holm.", "Nobody told us", ("Ida Holm",)),
        (
            "In a statement, Ida Holm said: “Nobody told us about the delay at all.”",
            "Nobody told us",
            ("Ida Holm",),
        ),
        (
            "Speaking in Lund, Ida Holm described the delay as “a shame for the whole town”.",
            "shame for the",
            ("Ida Holm",),
        ),
        (
            "Calling the delay “a shame for the whole town”, Ida Holm left the hall.",
            "shame for the",
            ("Ida Holm",),
        ),
        ("The truce is being observed “in general”, Ida Holm said.", "in general", ("Ida Holm",)),
        (
            "Ida Holm reported a “heavy concentration” of ships outside the port.",
            "heavy concentration",
            ("Ida Holm",),
        ),
        ("Ida Holm warned of “a very long winter” for the whole town.", "very long winter", ("Ida Holm",)),
        (
            "There was a “heavy concentration” of ships outside the port, Ida Holm said.",
            "heavy concentration",
            ("Ida Holm",),
        ),
        (
            "The ministry accused the council of “playing with the lives of sailors”.",
            "playing with",
            ("ministry",),
        ),
        (
            "The council rejected what the ministry called “a childish and costly plan”.",
            "childish and",
            ("ministry",),
        ),
        (
            "Holm: New port talks 'going round in circles'\n\nIda Holm, the harbour minister, said on Monday that the port talks were getting nowhere.",
            "going round",
            ("Ida Holm",),
        ),
        (
            "Harbour strike 'a disaster for us all' - minister\n\nThe harbour strike has gone on for weeks and no end is in sight, people in Lund fear.",
            "disaster for us",
            ("minister",),
        ),
        (
            "Port must reopen, says Holm\n\nIda Holm, the harbour minister, went to see the port on Monday.",
            "Port must reopen",
            ("Ida Holm",),
        ),
        (
            "Ida Holm believes the port “must be closed at once”, a senior official has said.",
            "must be closed",
            ("Ida Holm",),
        ),
        (
            "“She told me the port was finished,” Jon Berg said of Ida Holm.",
            "port was finished",
            ("Jon Berg",),
        ),
        (
            "Jon Berg said that Ida Holm had called the plan “a very bad joke”.",
            "very bad joke",
            ("Ida Holm",),
        ),
        ("“We will win,” the White House said on Monday.", "We will win", ("White House",)),
        (
            "“We will win this fight in the end,” said a US official, who asked not to be named.",
            "We will win",
            ("a US official",),
        ),
        (
            "“Europe has to act at once,” said two of the EU’s most senior officials, Jan de Vries and Eva van Dam, in a joint letter.",
            "Europe has to",
            ("Jan de Vries", "Eva van Dam"),
        ),
        (
            "Ida Holm and Jon Berg said: “We will sue the council for this.”",
            "will sue the",
            ("Ida Holm", "Jon Berg"),
        ),
        (
            "Russia’s Foreign Minister Pavel Orlov met the press. “The talks were useful,” Mr Orlov said.",
            "talks were",
            ("Pavel Orlov",),
        ),
        (
            "Foreign Minister Pavel Orlov met the press in Lund. “The talks were useful,” the minister said.",
            "talks were",
            ("Pavel Orlov",),
        ),
        (
            "Pavel Orlov met Ida Holm in Lund. “The talks were useful,” he said.",
            "talks were",
            ("Pavel Orlov",),
        ),
        ("Pavel Orlov met Ida Holm in Lund. “The talks were useful,” she said.", "talks were", ("Ida Holm",)),
        ("“The talks were useful,” said Sheikh Khalid al-Rashid.", "talks were", ("Khalid al-Rashid",)),
        ("“The talks were useful,” said J. R. Holm, the harbour master.", "talks were", ("J. R. Holm",)),
        (
            "“The talks were useful,” said Anne-Marie Holm-Berg, the harbour master.",
            "talks were",
            ("Anne-Marie Holm-Berg",),
        ),
        ("“The talks were useful,” Jean-Luc MÉLENCHARD said.", "talks were", ("Jean-Luc MÉLENCHARD",)),
        ("“The talks were useful,” Sir Tom Berg said. Later Sir Tom went home.", "talks were", ("Tom Berg",)),
        ("Sir Tom Berg runs the port. “The talks were useful,” Sir Tom said.", "talks were", ("Tom Berg",)),
        ("«Переговоры были полезны», — сказал Павел Орлов.", "Переговоры", ("Павел Орлов",)),
        ("“The talks were useful,” Björn Öström said.", "talks were", ("Björn Öström",)),
        ("“We will appeal,” Smith’s lawyer said after the trial.", "We will appeal", ("Smith’s lawyer",)),
        (
            "Holm spoke first. “The talks were useful,” she said. Ida Holm runs the port.",
            "talks were",
            ("Ida Holm",),
        ),
        ("“The talks were useful,” he said.", "talks were", ("he",)),
        (
            "The legal process will be completed this week, Ida Holm told parliament.\n\n“It cannot be stopped by anyone now.”",
            "cannot be stopped",
            ("Ida Holm",),
        ),
        (
            "Ida Holm went to parliament on Monday and spoke about the vote.\n\n“The legal process will be completed this week.”",
            "legal process",
            ("Ida Holm",),
        ),
        ("“The port is ours,” chanted the crowd outside the gates.", "port is ours", ("crowd",)),
        (
            "“Prices rose by a tenth in May,” the central bank said in a report.",
            "Prices rose",
            ("central bank",),
        ),
        ("“Prices rose by a tenth in May,” the report said.", "Prices rose", ("report",)),
        ("Mr Berg’s wife, Ida Holm, said: “He never went near that port.”", "never went", ("Ida Holm",)),
        (
            "“Nobody was hurt,” police said. Officers stayed until the morning.",
            "Nobody was hurt",
            ("police",),
        ),
        (
            "“Nobody was hurt,” a police spokesman, Jon Berg, said by telephone.",
            "Nobody was hurt",
            ("Jon Berg",),
        ),
        ("Jon Berg, 42, from Lund, said: “I lost my boat in the storm.”", "lost my boat", ("Jon Berg",)),
        ("“I lost my boat in the storm,” said fisherman Jon Berg, 42.", "lost my boat", ("Jon Berg",)),
        (
            "Ms Holm replied: “No.” Asked again, she said: “Not while I am minister here.”",
            "Not while",
            ("Holm",),
        ),
        (
            "By Eva Lind\n\nIda Holm closed the port on Monday. “It is not safe for anyone,” she said.",
            "not safe",
            ("Ida Holm",),
        ),
        (
            "By Eva Lind, Lund\n\n“It is not safe for anyone,” Ida Holm said on Monday.",
            "not safe",
            ("Ida Holm",),
        ),
        (
            "President Olga Petrova and Prime Minister Jan Berg met on Monday. “We agree on nothing at all,” the president said.",
            "agree on nothing",
            ("Olga Petrova",),
        ),
        (
            "“It is over,” said Berg, adding that “nobody will mourn that old harbour”.",
            "will mourn",
            ("Berg",),
        ),
        (
            "Ida Holm denied that she had ever said “the port is a dump and a danger”.",
            "is a dump",
            ("Ida Holm",),
        ),
        ("“Why did nobody warn us about the storm?” asked Ida Holm.", "nobody warn", ("Ida Holm",)),
        ("“Get out of my harbour now!” shouted Ida Holm at the reporters.", "Get out", ("Ida Holm",)),
        (
            "“It is …” Ida Holm began, then stopped. “It is the worst day of my life.”",
            "worst day",
            ("Ida Holm",),
        ),
        ("“We will leave in March,” Theresa May said in Lund.", "We will leave", ("Theresa May",)),
        (
            "Theresa May met the press in May. “We will leave in March,” Mrs May said.",
            "We will leave",
            ("Theresa May",),
        ),
        ("Theresa May met the press. “We will leave in March,” May said.", "We will leave", ("Theresa May",)),
        ("In May Ida Holm said: “We will leave the union in March.”", "We will leave", ("Ida Holm",)),
        ("“We will leave in March,” April Berg told the paper.", "We will leave", ("April Berg",)),
        (
            "By Eva Lind Ida Holm closed the port on Monday. “It is not safe for anyone,” she said.",
            "not safe",
            ("Ida Holm",),
        ),
        (
            "Ida Holm praised the crews. However, she raised concerns over the “heavy concentration” of ships in the bay.",
            "heavy concentration",
            ("Ida Holm",),
        ),
        (
            "Phyllis Lind died in May. “He had friends,” Mrs Schlafly said. Phyllis Schlafly knew him.",
            "He had friends",
            ("Phyllis Schlafly",),
        ),
        (
            "Then Pope Francis spoke. “Build no walls in the harbour,” the pope said.",
            "Build no walls",
            ("Pope Francis",),
        ),
        (
            "Rep. Roy Black (D-Pa.) runs again. “He had many friends,” Black said.",
            "had many friends",
            ("Roy Black",),
        ),
        (
            "C. Stewart Verdery ran it. “We moved the needle,” Mr. Verdery said.",
            "moved the needle",
            ("C. Stewart Verdery",),
        ),
    ],
)
def test_words_are_their_speakers(text: str, words: str, speakers: tuple[str, ...]) -> None:
    assert said_by(text, words) == speakers


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The so-called “caravan of death” passed through the valley in 1973.", "caravan of death"),
        ("He was reading “The Old Harbour and Its Ships” on the train to Lund.", "Old Harbour and"),
        ("Johan “The Hammer” Berg lost the fight in the second round.", "The Hammer"),
        ('The board was 6\' 2" long and 4" wide.', "long and"),
        ("Rock ’n’ roll of the ’90s is played at the pub on Fridays.", "n"),
        ("The band’s song “Long Way Down to Lund” was a hit in May.", "Long Way"),
        ("The “smart” wall was built by the town for two million.", "smart"),
    ],
)
def test_marks_around_what_nobody_said(text: str, words: str) -> None:
    start = text.index(words)
    between = [q for q in extract_quotations(text) if q.kind is not QuotationKind.INDIRECT]
    assert not [q for q in between if q.start <= start < q.end and q.speakers]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "In one message, according to the prosecution, Clara Benson texted: “At least we will be pardoned.”",
            "At least",
            "Clara Benson",
        ),
        (
            "‘The rest of the world is looking’: Benson calls the fight a disgrace\n\nClara Benson spoke in the hall on Monday about the fight.",
            "The rest",
            "Clara Benson",
        ),
        (
            "“The boats are old,” said Swimmer Regan Benson of the harbour club.",
            "The boats",
            "Regan Benson",
        ),
    ],
)
def test_who_is_meant_of_several(text: str, words: str, speaker: str) -> None:
    said = next(q for q in extract_quotations(text) if q.content.startswith(words))
    assert [each.name for each in said.speakers] == [speaker]
