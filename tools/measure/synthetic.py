"""Articles made from our own templates, for trials and demonstrations of size: `make_articles(1000, seed=1)`.

They have dates, places and topics in them, but they are far more alike than real news: good for counting
and timing, useless for judging ranking.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from search.places import Level, level, path_label, short_label, units

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLES = (
    "{place}: Kết nạp {n} đảng viên mới trong quý {q}",
    "{place} nâng cao chất lượng sinh hoạt chi bộ",
    "{place} sơ kết {n} tháng thực hiện nghị quyết đại hội",
    "Đảng bộ {place} phát huy vai trò người đứng đầu",
    "{place}: Chung sức xây dựng nông thôn mới",
    "{place} đẩy mạnh cải cách hành chính, chuyển đổi số",
    "Hội nghị trao Huy hiệu Đảng đợt {q} tại {place}",
    "{place}: Giám sát chuyên đề đối với {n} tổ chức đảng",
)
SENTENCES = (
    "Từ đầu năm {y} đến nay, {place} đã hoàn thành {n}% chỉ tiêu được giao.",
    "Đồng chí Bí thư cho biết, công tác tạo nguồn được các chi bộ quan tâm thường xuyên.",
    "Qua rà soát, toàn đảng bộ có {n} quần chúng ưu tú được giới thiệu học lớp bồi dưỡng nhận thức về Đảng.",
    "Thực hiện Chỉ thị số {n}-CT/TU ngày {d}/{m}/{y}, các cấp ủy đã xây dựng kế hoạch cụ thể, sát thực tế.",
    "Mặt trận Tổ quốc và các đoàn thể vận động nhân dân đóng góp {n}.000 ngày công làm đường giao thông.",
    "Các chi bộ thôn, bản duy trì sinh hoạt định kỳ, tăng cường sinh hoạt chuyên đề.",
    "Tại hội nghị, các đại biểu thảo luận về những khó khăn, vướng mắc và đề ra giải pháp tháo gỡ.",
    "Nhiệm kỳ {y} - {z}, đảng bộ phấn đấu mỗi năm phát triển từ {n} đảng viên trở lên.",
    "Hộ nghèo giảm còn {n},{q}%; thu nhập bình quân đầu người tăng so với cùng kỳ.",
    "Ủy ban Kiểm tra đã giám sát chuyên đề {n} tổ chức đảng, kịp thời nhắc nhở, uốn nắn.",
    "Ban Thường vụ yêu cầu đẩy nhanh tiến độ giải phóng mặt bằng, thu hút đầu tư vào cụm công nghiệp.",
    "Lực lượng công an, quân sự phối hợp giữ vững an ninh trật tự trên địa bàn.",
    "Ngành giáo dục và y tế địa phương tiếp tục nâng cao chất lượng phục vụ nhân dân.",
    "Trong thời gian tới, cấp ủy tiếp tục quán triệt nghị quyết, gắn với học tập và làm theo Bác.",
)
CATEGORIES = ("Xây dựng Đảng", "Kinh tế", "Văn hóa - Xã hội", "Chính trị", None)


def make_articles(count: int, seed: int) -> Iterator[dict[str, object]]:
    """`count` records as `tratin add` takes them from JSON Lines; the same seed gives the same records."""
    chance = random.Random(seed)  # noqa: S311 - test data
    districts = [unit for unit in units() if level(unit.id) is Level.DISTRICT]
    for number in range(count):
        unit = chance.choice(districts)
        fill = _Fill(chance, short_label(unit.id))
        paragraphs = [" ".join(fill(s) for s in chance.sample(SENTENCES, 4)) for _ in range(5)]
        paragraphs[0] = f"{path_label((unit.parent, unit.id))}: {paragraphs[0]}"
        yield {
            "id": f"synthetic-{seed}-{number}",
            "title": fill(chance.choice(TITLES)),
            "date": f"{fill.values['y']}-{fill.values['m']:02}-{fill.values['d']:02} 08:{number % 60:02}",
            "category": chance.choice(CATEGORIES),
            "text": "\n\n".join(paragraphs),
        }


class _Fill:
    """Fills templates; year and place stay the same within an article."""

    def __init__(self, chance: random.Random, place: str) -> None:
        self._chance = chance
        self._place = place[:1].upper() + place[1:]
        self.values = {
            "y": chance.randint(2016, 2024),
            "m": chance.randint(1, 12),
            "d": chance.randint(1, 28),
        }

    def __call__(self, template: str) -> str:
        number, quarter = self._chance.randint(2, 98), self._chance.randint(1, 4)
        term = self.values["y"] + 5
        return template.format(**self.values, place=self._place, n=number, q=quarter, z=term)
