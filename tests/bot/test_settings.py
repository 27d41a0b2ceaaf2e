from pathlib import Path

import pytest

from bot.settings import SETTING_NAMES, Settings, SettingsError

TOKEN = "made-up.token-of-a.bot-that-is-none"


def settings(**variables: str) -> Settings:
    return Settings.from_environment(variables, dotenv=None)


def test_nothing_set() -> None:
    chosen = settings()
    assert chosen.discord_token is None
    assert chosen.articles_dir is None
    assert chosen.database == Path("data/whosaid.db")
    assert chosen.command_prefix == "!"
    assert chosen.message_content is True
    assert (chosen.language, chosen.log_level, chosen.test_guild) == ("auto", "INFO", None)


def test_everything_set() -> None:
    chosen = settings(
        DISCORD_TOKEN=TOKEN,
        ARTICLES_DIR="news",
        DATABASE="kept/bot.db",
        COMMAND_PREFIX="?",
        MESSAGE_CONTENT="off",
        LANGUAGE="DE",
        INDEX="disk",
        TEST_GUILD="123456789012345678",
        RETENTION_DAYS="30",
        LOG_LEVEL="debug",
    )
    assert chosen == Settings(
        discord_token=TOKEN,
        articles_dir=Path("news"),
        database=Path("kept/bot.db"),
        command_prefix="?",
        message_content=False,
        language="de",
        index="disk",
        test_guild=123456789012345678,
        retention_days=30,
        log_level="DEBUG",
    )


@pytest.mark.parametrize(
    ("written", "base"),
    [
        ("https://news.example", "https://news.example/"),
        ("http://localhost:8000/a/", "http://localhost:8000/a/"),
        ("https://news.example/read?file=", "https://news.example/read?file="),
        ("https://news.example/" + "x" * 129, "https://news.example/" + "x" * 129 + "/"),
    ],
)
def test_the_address_of_the_articles(written: str, base: str) -> None:
    assert settings(SOURCE_BASE_URL=written).source_base_url == base


def test_the_token_is_not_shown() -> None:
    assert TOKEN not in repr(settings(DISCORD_TOKEN=TOKEN))
    with pytest.raises(SettingsError) as told:
        settings(DISCORD_TOKEN=f"{TOKEN} and more")
    assert TOKEN not in str(told.value)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DISCORD_TOKEN", "short"),
        ("SOURCE_BASE_URL", "news.example/articles"),
        ("SOURCE_BASE_URL", "ftp://news.example/"),
        ("SOURCE_BASE_URL", "https:///articles"),
        ("SOURCE_BASE_URL", "https://news.example/(1) /"),
        ("SOURCE_BASE_URL", "https://news.example/" + "x" * 130),
        ("COMMAND_PREFIX", "too long"),
        ("COMMAND_PREFIX", "/"),
        ("MESSAGE_CONTENT", "perhaps"),
        ("LANGUAGE", "klingon"),
        ("INDEX", "cloud"),
        ("TEST_GUILD", "my server"),
        ("TEST_GUILD", "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦"),
        ("RETENTION_DAYS", "0"),
        ("RETENTION_DAYS", "-1"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_a_wrong_value_is_told_in_one_sentence(variable: str, value: str) -> None:
    with pytest.raises(SettingsError) as told:
        settings(**{variable: value})
    sentence = str(told.value)
    assert sentence.startswith(variable)
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.parametrize("variable", SETTING_NAMES)
def test_an_empty_value_is_an_unset_one(variable: str) -> None:
    assert settings(**{variable: "  "}) == settings()


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text('COMMAND_PREFIX="?"\nLANGUAGE=fr # ours\n', "utf-8")
    chosen = Settings.from_environment({"LANGUAGE": "es", "COMMAND_PREFIX": ""}, dotenv)
    assert (chosen.command_prefix, chosen.language) == ("?", "es")


def test_a_settings_file_that_is_no_text(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="cannot be read"):
        Settings.from_environment({}, dotenv)


def test_lists_of_ids() -> None:
    settings = Settings.from_environment({"OWNERS": "123456789012345678, 123456789012345679"}, None)
    assert settings.owners == (123456789012345678, 123456789012345679)
    with pytest.raises(SettingsError, match="ALLOWED_GUILDS"):
        Settings.from_environment({"ALLOWED_GUILDS": "123456789012345678 me"}, None)
