"""Answers when something is wrong: friendly, in the reader's language, with nothing of the inside."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Response, current_app, render_template, request
from werkzeug.exceptions import HTTPException

from search.errors import NoIndex, StaleIndex, TratinError
from web.addresses.short import BrokenCodeError
from web.api.paging import BrokenNextError
from web.gone import ArticleWithdrawn
from web.site import asked
from web.texts.dates import day_label
from web.texts.words import phrase, say

if TYPE_CHECKING:
    from flask import Flask
    from flask.typing import ResponseReturnValue

_HELP = {
    401: (
        phrase("Khóa không dùng được"),
        phrase("Khóa gửi lên không có ở đây. Xin bỏ khóa hoặc kiểm tra lại."),
    ),
    403: (
        phrase("Không mở được ở đây"),
        phrase("Nguồn này không cho hiện bản lưu. Xin đọc ở trang gốc."),
    ),
    404: (phrase("Không có trang này"), phrase("Địa chỉ có thể đã gõ sai, hoặc bài không còn trong kho.")),
    405: (phrase("Không làm được việc này"), phrase("Trang này chỉ để xem.")),
    413: (
        phrase("Tệp hoặc chữ gửi lên lớn quá"),
        phrase("Xin gửi ít hơn: trang này chỉ nhận tới vài trăm nghìn chữ."),
    ),
    429: (
        phrase("Hỏi quá nhiều"),
        phrase("Địa chỉ này hỏi quá nhiều trong ít lâu. Xin thử lại sau {n} giây."),
    ),
    500: (phrase("Có lỗi ở phía chúng tôi"), phrase("Lỗi đã được ghi lại. Xin thử lại sau ít phút.")),
    503: (phrase("Tạm thời chưa dùng được"), phrase("Kho bài đang không đọc được. Xin thử lại sau ít phút.")),
}
_BROKEN = (
    phrase("Liên kết hỏng"),
    phrase("Mã của liên kết ngắn bị thiếu hoặc gõ sai. Xin chép lại cả liên kết."),
)
_NEXT = (
    phrase("Không đi tiếp được từ đây"),
    phrase("Giá trị của “next” bị thiếu, gõ sai, hoặc thuộc về một câu hỏi khác."),
)
_GONE = phrase("Bài đã được gỡ")
_OTHER = (phrase("Không đọc được yêu cầu"), phrase("Địa chỉ hoặc yêu cầu gửi lên không hợp lệ."))
_NO_INDEX = (
    phrase("Chưa có chỉ mục"),
    phrase("Người quản trị cần chạy lệnh “tratin build” để lập chỉ mục các bài đã nạp."),
)
_STALE_INDEX = (
    phrase("Chỉ mục cần lập lại"),
    phrase("Chỉ mục do một phiên bản khác lập nên. Người quản trị cần chạy lệnh “tratin build”."),
)


def register_errors(app: Flask) -> None:
    """Answer every error with a page, or with problem+json under `/api/`."""
    app.register_error_handler(NoIndex, _no_index)
    app.register_error_handler(StaleIndex, _stale_index)
    app.register_error_handler(TratinError, _unavailable)
    app.register_error_handler(ArticleWithdrawn, _withdrawn)
    app.register_error_handler(BrokenCodeError, _broken)
    app.register_error_handler(BrokenNextError, _broken_next)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def _no_index(error: Exception) -> ResponseReturnValue:
    _log(error)
    return _answer(503, *_NO_INDEX)


def _stale_index(error: Exception) -> ResponseReturnValue:
    _log(error)
    return _answer(503, *_STALE_INDEX)


def _unavailable(error: Exception) -> ResponseReturnValue:
    _log(error)
    return _answer(503, *_HELP[503])


def _log(error: Exception) -> None:
    """One line, without a traceback: what is known to go wrong says itself what to do."""
    current_app.logger.error("%s: %s", type(error).__name__, " ".join(str(error).split()))


def _withdrawn(error: ArticleWithdrawn) -> ResponseReturnValue:
    when, reason = error.withdrawn
    lang = asked()[0].lang
    text = say("Bài này đã được gỡ khỏi kho ngày {day}.", lang, day=day_label(when.date(), lang))
    if reason:
        text = f"{text} {say('Lý do: {reason}', lang, reason=reason)}"
    return _answer(410, _GONE, text)


def _broken(_: BrokenCodeError) -> ResponseReturnValue:
    return _answer(404, *_BROKEN)


def _broken_next(_: BrokenNextError) -> ResponseReturnValue:
    return _answer(400, *_NEXT)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code and error.code < 400):
        return error.get_response()
    code = error.code or 500
    title, help_text = _HELP.get(code, _OTHER)
    seconds = getattr(error, "retry_after", None)
    answer = _answer(code, title, help_text, n=seconds)
    if seconds is not None:
        answer.headers["Retry-After"] = str(seconds)
    if code == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = getattr(error, "valid_methods", None) or ("GET", "HEAD", "OPTIONS")
        answer.headers["Allow"] = ", ".join(sorted(allowed))
    if code == HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _unexpected(error: Exception) -> ResponseReturnValue:
    current_app.logger.error("an unexpected error", exc_info=error)
    return _answer(500, *_HELP[500])


def _answer(status: int, title: str, help_text: str, **values: object) -> Response:
    params, _ = asked()
    told = say(help_text, params.lang, **values)
    if request.path.startswith("/api/"):
        problem = {
            "type": "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": told,
        }
        body = json.dumps(problem, ensure_ascii=False) + "\n"
        return Response(body, status, content_type="application/problem+json; charset=utf-8")
    page = render_template("error.html", params=params, status=status, title=title, help=told)
    return Response(page, status, content_type="text/html; charset=utf-8")
