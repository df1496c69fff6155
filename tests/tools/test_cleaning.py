"""How cleaned pages are compared with what is true of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from index.clean.knowledge import SELECTED
from search.errors import InputError
from tools.measure.cleaning import peers, samples
from tools.measure.cleaning.marks import mark
from tools.measure.cleaning.memory import growth, measure_memory
from tools.measure.cleaning.peers import PEERS, Answer, ask, declared, marked, peer_figures
from tools.measure.cleaning.run import own_figures, some, worst
from tools.measure.cleaning.samples import own_samples, real_samples
from tools.measure.cleaning.scoring import f1, held, kept, names_exactly, own_part, same
from tools.measure.cleaning.timing import RULES, fastest, varied
from tools.measure.private import private_data

OWN = "Chi bộ kết nạp hai đảng viên mới.\nĐại hội chi bộ diễn ra sáng nay."


@pytest.fixture(scope="module")
def pages():
    """The synthetic pages of one seed."""
    return own_samples(1)


class TestScoring:
    @pytest.mark.parametrize(
        ("blocks", "score"),
        [
            ([OWN], 1.0),
            ([OWN.upper()], 1.0),
            ([], 0.0),
            (["Chi bộ kết nạp hai đảng viên mới."], 16 / 24),
            ([OWN, "Tin khác: thời tiết"], 32 / 36),
        ],
    )
    def test_f1(self, blocks, score):
        """Words as a multiset, in small letters: what is missing and what is too much both cost."""
        assert f1(own_part(blocks, OWN, ()), OWN) == pytest.approx(score)

    @pytest.mark.parametrize(
        "blocks",
        [
            ["Đại hội chi bộ", OWN],
            [OWN, "Ảnh: đồng chí Hoa phát biểu", "Đại hội chi bộ", "Đại hội chi bộ"],
            [OWN + " Ảnh: đồng chí Hoa phát biểu"],
        ],
    )
    def test_neutral(self, blocks):
        """A caption or title in the output counts neither way; the body may quote its own title."""
        neutral = ("Đại hội chi bộ", "Ảnh: đồng chí Hoa phát biểu", "Hoa")
        assert f1(own_part(blocks, OWN, neutral), OWN) == 1.0

    def test_neutral_is_whole(self):
        """Single words of a caption are not forgiven where the caption is not."""
        found = own_part([OWN, "phát biểu"], OWN, ("Ảnh: đồng chí Hoa phát biểu",))
        assert f1(found, OWN) == pytest.approx(32 / 34)

    def test_kept(self):
        """A lead is there if its words stand together, not if the body says the same words elsewhere."""
        lead = "Chi bộ kết nạp hai đảng viên mới"
        assert kept(own_part(["Sáng nay chi bộ kết nạp hai đảng viên mới."], OWN, ()), lead) == 1
        assert kept(own_part(["mới viên đảng hai nạp kết bộ chi"], OWN, ()), lead) == 0
        assert kept(own_part(["chi bộ kết nạp"], OWN, ()), lead) == 0.5
        assert kept(own_part(["hai viên"], OWN, ()), "Hai viên") == 1

    def test_held(self):
        """A text of others must stand whole, and within one block."""
        found = own_part([OWN, "Các tin khác", "Liên kết"], OWN, ())
        assert held(found, OWN, ("Các tin khác", "Tin khác nữa", "khác Liên", "»»")) == ["Các tin khác"]

    def test_held_by_the_article_itself(self):
        """What the article says in other signs is no text of others, unless it stands there once more."""
        assert held(own_part([OWN], OWN, ()), OWN, ("Đại hội - Chi bộ",)) == []
        assert held(own_part([OWN, "Đại hội, chi bộ"], OWN, ()), OWN, ("Đại hội - Chi bộ",))

    def test_the_truth_is_right(self, pages):
        """An answer that says all that is true of a page, and nothing else, has all right on every page."""
        for page in filter(lambda each: each.gold, pages):
            gold = page.gold
            day = gold.published.isoformat()[:10] if gold.published else ""
            said = "\n".join((gold.title, gold.text, *gold.neutral))
            marks = marked(Answer(said, gold.title, day), page, gold)
            assert marks.f1 == 1, page.id
            assert all(marks.rights.values()), (page.id, marks.rights)
            assert names_exactly(" - ".join(gold.bylines), gold.bylines, gold.authors), page.id

    def test_same(self):
        """Blanks and the writing of letters do not matter; capitals do unless the page has none."""
        assert same("Đại  hội", "Ðại hội\n")
        assert not same("ĐạI hội", "Đại hội")
        assert same("ĐạI hội", "Đại hội", small=True)

    @pytest.mark.parametrize(
        ("said", "right"),
        [
            ("Văn Thi - Ban Tổ chức Huyện ủy", True),
            ("Văn Thi (Ban Tổ chức Huyện ủy)", True),
            ("Văn Thi", True),
            ("VĂN THI", True),
            ("Ban Tổ chức Huyện ủy", False),
            ("Văn Thi - Lê Hoa", False),
            ("Văn Thi - Theo báo Tỉnh", False),
            ("", False),
        ],
    )
    def test_names(self, said, right):
        """All who signed, with or without their office, and nobody else."""
        line = "Tin, ảnh: Văn Thi - Ban Tổ chức Huyện ủy"
        assert names_exactly(said, (line,), ("Văn Thi",)) == right

    def test_nobody_signed(self):
        """Where nobody signed, nobody is named."""
        assert names_exactly("", (), ())
        assert not names_exactly("Văn Thi", (), ())


class TestMarks:
    def test_every_article_is_marked(self, pages):
        """An article has a mark for all that its page tells; other pages only one for being refused."""
        article = next(each for each in pages if each.kind == "article" and each.gold.lead)
        marks = mark(article)
        assert set(marks.rights) == {"never", "lead", "title", "date", "byline"}
        assert 0 <= marks.f1 <= 1
        other = next(each for each in pages if each.gold is None)
        assert set(mark(other).rights) == {"refused"}
        assert mark(other).f1 is None

    def test_a_refused_article(self, pages):
        """It scores nothing, and nothing on it is right."""
        article = next(each for each in pages if each.kind == "article")
        marks = mark(replace(article, page=replace(article.page, payload=b"<p>a</p>")))
        assert marks.refused
        assert marks.f1 == 0
        assert not any(marks.rights.values())
        assert marks.wrongs[0].startswith("skipped")

    def test_a_wrong_truth_is_noticed(self, pages):
        """What differs from the truth is wrong, and told in words."""
        article = next(each for each in pages if each.kind == "article" and each.gold.lead)
        rest, _, last = article.gold.text.rpartition("\n")
        gold = replace(
            article.gold,
            text=rest,
            title="Tiêu đề khác",
            published=date(1999, 1, 1),
            authors=("Không Ai",),
            lead="Mở đầu khác hẳn với bài",
            never=(last,),
        )
        marks = mark(replace(article, gold=gold))
        assert not any(marks.rights.values())
        assert {line.partition(":")[0] for line in marks.wrongs} >= {"title", "date", "byline", "lead kept"}

    def test_figures(self, pages):
        """A share of the pages gives all figures, and the worst page comes first."""
        marks = [mark(each) for each in some(pages, 0.03)]
        assert len(marks) == round(len(pages) * 0.03)
        figures = {each.name: each.value for each in own_figures(marks)}
        assert {"F1, own pages", "title, own pages", "articles refused, own pages"} <= set(figures)
        spoilt = [replace(each, f1=each.f1 and each.f1 - place / 1000) for place, each in enumerate(marks)]
        lowest = min((each for each in spoilt if each.f1 is not None), key=lambda each: each.f1)
        told = replace(lowest, wrongs=("missing: a paragraph",))
        assert next(worst([*spoilt, told], 1)).startswith(lowest.sample.id)


class TestSamples:
    def test_days(self, pages):
        """No article was published after its page was taken."""
        published = [each for each in pages if each.gold and each.gold.published]
        for each in published:
            day = each.gold.published
            assert (day if type(day) is date else day.date()) <= each.page.fetched.date()

    def test_a_checkout_is_needed(self, monkeypatch, tmp_path):
        """Where the tests are not, the message says so."""
        monkeypatch.setattr(samples, "SUPPORT", tmp_path)
        with pytest.raises(InputError, match="checkout"):
            own_samples(1)

    @pytest.mark.private
    def test_real_pages(self):
        """Real articles have a text, and the list pages none."""
        found = list(real_samples(private_data()))
        assert {each.kind for each in found} == {"article", "list"}
        assert all(bool(each.gold) == (each.kind == "article") for each in found)
        assert all(each.gold.text and each.gold.lead for each in found if each.gold)


class TestPeers:
    @pytest.mark.parametrize("name", PEERS)
    def test_answers(self, name, pages):
        """Every installed extractor reads some pages well."""
        if name not in peers.installed():
            pytest.skip("not installed; `make peers`")
        articles = [each for each in pages if each.kind == "article"][:24]
        best = max(marked(ask(name, declared(each.html)), each, each.gold).f1 for each in articles)
        assert best > 0.8

    def test_a_failure_is_an_empty_answer(self, monkeypatch):
        """Whatever an extractor raises, the others are measured all the same."""

        def fail(_):
            raise LookupError

        monkeypatch.setitem(PEERS, "goose3", ("goose3", fail))
        assert ask("goose3", "") == Answer()

    def test_rights(self, pages):
        """An answer that is the truth has all right; what it is not asked for is not judged."""
        article = next(each for each in pages if each.kind == "article" and each.gold.lead)
        gold = article.gold
        day = gold.published.isoformat()[:10] if gold.published else ""
        said = "\n".join((gold.title, gold.text, *gold.neutral))
        full = marked(Answer(said, gold.title, day), article, gold)
        assert full.f1 == 1
        assert full.rights == dict.fromkeys(("never", "lead kept", "title", "day"), True)
        bare = marked(Answer(gold.never[0]), article, gold)
        assert bare.rights == {"never": False, "lead kept": False}

    def test_figures(self, pages, monkeypatch):
        """Nobody installed, no figures."""
        monkeypatch.setattr(peers, "installed", list)
        assert list(peer_figures(pages, "own pages")) == []

    def test_declared(self):
        """A decoded page says so, whatever it declared."""
        old = '<META http-equiv="Content-Type" content="text/html; charset=windows-1258"><meta charset=x>'
        assert declared(old) == old.replace("windows-1258", "utf-8").replace("=x>", "=utf-8>")


class TestSpeed:
    def test_fastest(self, pages):
        """Everybody has every page in turn, and the fastest counts."""
        order = []
        asked = {name: (lambda page, name=name: order.append((name, page.name))) for name in "ab"}
        took = fastest(asked, [each.page for each in pages[:4]])
        assert [name for name, _ in order] == ["a", "b"] * 4
        assert all(0 < seconds < 1 for seconds in took.values())

    def test_varied(self, pages):
        """Nearly every page gets other words, and stays a page of the same article."""
        articles = [each.page for each in pages if each.kind == "article"]
        changed = [page for page in articles if varied(page, 1).payload != varied(page, 2).payload]
        assert len(changed) > 0.7 * len(articles)
        assert all(varied(page, 1).url == page.url for page in articles)

    def test_rules_are_valid(self):
        """The rules used for timing name fields that rules have."""
        assert all(set(rules) <= set(SELECTED) for rules in RULES.values())

    def test_growth(self):
        """What a process takes while it warms up is no growth; what it takes on and on is."""
        assert growth([10.0, 90.0, *[100.0] * 40]) == 0
        assert growth([float(size) for size in range(100)]) > 40
        assert growth([5.0]) == 0

    def test_memory(self):
        """A fresh process cleans and tells of itself."""
        figures = {each.name: each.value for each in measure_memory(20, 1)}
        assert 20 < figures["memory"] < 300
        assert figures["pages cleaned for memory"] == 20
