"""Bytes of any age to Vietnamese text."""

import csv
import gzip
import json
import os
import random
import time
import unicodedata
from pathlib import Path

import pytest

from search.decoding import decode, repair
from search.legacy import CP1258, READABLE, SINGLE, TCVN3, TWICE, VISCII, VNI, capitals, encode, read, seen
from search.text import canonical
from tools.measure.private import private_data

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests/cases/legacy"
SEEDS = [
    canonical(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "seeds/articles").glob("*.txt"))
]
UNTOUCHED = (CASES / "untouched.txt").read_text(encoding="utf-8").splitlines()
ENOUGH = 40  # letters of a paragraph that must be decided


def rows(name):
    """A table of cases."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def paragraphs(texts):
    """Paragraphs long enough to be decided."""
    lines = (line for text in texts for line in text.split("\n"))
    return [line for line in lines if sum(char.isalpha() for char in line) >= ENOUGH]


def expected(payload, name):
    """What the right encoding gives."""
    text = canonical(read(seen(payload), name))
    return "\n".join(map(capitals, text.split("\n"))) if name == TCVN3 else text


def mark(payload, name, given):
    """Whether a decoded text is right, and whether it is wrong but claimed to be certain."""
    right = given.text == expected(payload, name)
    return right, given.certain and not right


class TestUnicode:
    def test_ascii(self):
        """Plain ASCII is UTF-8, certainly."""
        given = decode(b"Dang bo", "windows-1258")
        assert (given.text, given.encoding, given.certain, given.note) == ("Dang bo", "utf-8", True, "")

    @pytest.mark.parametrize("form", ["NFC", "NFD"])
    @pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
    def test_unicode(self, codec, form):
        """UTF-8 with and without a byte order mark, and UTF-16, in any normal form."""
        given = decode(unicodedata.normalize(form, "Đảng bộ huyện").encode(codec), "iso-8859-1")
        assert (given.text, given.certain) == ("Đảng bộ huyện", True)

    def test_big_endian(self):
        """UTF-16 in the other byte order."""
        given = decode(b"\xfe\xff" + "Đảng".encode("utf-16-be"))
        assert (given.text, given.encoding) == ("Đảng", "utf-16-be")

    def test_a_page_cut_in_a_letter(self):
        """A page cut off in the middle of a letter is UTF-8 without that letter."""
        given = decode("Đảng bộ".encode()[:-1])
        assert (given.text, given.encoding, given.certain) == ("Đảng b", "utf-8", True)
        assert given.note

    def test_a_stray_byte(self):
        """One wrong byte does not make a UTF-8 page doubtful."""
        given = decode("Đảng bộ xã, chi bộ thôn kết nạp đảng viên mới".encode() + b"\xff.")
        assert given.text.endswith("viên mới\ufffd.")
        assert (given.encoding, given.certain) == ("utf-8", True)
        assert given.note

    def test_odd_utf16(self):
        """Half a UTF-16 character is replaced and told."""
        given = decode("Đảng".encode("utf-16") + b"x")
        assert (given.text, given.certain) == ("Đảng\ufffd", False)

    @pytest.mark.parametrize("text", SEEDS)
    def test_seeds(self, text):
        """The sample articles are read as they are."""
        given = decode(text.encode())
        assert (given.text, given.encoding, given.certain, given.note) == (text, "utf-8", True, "")


class TestLegacyBytes:
    @pytest.mark.parametrize(
        "row", rows("bytes.tsv"), ids=lambda row: f"{row['encoding']}-{row['text'][:12]}"
    )
    @pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1", "windows-1252", "nonsense"])
    def test_golden(self, row, declared):
        """Whatever is declared, the encoding is found by what the bytes decode to."""
        given = decode(bytes.fromhex(row["codes"]), declared)
        assert (given.text, given.encoding, given.certain) == (row["text"], row["encoding"], True)

    @pytest.mark.parametrize("name", SINGLE)
    def test_paragraphs_of_the_seeds(self, name):
        """Every paragraph of the sample articles is read rightly, without a declaration."""
        payloads = [encode(line, name) for line in paragraphs(SEEDS)]
        marks = [mark(payload, name, decode(payload)) for payload in payloads]
        assert len(marks) >= 40
        assert sum(right for right, _ in marks) >= 0.99 * len(marks)
        assert not any(claimed for _, claimed in marks)

    @pytest.mark.parametrize("name", SINGLE)
    def test_whole_articles(self, name):
        """Whole articles return as they were."""
        for text in SEEDS:
            given = decode(encode(text, name))
            assert (given.text, given.encoding, given.certain) == (
                expected(encode(text, name), name),
                name,
                True,
            )

    @pytest.mark.parametrize("name", [VNI, CP1258])
    def test_round_trip(self, name):
        """Encodings with all letters and signs give back the very text."""
        for text in SEEDS:
            plain = text.encode("cp1258" if name == CP1258 else "cp1252", "ignore").decode("cp1252", "ignore")
            plain = "".join(char for char in text if char.isalnum() or char in plain)
            assert decode(encode(plain, name)).text == canonical(plain)

    def test_tcvn3_tells_of_the_case(self):
        """Accented capitals of TCVN3 come out small, and the note says so."""
        given = decode(encode("Ủy ban xã họp bàn về kế hoạch phát triển đảng viên", TCVN3))
        assert given.text == "ủy ban xã họp bàn về kế hoạch phát triển đảng viên"
        assert "TCVN3" in given.note

    def test_headlines_in_capitals(self):
        """A headline typed in capitals is in capitals again."""
        assert (
            decode(encode("ĐẠI HỘI CHI BỘ THÔN LẦN THỨ BA", TCVN3)).text == "ĐẠI HỘI CHI BỘ THÔN LẦN THỨ BA"
        )

    def test_a_page_of_two_encodings(self):
        """Lines of UTF-8 stay, lines of VNI are read as VNI."""
        payload = "Đảng bộ huyện\n".encode() + encode("Đảng uỷ xã kết nạp đảng viên mới", VNI)
        given = decode(payload)
        assert given.text == "Đảng bộ huyện\nĐảng uỷ xã kết nạp đảng viên mới"
        assert (given.encoding, given.certain) == ("vni", True)
        assert "UTF-8" in given.note

    def test_markup_stays(self):
        """Tags and addresses in a page are no words."""
        page = '<p class="sapo"><a href="/tin?a=1&b=2">{0}</a></p>'
        payload = page.format("Đảng bộ xã tổ chức lễ kết nạp").encode("utf-8")
        legacy = page.encode().replace(b"{0}", encode("Đảng bộ xã tổ chức lễ kết nạp", TCVN3))
        assert decode(legacy).text == decode(payload).text

    def test_doubt_keeps_what_was_declared(self):
        """Text of another language is read as declared and flagged."""
        given = decode("été à la façade déjà vue".encode("latin-1"), "iso-8859-1")
        assert (given.text, given.encoding, given.certain) == ("été à la façade déjà vue", "cp1252", False)
        assert given.note

    def test_doubt_without_declaration(self):
        """Nothing declared and nothing found: UTF-8 with replacements, flagged."""
        given = decode(b"caf\xe9 \xff\xfe")
        assert (given.encoding, given.certain) == ("utf-8", False)
        assert "\ufffd" in given.text

    @pytest.mark.parametrize(
        "declared", ["rot13", "idna", "zip", "utf-7", "\0", "é", "x" * 5000, "../etc", "", " "]
    )
    def test_odd_declarations(self, declared):
        """A declaration that names no plain encoding is passed over."""
        assert decode(b"caf\xe9 \xff", declared).encoding == "utf-8"

    def test_a_declared_legacy_encoding_decides_for_few_words(self):
        """One word is too little, unless its encoding is declared and reads better than any other."""
        payload = encode("Hội", VNI)
        assert not decode(payload).certain
        assert decode(payload, "x-viet-vni").text == "Hội"


class TestRepair:
    @pytest.mark.parametrize("row", rows("pasted.tsv"), ids=lambda row: row["text"])
    def test_golden(self, row):
        """Text pasted from legacy fonts and text decoded twice become Vietnamese."""
        given = repair(row["seen"].replace("\\x90", "\x90"))
        assert (given.text, given.encoding, given.certain) == (row["text"], row["encoding"], True)
        assert given.note

    @pytest.mark.parametrize("text", [*UNTOUCHED, "\n".join(UNTOUCHED), *SEEDS], ids=lambda text: text[:20])
    def test_correct_text_is_untouched(self, text):
        """Correct text of any language stays, in every case and normal form."""
        for form in ("NFC", "NFD"):
            for case in (str, str.upper, str.lower):
                given = unicodedata.normalize(form, case(text))
                assert repair(given).text == given
                assert (repair(given).encoding, repair(given).certain) == ("", True)

    @pytest.mark.parametrize("name", READABLE)
    def test_one_paragraph_among_others(self, name):
        """A legacy paragraph in a Unicode page is converted, and nothing else."""
        line = "Đảng bộ xã tổ chức lễ kết nạp cho các đảng viên mới"
        pasted = seen(line.encode() if name == TWICE else encode(line, name))
        page = "\n".join([UNTOUCHED[0], "Trang này viết đúng, có bé Hà.", pasted, UNTOUCHED[4]])
        given = repair(page)
        assert given.text == page.replace(pasted, line)
        assert (given.encoding, given.certain) == (name, True)

    @pytest.mark.parametrize("name", READABLE)
    def test_paragraphs_of_the_seeds(self, name):
        """Every pasted paragraph of the sample articles is recovered."""
        lines = paragraphs(SEEDS)
        pasted = [seen(line.encode() if name == TWICE else encode(line, name)) for line in lines]
        wanted = [capitals(read(text, name)) if name == TCVN3 else read(text, name) for text in pasted]
        right = sum(repair(text).text == want for text, want in zip(pasted, wanted, strict=True))
        assert right >= 0.99 * len(lines)

    def test_decode_repairs_before_it_cleans(self):
        """The soft hyphen is a letter of TCVN3, and must not be dropped first."""
        given = decode("Trang nhà\nTr­êng häc ®­îc x©y dùng l¹i".encode())
        assert given.text == "Trang nhà\nTrường học được xây dựng lại"
        assert given.note

    def test_what_was_lost_is_told(self):
        """Words whose bytes were lost on the way stay, and the result is not certain."""
        given = repair("Ä‘áº£ng viÃªn vÃ  Ä‘oÃ n viÃªn")
        assert given.text.startswith("đảng viên")
        assert not given.certain
        assert given.note

    def test_idempotent(self):
        """Repaired text is not repaired again."""
        for row in rows("pasted.tsv"):
            assert repair(row["text"]).text == row["text"]


def random_payload(chance):
    """Bytes of a kind that pages hold: noise, cut texts, mixed texts, markup."""
    kind = chance.randrange(4)
    noise = chance.randbytes(chance.randrange(300))
    text = chance.choice(SEEDS)[: chance.randrange(400)]
    if kind == 0:
        return noise
    name = chance.choice(SINGLE)
    if kind == 1:
        return encode(text, name)[chance.randrange(9) :] + noise[:20]
    if kind == 2:
        return bytes(chance.choices(b"<>a \n\x00\xc3\xc4\xe1\xbb\xbf\xef\xff\xfe\xa7\xb6\xf9\x93", k=200))
    return text.encode()[chance.randrange(3) :] + b"\n" + encode(text, name)


class TestAnyBytes:
    @pytest.mark.parametrize("part", range(8))
    def test_never_raises(self, part):
        """Any bytes with any declaration give canonical text. The seed of a failure is printed."""
        seed = int(os.environ.get("TRATIN_SEED", "0")) or random.SystemRandom().randrange(1 << 32)
        print(f"TRATIN_SEED={seed}")
        chance = random.Random(seed + part)
        for _ in range(60):
            payload = random_payload(chance)
            given = decode(
                payload, chance.choice([None, "utf-8", "iso-8859-1", "windows-1258", "gbk", "utf-16"])
            )
            assert canonical(given.text) == given.text
            assert given.certain or given.note

    @pytest.mark.parametrize(
        "unit",
        [b"\xff", b"<\xa7a", b"\xc2\xa7\xc2\xa0", b"\xa7a\xb6", b"\xe1", b"\n\xb5", b"a\xd0", b"<p \xa7"],
    )
    def test_linear(self, unit):
        """Eight times the bytes cost at most about eight times the time."""

        def cost(times):
            payload = unit * times
            start = time.thread_time()
            decode(payload)
            return time.thread_time() - start

        cost(1000)
        small = min(cost(4000) for _ in range(3))
        assert min(cost(32000) for _ in range(2)) < 30 * small + 0.02

    def test_clean_text_costs_little(self):
        """Clean Unicode costs a small multiple of decoding alone."""
        payload = "\n".join(SEEDS * 20).encode()

        def cost(work):
            start = time.process_time()  # other processes may be at work beside
            work()
            return time.process_time() - start

        plain = min(cost(payload.decode) for _ in range(20))
        ours = min(cost(lambda: decode(payload)) for _ in range(20))
        assert ours < 12 * plain


@pytest.mark.private
class TestPrivate:
    def lines(self, count):
        """Paragraphs of real news."""
        data = private_data()
        texts = []
        for name in ("binhdinh_2025", "vietnews_20k"):
            with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
                texts += [
                    canonical(json.loads(line)["text"] or "")
                    for line, _ in zip(file, range(200), strict=False)
                ]
        return random.Random(3).sample(paragraphs(texts), count)

    @pytest.mark.parametrize("name", SINGLE)
    def test_detection(self, name):
        """Of 500 real paragraphs 99 of 100 are right, and wrong ones do not claim to be certain."""
        payloads = [payload for line in self.lines(500) if not (payload := encode(line, name)).isascii()]
        given = [(payload, decode(payload)) for payload in payloads]
        assert sum(found.encoding == name for _, found in given) >= 0.99 * len(given)
        assert not any(found.certain and found.encoding != name for _, found in given)

    def test_clean_text_stays(self):
        """No correct paragraph is changed or doubted."""
        for line in self.lines(1000):
            assert repair(line).text == line
            assert repair(line).certain


def test_every_encoding_is_tested():
    """The golden bytes cover all encodings."""
    assert {row["encoding"] for row in rows("bytes.tsv")} == {TCVN3, VNI, VISCII, CP1258}
