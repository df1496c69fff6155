"""The stories that pages are drawn from: the project's seed articles, and our own in `stories/`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pages.article import Caption, Moment, Part, Story, moment, read_story

from search.model import BlockKind

HERE = Path(__file__).parent
SEEDS = HERE.parents[2] / "seeds" / "articles"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one captured seed is read by hand: by the beginnings of its lines.

    All lines before `first` and from `last` on are of the portal. The first line is the title, the second
    the lead; `gone` is cut out of the title.
    """

    name: str
    first: str
    last: str = ""
    captions: tuple[str, ...] = ()
    byline: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    gone: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    place: str = ""


RECIPES = {
    "000": Recipe(
        "seed-ket-nap-100",
        "Đảng bộ HĐND",
        "Xuân Quỳnh - Tuấn Tú",
        captions=("Chi bộ Trung tâm Văn hóa", "Chi bộ phòng NN&PTNT"),
        byline="Xuân Quỳnh - Tuấn Tú - Toàn Thắng",
        authors=("Xuân Quỳnh", "Tuấn Tú", "Toàn Thắng"),
    ),
    "001": Recipe(
        "seed-phu-binh",
        "Kết nạp đảng viên mới ở Phú Bình",
        published="2021-11-09 11:11",
        gone=("11:11, 09/11/2021",),
        place="huyện Phú Bình",
    ),
    "002": Recipe(
        "seed-que-phong",
        "Quế Phong: Nâng cao",
        "Văn Thi - Ban",
        captions=("Lễ kết nạp đảng viên tại Đảng bộ BQL",),
        byline="Văn Thi - Ban Tổ chức Huyện ủy Quế Phong",
        authors=("Văn Thi",),
        published="2020-10-23 20:37",
        gone=(" (23/10/2020 08:37 PM)",),
        place="huyện Quế Phong",
    ),
    "003": Recipe(
        "seed-binh-thuan",
        "Kết quả thực hiện chỉ tiêu",
        "Các tin khác",
        captions=("Ảnh: quang cảnh buổi",),
        items=("1. ", "2. ", "3. "),
        place="tỉnh Bình Thuận",
    ),
    "004": Recipe(
        "seed-binh-ngoc",
        "Đảng bộ phường Bình Ngọc: Phát triển",
        "Đoàn Thu",
        byline="Đoàn Thu",
        authors=("Đoàn Thu",),
        published="2023-07-03 12:41",
        gone=("03/07/2023 12:41",),
        place="phường Bình Ngọc",
    ),
}


@cache
def stories() -> tuple[Story, ...]:
    """Every story, the seeds first."""
    seeds = [_from_seed(path, RECIPES[path.name[:3]]) for path in sorted(SEEDS.glob("*.txt"))]
    return (*seeds, *map(read_story, sorted((HERE / "stories").glob("*.txt"))))


def _from_seed(path: Path, recipe: Recipe) -> Story:
    """A seed without its portal."""
    lines = _own_lines(path, recipe)
    body: list[Part] = []
    captions: list[Caption] = []
    for line in lines[2:]:
        if line.startswith(recipe.captions or "\0"):
            captions.append(Caption(line, len(body) - 1))
        elif line.startswith(recipe.items or "\0"):
            earlier = body.pop().lines if body[-1].kind is BlockKind.LIST else ()
            body.append(Part(BlockKind.LIST, (*earlier, line)))
        else:
            body.append(Part(BlockKind.BODY, (line,)))
    when: Moment | None = moment(recipe.published)
    return Story(
        id=recipe.name,
        title=lines[0],
        lead=lines[1],
        body=tuple(body),
        captions=tuple(captions),
        byline=recipe.byline,
        authors=recipe.authors,
        published=when,
        place=recipe.place,
    )


def _own_lines(path: Path, recipe: Recipe) -> list[str]:
    """The lines of the article itself, blanks made one; the title without what stands beside it."""
    found: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        line = " ".join(line.split())
        for gone in recipe.gone:
            line = line.replace(gone, "")
        if recipe.last and line.startswith(recipe.last):
            break
        if line and (found or line.startswith(recipe.first)):
            found.append(line)
    return found
