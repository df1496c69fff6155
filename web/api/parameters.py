"""What every parameter of the API is: where it stands, what it may be, and what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from search.model import Accents, GroupBy, GroupOrder, LineOrder, Map, Measure, Period, Sort, Trust, Unit
from web.addresses.company import FARTHEST, RUNS, SIDES
from web.addresses.lines import SEEDS
from web.addresses.params import LANGS
from web.api.schemas.kinds import TEXT, many, one_of
from web.export.formats import FORMATS
from web.facets.values import ORDERS
from web.over_time.asked import MORE
from web.query.suggesting import MOST
from web.texts.words import phrase

if TYPE_CHECKING:
    from web.api.schemas.kinds import Schema


class Parameter(NamedTuple):
    """A parameter: what it may be, what it means, and whether it is a part of the path."""

    schema: Schema
    text: str
    in_path: bool = False


def _written(pattern: str) -> Schema:
    return {"type": "string", "pattern": pattern}


_YEAR, _MONTH = "[0-9]{4}", "[0-9]{4}-(0[1-9]|1[0-2])"
_FLAG = one_of(("0", "1"))
_DAY = _written(f"^({_YEAR}|{_MONTH}|{_MONTH}-[0-3][0-9])$")
_NUMBER: Schema = {"type": "integer", "minimum": 1}
_WINDOW: Schema = {"type": "integer", "minimum": 0, "maximum": FARTHEST}
_VERSION: Schema = {"type": "integer", "minimum": 0}

PARAMETERS: dict[str, Parameter] = {
    "article_id": Parameter(TEXT, phrase("Mã của bài, không bao giờ đổi."), in_path=True),
    "before": Parameter(_VERSION, phrase("Số của phiên bản trước."), in_path=True),
    "after": Parameter(_VERSION, phrase("Số của phiên bản sau."), in_path=True),
    "unit_id": Parameter(TEXT, phrase("Mã của đơn vị hành chính (p:19)."), in_path=True),
    "topic_id": Parameter(TEXT, phrase("Mã của chủ đề (to-chuc/can-bo)."), in_path=True),
    "key": Parameter(TEXT, phrase("Số của văn bản (18-NQ/TW) hoặc mã riêng của nó."), in_path=True),
    "facet": Parameter(TEXT, phrase("Tên của bộ lọc (year, place …)."), in_path=True),
    "ending": Parameter(one_of(tuple(FORMATS)), phrase("Dạng tệp."), in_path=True),
    "q": Parameter(TEXT, phrase("Điều muốn tìm; đọc 2.000 ký tự đầu. Câu nào cũng có trả lời.")),
    "place": Parameter(many(TEXT), phrase("Mã của đơn vị hành chính, hoặc unknown.")),
    "year": Parameter(many(_written(f"^({_YEAR}|unknown)$")), phrase("Năm đăng, hoặc unknown.")),
    "month": Parameter(many(_written(f"^({_MONTH}|unknown)$")), phrase("Tháng đăng, hoặc unknown.")),
    "term": Parameter(many(TEXT), phrase("Nhiệm kỳ của cấp ủy địa phương (2020-2025), hoặc unknown.")),
    "topic": Parameter(many(TEXT), phrase("Mã của chủ đề ở cấp nào cũng được, hoặc unknown.")),
    "trust": Parameter(many(one_of(Trust)), phrase("Ngày đăng biết bằng cách nào.")),
    "source": Parameter(many(TEXT), phrase("Tên của nguồn.")),
    "ref": Parameter(many(TEXT), phrase("Số hoặc mã của văn bản mà bài dẫn.")),
    "about": Parameter(many(_written(f"^{_YEAR}$")), phrase("Năm mà bài nói tới.")),
    "from": Parameter(_DAY, phrase("Năm, tháng hoặc ngày đầu tiên của khoảng ngày đăng.")),
    "to": Parameter(_DAY, phrase("Năm, tháng hoặc ngày cuối cùng của khoảng ngày đăng.")),
    "map": Parameter(one_of(Map), phrase("Tính địa phương theo bản đồ lúc viết bài hay hiện nay.")),
    "fold": Parameter(_FLAG, phrase("Gộp các bài trùng nội dung (1) hay hiện riêng từng bài (0).")),
    "accent": Parameter(one_of(Accents), phrase("Dấu đã gõ: tự nhận biết, đúng như đã gõ, hay không xét.")),
    "sort": Parameter(one_of(Sort), phrase("Thứ tự của kết quả.")),
    "page": Parameter(_NUMBER, phrase("Trang thứ mấy, từ 1; nên dùng next.")),
    "size": Parameter(_NUMBER, phrase("Số kết quả một trang; lớn quá thì lấy mức lớn nhất.")),
    "next": Parameter(
        _written("^1[0-9a-z]{1,4}-[0-9a-f]{16}$"),
        phrase("Giá trị next của trả lời trước, để đi tiếp; chỉ dùng với chính câu hỏi ấy."),
    ),
    "lang": Parameter(one_of(LANGS), phrase("Ngôn ngữ của các nhãn và câu cho người đọc.")),
    "explain": Parameter(_FLAG, phrase("Kể điểm của mỗi kết quả gồm những gì (1).")),
    "limit": Parameter({**_NUMBER, "maximum": MOST}, phrase("Nhiều nhất bao nhiêu gợi ý.")),
    "name": Parameter(TEXT, phrase("Tên cần tìm, có dấu hay không.")),
    "under": Parameter(TEXT, phrase("Chỉ lấy những giá trị nằm dưới giá trị này.")),
    "lines": Parameter(one_of(LineOrder), phrase("Thứ tự của các chỗ khớp.")),
    "seed": Parameter(
        {"type": "integer", "minimum": SEEDS[0], "maximum": SEEDS[-1]},
        phrase("Mẫu ngẫu nhiên thứ mấy: cùng số thì cùng thứ tự."),
    ),
    "wording": Parameter(TEXT, phrase("Chỉ lấy chỗ khớp viết đúng như vậy.")),
    "numbers": Parameter(_FLAG, phrase("Coi mọi con số trong cách viết như nhau (1).")),
    "names": Parameter(_FLAG, phrase("Coi mọi tên riêng trong cách viết như nhau (1).")),
    "by": Parameter(one_of(GroupBy), phrase("Nhóm các chỗ khớp theo điều gì.")),
    "rank": Parameter(one_of(GroupOrder), phrase("Nhóm nhiều dòng trước, hay nhiều trên 1.000 bài trước.")),
    "group": Parameter(TEXT, phrase("Chỉ lấy chỗ khớp của nhóm này.")),
    **{name: Parameter(TEXT, phrase("Một cụm từ nữa, để so với q.")) for name in MORE},
    "period": Parameter(one_of(Period), phrase("Đếm theo năm hay theo tháng.")),
    "unit": Parameter(one_of(Unit), phrase("Đếm theo âm tiết hay theo từ hai âm tiết.")),
    "measure": Parameter(
        one_of(Measure), phrase("Xếp theo logDice (không nói thì vậy), log-likelihood, số lần.")
    ),
    "left": Parameter(_WINDOW, phrase("Xét mấy âm tiết bên trái, nhiều nhất 10.")),
    "right": Parameter(_WINDOW, phrase("Xét mấy âm tiết bên phải, nhiều nhất 10.")),
    "run": Parameter(
        {"type": "integer", "enum": [0, *RUNS]}, phrase("Cụm dài mấy âm tiết; 0 là từng từ trong khoảng xét.")
    ),
    "side": Parameter(one_of(SIDES), phrase("Cụm đứng ngay trước hay ngay sau chỗ khớp.")),
    "passage": Parameter(
        many(TEXT), phrase("Mã của đoạn, hoặc địa chỉ của bài có passage=đầu,dài; nhiều nhất 100 đoạn.")
    ),
    "a": Parameter(TEXT, phrase("Đoạn thứ nhất: mã, địa chỉ, hoặc mã bài.")),
    "b": Parameter(TEXT, phrase("Đoạn thứ hai: mã, địa chỉ, hoặc mã bài.")),
    "a_text": Parameter(TEXT, phrase("Chữ của đoạn thứ nhất, khi không có a.")),
    "b_text": Parameter(TEXT, phrase("Chữ của đoạn thứ hai, khi không có b.")),
    "text": Parameter(TEXT, phrase("Chữ cần tìm đoạn giống; đọc 20.000 ký tự đầu.")),
    "first": Parameter(
        one_of(("likest", "oldest")), phrase("Đoạn giống nhất trước, hay đoạn cũ nhất trước.")
    ),
    "order": Parameter(one_of(tuple(ORDERS)), phrase("Nhiều bài trước, hay theo tên.")),
}
"""By name; one that stands in a path under another meaning is in `IN_PATH`."""

IN_PATH = {"name": Parameter(TEXT, phrase("Tên của nguồn, viết đúng như trong kho."), in_path=True)}
