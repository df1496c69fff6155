"""Made-up names of people, hamlets and companies, of an open vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")

_SURNAMES = (
    "Nguyễn 38 Trần 11 Lê 9.5 Phạm 7 Hoàng 4 Huỳnh 2 Phan 4.5 Vũ 3 Võ 2.5 Đặng 2.1 Bùi 2 Đỗ 1.4 Hồ 1.3 "
    "Ngô 1.3 Dương 1 Lý 0.6 Đinh 0.9 Trịnh 0.7 Mai 0.6 Đào 0.6 Lương 0.6 Hà 0.6 Cao 0.5 Tạ 0.4 Lò 0.3 "
    "Giàng 0.3 Vàng 0.25 Thạch 0.25 Sơn 0.2 Ksor 0.15 Điểu 0.15 Quàng 0.15 Nông 0.3 Hứa 0.2 Triệu 0.3 Chu "
    "0.3 Tô 0.3 La 0.2 Kiều 0.2"
).split()
SURNAMES = tuple(
    name
    for name, weight in zip(_SURNAMES[::2], _SURNAMES[1::2], strict=True)
    for _ in range(round(float(weight) * 20))
)
"""Each as often as it should be drawn."""

MIDDLE = (
    "Văn Thị Đức Minh Thanh Hữu Ngọc Quang Xuân Hồng Quốc Công Thu Kim Đình Anh Bá Duy Gia Hoài Khánh "
    "Mạnh Mỹ Như Phương Thành Thế Tiến Trọng Tuấn Viết Vĩnh Bích Cẩm Diệu Hải Huy Lan Nhật Phúc Sỹ Tấn"
).split()
GIVEN = (
    "An Anh Bình Cường Chiến Dũng Dung Đạt Đông Giang Hà Hải Hạnh Hằng Hiền Hiếu Hoa Hòa Hoàng Hùng Hưng "
    "Hương Huệ Khoa Kiên Lan Lâm Liên Linh Long Lợi Luân Mai Minh Nam Nga Ngân Nghĩa Ngọc Nhân Nhung Oanh "
    "Phong Phúc Phương Quang Quân Quý Quyết Sơn Tài Tâm Tân Thái Thanh Thành Thảo Thắng Thịnh Thọ Thu "
    "Thuận Thủy Thúy Tiến Toàn Trang Trung Trường Tú Tuấn Tùng Tuyết Vân Việt Vinh Yến"
).split()

KINDS = (("thôn", "xóm"), ("thôn", "bản"), ("ấp", "khu"), ("buôn", "thôn"), ("làng", "thôn"), ("ấp", "ấp"))
"""What hamlets are called, by region."""

SYLLABLES = (
    "Tân Thành Phú Long Hòa An Bình Đông Tây Nam Bắc Trung Thượng Hạ Vĩnh Xuân Hưng Thịnh Lộc Phước Mỹ "
    "Yên Đồng Cao Sơn Thủy Lâm Quang Minh Đại Tiến Lợi Thái Trường Thuận Hải Kim Ngọc Hội Đức Nghĩa Nhân "
    "Khê Trại Bến Gò Cầu Chợ Lũng Nà Pác Khuổi"
).split()
COMPANIES = ("Công ty cổ phần", "Công ty TNHH", "Hợp tác xã", "Doanh nghiệp tư nhân")

_ONSETS = "b c ch d đ g h k kh l m n nh ph r s t th tr v x kr dr br pl gl hr j y".split()
_VOWELS = "a ă â e ê i o ô ơ u ư ia oa ua".split()
_CODAS = ("", *"n ng m k t p r l h ch nh".split())


def one_of(values: Sequence[T], chance: Callable[[], float]) -> T:
    """A value of a list."""
    return values[int(chance() * len(values))]


def rare_word(rank: int) -> str:
    """The word of a rank in a vocabulary without end."""
    made, left = "", rank + 7
    for _ in range(4):
        left, onset = divmod(left, len(_ONSETS))
        left, vowel = divmod(left, len(_VOWELS))
        left, coda = divmod(left, len(_CODAS))
        made += _ONSETS[onset] + _VOWELS[vowel] + _CODAS[coda]
        if not left:
            break
    return made.capitalize()


def coined(chance: Callable[[], float]) -> str:
    """A word of the open vocabulary, the frequency falling with the rank as in the names of real news."""
    return rare_word(int((1 - chance()) ** -2.0) - 1)


def person(chance: Callable[[], float]) -> str:
    """A full name; common middle and given names are commoner here too."""
    surname = one_of(SURNAMES, chance)
    if chance() < 0.08:
        return f"{surname} {coined(chance)}"
    middle, given = MIDDLE[int(chance() ** 1.8 * len(MIDDLE))], GIVEN[int(chance() ** 1.4 * len(GIVEN))]
    return (
        f"{surname} {middle} {given}"
        if chance() < 0.86
        else f"{surname} {middle} {one_of(MIDDLE, chance)} {given}"
    )


def addressed(name: str, chance: Callable[[], float]) -> str:
    """A name behind the word by which people call its bearer."""
    pair = ("bà", "chị") if " Thị " in name else ("ông", "anh")
    return f"{pair[chance() < 0.25]} {name}"


def hamlet(kinds: Sequence[str], chance: Callable[[], float]) -> str:
    """A hamlet: by number, by a name of common syllables, or by a word that is seldom seen."""
    kind, form = one_of(kinds, chance), chance()
    if form < 0.25:
        return f"{kind} {1 + int(chance() * 12)}"
    if form < 0.55:
        return f"{kind} {one_of(SYLLABLES, chance)} {one_of(SYLLABLES, chance)}"
    return (
        f"{kind} {coined(chance)}" if form < 0.8 else f"{kind} {one_of(SYLLABLES, chance)} {coined(chance)}"
    )


def company(chance: Callable[[], float]) -> str:
    """A company or cooperative."""
    name = f"{one_of(COMPANIES, chance)} {coined(chance)}"
    return f"{name} {one_of(SYLLABLES, chance)}" if chance() < 0.6 else name


def landmark(chance: Callable[[], float]) -> str:
    """The name of a road, bridge or reservoir."""
    return coined(chance) if chance() < 0.6 else f"{one_of(SYLLABLES, chance)} {one_of(SYLLABLES, chance)}"


def variety(chance: Callable[[], float]) -> str:
    """A variety of a plant: `Hrim 25`."""
    return f"{coined(chance)} {1 + int(chance() * 99)}"


def code(chance: Callable[[], float]) -> str:
    """The code of a field, a survey or a letter-box: `KR-4071`."""
    letters = "".join(chr(ord("A") + int(chance() * 26)) for _ in range(2))
    return f"{letters}-{int(10 ** (2 + 2 * chance()))}"
