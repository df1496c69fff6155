"""The miner proposes what texts explain, and nothing else."""

import gzip
import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from index.abbreviations import Proposal, mine, pairs
from search.abbreviations import all_abbreviations
from search.settings import load_settings
from tools.commands.abbreviations import abbreviations
from tools.console import Console
from tools.measure.private import private_data

SEEDS = Path(__file__).parents[2] / "seeds" / "articles"


def found(text):
    """The pairs of a text."""
    return list(pairs(text))


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Hôm qua, Hội đồng nhân dân (HĐND) xã họp.", ("HĐND", "hội đồng nhân dân")),
        ("Sở Kế hoạch và Đầu tư (KHĐT) cho biết", ("KHĐT", "kế hoạch và đầu tư")),
        (
            "về nông nghiệp và phát triển nông thôn (NN&PTNT)",
            ("NN&PTNT", "nông nghiệp và phát triển nông thôn"),
        ),
        ("công tác bảo vệ và phát triển rừng (BVPTR)", ("BVPTR", "bảo vệ và phát triển rừng")),
        ("bảo vệ và phát triển rừng (BVVPTR)", ("BVVPTR", "bảo vệ và phát triển rừng")),
        ("an sinh của người dân (ASND)", ("ASND", "an sinh của người dân")),
        ("ngày Tổ tiên Việt (sau đây gọi tắt là TTV)", ("TTV", "tổ tiên việt")),
        ("tổ đoàn kết (viết tắt: TĐK)", ("TĐK", "tổ đoàn kết")),
        ("kinh tế - xã hội (KT-XH)", ("KT-XH", "kinh tế - xã hội")),
        ("của Trung ương (TW) và", ("TW", "trung ương")),
        ("Tờ trình (TTr) kèm theo", ("TTr", "tờ trình")),
        ("Quỹ BVTE (Bảo vệ trẻ em) giúp", ("BVTE", "bảo vệ trẻ em")),
        ("HĐND (viết tắt của Hội đồng nhân dân)", ("HĐND", "hội đồng nhân dân")),
    ],
)
def test_a_planted_pair_is_found(text, pair):
    """Both orders, skipped function words, signs and introductions."""
    assert found(text) == [pair]


@pytest.mark.parametrize(
    "text",
    [
        "Đoàn đi thăm xã bạn (HĐND) hôm qua.",  # other initials
        "đồng bào dân tộc (DBDT)",  # D is not Đ
        "Cây cầu mới. Nhân dân (CCMND) vui mừng",  # across a sentence
        "ban quản lý [dự án] (BQLDA)",  # across a bracket
        "Tổ chức Y tế (thế giới) họp",  # no abbreviation
        "World Health Organization (WHO)",  # no Vietnamese
        "học sinh giỏi (2021)",
        "quản lý (QL1A) và",  # more letters than words
        "HĐND (họp sáng nay ở đây)",
        "ĐỒNG CHÍ (ĐỒNG CHÍ)",
        "()",
        "",
    ],
)
def test_nothing_else_is_found(text):
    """Brackets that explain no short form give nothing."""
    assert found(text) == []


def test_proposals_are_counted_and_sorted():
    """Writings of one pair are counted together, in texts and in documents; known pairs are marked."""
    texts = [
        "Tổ hòa giải cơ sở (HGCS)? Không: hòa giải cơ sở (HGCS).",
        "Nhóm Hoà giải cơ sở (HGCS) họp. Ủy ban nhân dân (UBND) mời.",
        "Không có gì.",
    ]
    assert mine(texts) == [
        Proposal("HGCS", "hòa giải cơ sở", 3, 2, known=False),
        Proposal("UBND", "ủy ban nhân dân", 1, 1, known=True),
    ]


def test_the_table_agrees_with_the_miner():
    """Every row has plausible initials, or its note says why not."""
    for row in all_abbreviations():
        is_plausible = (row.short, row.long.lower()) in found(f"{row.long} ({row.short})")
        assert is_plausible != row.note.startswith("initials:"), row


def test_seeds_explain_nothing_new():
    """On the seed articles the miner proposes nothing that is wrong."""
    texts = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    assert texts
    assert [proposal for proposal in mine(texts) if not proposal.known] == []


@pytest.mark.parametrize(
    "text",
    [
        "(" * 20_000,
        "A (" * 20_000,
        "A-" * 20_000,
        "A, " * 20_000,
        "ban và " * 20_000 + "(BVBV)",
        "A (" + "và " * 20_000,
    ],
)
def test_hostile_texts_are_read_in_linear_time(text):
    """Texts of brackets or capitals alone take no longer than others."""
    started = time.process_time()
    mine([text])
    assert time.process_time() - started < 2


@pytest.mark.private
def test_the_press_explains_what_the_table_has():
    """On real articles most of the explained pairs that are frequent are in the table."""
    path = private_data() / "party_subset.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        proposals = mine(json.loads(line)["text"] for line in lines)
    assert len(proposals) > 100
    assert sum(one.known for one in proposals[:40]) >= 30


class TestCommand:
    @pytest.fixture
    def run(self, tmp_path):
        """Run `tratin abbreviations` on a home that holds nothing."""

        def run(*arguments):
            console = Console(load_settings(tmp_path / "home", {}))
            return CliRunner().invoke(abbreviations, list(map(str, arguments)), obj=console)

        return run

    def test_mine_prints_new_pairs_first(self, run, tmp_path):
        """New pairs come before known ones, whatever their counts; rare ones are left out."""
        data = tmp_path / "bai.jsonl"
        text = "Ủy ban nhân dân (UBND). Ủy ban nhân dân (UBND). Hòa giải cơ sở (HGCS). Tổ đoàn kết (TĐK)."
        lines = [json.dumps({"id": str(n), "title": "t", "text": text[: 200 if n else 80]}) for n in range(2)]
        data.write_text("\n".join([*lines, "no record"]), "utf-8")
        result = run("mine", "--data", data, "--json")
        assert result.exception is None
        printed = [json.loads(line) for line in result.stdout.splitlines()]
        assert [(one["short"], one["count"], one["known"]) for one in printed] == [
            ("HGCS", 2, False),
            ("UBND", 4, True),
        ]
        told = run("mine", "--data", data, "--min", 1).stdout
        assert "TĐK" in told
        assert "Bỏ qua 1 dòng" in told

    def test_mine_needs_json_lines(self, run, tmp_path):
        """Another kind of file is an error that names it."""
        data = tmp_path / "bai.txt"
        data.write_text("Ủy ban nhân dân (UBND)", "utf-8")
        assert "not a .jsonl file" in str(run("mine", "--data", data).exception)

    def test_list_prints_the_table(self, run):
        """Every row is printed, as text or as JSON."""
        assert len(run("list").stdout.splitlines()) == len(all_abbreviations())
        first = json.loads(run("list", "--json").stdout.splitlines()[0])
        assert first["short"] == all_abbreviations()[0].short
