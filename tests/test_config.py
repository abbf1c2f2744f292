"""Settings: defaults, places, the base address, and what is wrong by its name and line."""

from pathlib import Path

import pytest

from generator.config import load_config, read_settings, split_base
from generator.errors import UsageError


def settings(tmp_path: Path, text: str | bytes) -> Path:
    place = tmp_path / "site.toml"
    place.write_bytes(text if isinstance(text, bytes) else text.encode())
    return place


def test_every_key_may_be_left_out_and_so_may_the_file(tmp_path: Path) -> None:
    config = load_config(tmp_path / "site.toml")
    assert config == load_config(settings(tmp_path, ""))
    assert config.content == tmp_path / "content"
    assert config.output == tmp_path / "public"
    assert (config.base_url, config.base_path) == ("", "/")


def test_paths_are_taken_from_the_folder_of_the_settings(tmp_path: Path) -> None:
    text = '[content]\npath = "data"\n[output]\npath = "../out"\n[theme]\noverrides = "look"\n'
    config = load_config(settings(tmp_path, text))
    assert config.content == tmp_path / "data"
    assert config.output.resolve() == tmp_path.parent / "out"
    assert config.overrides == tmp_path / "look"


def test_the_argument_counts_before_the_settings_before_the_environment(tmp_path: Path) -> None:
    place = settings(tmp_path, '[site]\nbase_url = "/settings/"\n')
    environment = {"DIGESTRY_BASE_URL": "/environment/"}
    assert load_config(place, environment=environment).base_path == "/settings/"
    assert (
        load_config(place, base_url="/argument", environment=environment).base_path == "/argument/"
    )
    bare = settings(tmp_path, "")
    assert load_config(bare, environment=environment).base_path == "/environment/"


def test_an_address_of_github_pages_gives_way_to_what_the_workflow_knows(tmp_path: Path) -> None:
    """A fork has the settings of the repository that it was made of."""
    environment = {"DIGESTRY_BASE_URL": "https://fork.github.io/papers"}
    for stated, used in (
        ("https://ada.github.io/papers/", "https://fork.github.io/papers/"),
        ("https://papers.example/", "https://papers.example/"),
        ("https://ada.github.io.example/", "https://ada.github.io.example/"),
    ):
        place = settings(tmp_path, f'[site]\nbase_url = "{stated}"\n')
        assert load_config(place, environment=environment).base_url == used
        assert load_config(place).base_url == stated


@pytest.mark.parametrize(
    "address, url, path",
    [
        ("", "", "/"),
        ("/", "", "/"),
        ("/repo", "", "/repo/"),
        ("https://name.example", "https://name.example/", "/"),
        ("https://name.example/a/b", "https://name.example/a/b/", "/a/b/"),
        ("http://127.0.0.1:8000//a//", "http://127.0.0.1:8000/a/", "/a/"),
    ],
)
def test_a_base_address_has_a_host_or_none(address: str, url: str, path: str) -> None:
    assert split_base(address) == (url, path)


@pytest.mark.parametrize(
    "address",
    [
        "name.example/repo", "repo", "//name.example/repo", "https:///repo", "ftp://name.example/",
        "javascript:alert(1)", "/a/../b", "/./a", "/a?b", "/a#b", "/a b", '/a"b', "http://[bad",
        'https://name.example"x/', "https://a:b@name.example/",
    ],
)  # fmt: skip
def test_what_is_no_base_address_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="is no base address"):
        split_base(address)


@pytest.mark.parametrize("key", ["hub", "ids"])
def test_an_address_is_whole_without_a_path(key: str, tmp_path: Path) -> None:
    read = read_settings(settings(tmp_path, f"[feeds]\n{key} = 'https://hub.example'"))
    assert getattr(read.feeds, key) == "https://hub.example"


@pytest.mark.parametrize(
    "text, said",
    [
        ("[site]\ntitle = 1", "site.toml:2: site.title must be a text in quotes"),
        (
            "[site]\n\n# a\ntitle = []",
            "site.toml:4: site.title must be a text in quotes, not a list",
        ),
        ("site.title = true", "site.toml:1: site.title must be a text"),
        ('site = { "title" = 3 }', "site.toml:1: site.title must be a text"),
        ("[home]\npapers = true", "site.toml:2: home.papers must be a whole number"),
        ("[categories.names]\nx = 1", "site.toml:2: categories.names.x must be a text"),
        ('[labels]\n"TL;DR" = 1', "site.toml:2: labels.TL;DR must be a text"),
        ("[search]\nenable = true", "unknown key search.enable (did you mean search.enabled?)"),
        ("[home]\nxyzzy = 1", "unknown key home.xyzzy ([home] may hold days, papers)"),
        ("language = 'en'", "unknown key language (did you mean site.language?)"),
        ("titel = 'x'", "unknown key titel (did you mean site.title?)"),
        ("[feeds]\n\npapers = 0", "site.toml:3: feeds.papers must be at least 1, not 0"),
        ("[feeds]\narchive = -1", "site.toml:2: feeds.archive must be at least 0, not -1"),
        ("[feeds]\ntexts = 'all'", "site.toml:2: feeds.texts 'all' is not known"),
        ("[feeds]\nhub = '/hub'", "site.toml:2: feeds.hub: '/hub' is no whole address"),
        ("[feeds]\nids = 'http://a\"b/'", "site.toml:2: feeds.ids: "),
        ("[feeds]\nids = 'a.example'", "site.toml:2: feeds.ids: "),
        ("[feeds]\nhub = 'https://a.example?b'", "site.toml:2: feeds.hub: "),
        ("[feeds]\ncategories = [1]", "feeds.categories[0] must be a text in quotes"),
        ("[authors]\nmin_papers = 0", "site.toml:2: authors.min_papers must be at least 1, not 0"),
        ("[dates]\n'a.md' = 'May'", "site.toml:2: dates.a.md: 'May' is no date"),
        ("[dates]\n'a.md' = '2026-13'", "is no date"),
        ("[feeds]\nentries = 1", "unknown key feeds.entries ([feeds] may hold "),
        (
            "[site]\ntitle = 'a'\ntitle = 'b'",
            "site.toml:3: not valid TOML: Cannot overwrite a value",
        ),
        ("[site]\ntitle = x", "site.toml:2: not valid TOML: "),
        ("a = '''", "site.toml: not valid TOML: "),
        (f"a = {'[' * 100_000}", "site.toml: not valid TOML: it is nested too deeply"),
        ("[archive]\nfold_before = '2025'", "site.toml:2: archive.fold_before: '2025' is no date"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        read_settings(settings(tmp_path, text))
    assert said in str(error.value)


def test_a_date_may_stand_without_quotes(tmp_path: Path) -> None:
    folding = read_settings(settings(tmp_path, "[archive]\nfold_before = 2025-01-31\n"))
    assert folding.archive.fold_before == "2025-01-31"
    found = read_settings(settings(tmp_path, '[dates]\n"a.md" = 2026-05-08\n"b.md" = "2026-05"\n'))
    assert found.dates == {"a.md": "2026-05-08", "b.md": "2026-05"}


def test_settings_in_another_encoding_are_an_error_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"site\.toml:2: not UTF-8"):
        read_settings(settings(tmp_path, '[site]\ntitle = "caf\xe9"\n'.encode("latin-1")))
    marked = '\ufeff[site]\ntitle = "café"\n'.encode()
    assert read_settings(settings(tmp_path, marked)).site.title == "café"


def test_settings_that_are_there_and_cannot_be_read_are_never_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "site.toml"
    for target in ("site.toml", "nowhere.toml"):
        file.symlink_to(target)
        with pytest.raises(UsageError, match=r"site\.toml cannot be read: "):
            load_config(file)
        file.unlink()
    file.mkdir()
    with pytest.raises(UsageError, match=r"site\.toml is no file"):
        load_config(file)


def test_own_labels_add_to_the_standard_ones(tmp_path: Path) -> None:
    config = load_config(settings(tmp_path, '[labels]\n"Was es bringt" = "result"\n'))
    assert config.vocabulary.field_of("was es bringt:") == "result"
    assert config.vocabulary.field_of("TL;DR") == "tldr"
