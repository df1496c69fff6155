"""What waitress refuses before the site is asked, told in the form that the API has for errors."""

from __future__ import annotations

import json
from typing import Any

from waitress.task import ErrorTask

_API = b"/api/"

_VIETNAMESE = {
    400: "Yêu cầu gửi lên không đọc được.",
    413: "Những gì gửi lên lớn quá.",
    431: "Địa chỉ hoặc phần đầu của yêu cầu dài quá.",
    500: "Có lỗi ở phía chúng tôi. Xin thử lại sau ít phút.",
    501: "Máy chủ không làm việc này.",
}
"""What waitress says in English, by status."""


def is_of_api(begun: bytes) -> bool:
    """Whether what a request began with names an address of the API, with a prefix before it or without."""
    line = begun.lstrip().split(b"\n", 1)[0]
    return _API in line.split(b"?", 1)[0]


class Refusal(ErrorTask):  # type: ignore[misc]  # waitress has no types
    """The answer to a request that is none, or too long: problem+json where the API was asked."""

    def execute(self) -> None:
        """Answer, and close the connection: where the next request would begin is not known."""
        error = self.request.error
        error.body = f"{_VIETNAMESE.get(error.code, '')} · {error.body}".removeprefix(" · ")
        if not is_of_api(getattr(self.request, "begun", b"")):
            super().execute()
            return
        problem: dict[str, Any] = {"type": "about:blank", "title": error.reason, "status": error.code}
        body = json.dumps(problem | {"detail": str(error.body)}, ensure_ascii=False).encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers += [
            ("Content-Type", "application/problem+json"),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)
