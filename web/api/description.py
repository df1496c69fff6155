"""The description of the API: OpenAPI 3.1, made of the routes that are served and of tables."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple

from web.api.operations import OPERATIONS
from web.api.parameters import IN_PATH, PARAMETERS
from web.api.schemas import SCHEMAS
from web.api.schemas.kinds import TEXT, one_of, the
from web.export.formats import CSL_TYPE
from web.texts.words import phrase, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from werkzeug.routing import Map, Rule

    from web.api.operations import Operation
    from web.api.parameters import Parameter

Json = dict[str, Any]

VERSION = "1.0.0"

ALWAYS = (401, 429, 500, 503)
"""Errors that any route may end in."""

RETRIED = (429,)
"""Errors that say when to ask again."""

ERRORS = {
    400: phrase("Giá trị của next bị hỏng hoặc thuộc về câu hỏi khác."),
    401: phrase("Khóa gửi lên không có trong danh sách của trang."),
    403: phrase("Nguồn của bài không cho hiện bản lưu."),
    413: phrase("Gửi lên nhiều quá."),
    404: phrase("Không có thứ được hỏi."),
    410: phrase("Bài đã được gỡ khỏi kho."),
    429: phrase("Hỏi quá nhiều; Retry-After cho biết sau bao nhiêu giây thì hỏi tiếp được."),
    500: phrase("Có lỗi ở phía máy chủ."),
    503: phrase("Chỉ mục chưa có hoặc chưa đọc được; xin thử lại sau."),
}

KEYS: Json = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
}
"""How a key may be sent; none is needed."""

_NAME = re.compile(r"<(?:\w+:)?(\w+)>")


class Described(NamedTuple):
    """A route as it is told: its path with names in braces, its parameters by name, its errors."""

    name: str
    path: str
    operation: Operation
    parameters: tuple[tuple[str, Parameter], ...]

    @property
    def errors(self) -> tuple[int, ...]:
        """The errors in which it may end."""
        return tuple(sorted((*self.operation.may, *ALWAYS)))


def described(routes: Map) -> list[Described]:
    """The routes of the API that answer with data, in the order of their table."""
    rules = {rule.endpoint.removeprefix("api."): rule for rule in routes.iter_rules()}
    return [
        Described(
            name, _NAME.sub(r"{\1}", rules[name].rule), operation, tuple(_parameters(rules[name], operation))
        )
        for name, operation in OPERATIONS.items()
    ]


def _parameters(rule: Rule, operation: Operation) -> Iterator[tuple[str, Parameter]]:
    for name in _NAME.findall(rule.rule):
        found = IN_PATH.get(name, PARAMETERS[name])
        yield name, found._replace(schema=one_of(tuple(operation.files))) if operation.files else found
    for name in operation.takes:
        yield name, PARAMETERS[name]


def openapi(routes: Map, prefix: str, title: str, lang: str) -> Json:
    """The description as an OpenAPI 3.1 document; `prefix` is the path under which the site lives."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": VERSION,
            "description": say(
                "API chỉ để đọc. Văn bản và khoảng [đầu, dài], không bao giờ có HTML. "
                "HEAD trả lời như GET. Mọi lỗi là application/problem+json.",
                lang,
            ),
        },
        "servers": [{"url": prefix or "/"}],
        "security": [{}, *({name: []} for name in KEYS)],
        "paths": {each.path: _methods(each, lang) for each in described(routes)},
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": KEYS,
            "headers": {
                "ETag": {"description": say("Để hỏi lại bằng If-None-Match.", lang), "schema": TEXT},
                "Retry-After": {"description": say("Giây cần chờ.", lang), "schema": {"type": "integer"}},
            },
        },
    }


def _methods(each: Described, lang: str) -> Json:
    """A path by GET, and by POST where it takes a form."""
    methods = {"get": _operation(each, lang)}
    if each.operation.sends:
        sent = dict(each.parameters)
        form = {name: sent[name].schema for name in each.operation.sends}
        kept = each._replace(parameters=tuple(one for one in each.parameters if one[0] not in form))
        methods["post"] = {
            **_operation(kept, lang),
            "operationId": f"{each.name}_sent",
            "requestBody": {
                "content": {
                    "application/x-www-form-urlencoded": {"schema": {"type": "object", "properties": form}}
                }
            },
        }
    return methods


def _operation(each: Described, lang: str) -> Json:
    return {
        "operationId": each.name,
        "summary": say(each.operation.summary, lang),
        "parameters": [_parameter(name, parameter, lang) for name, parameter in each.parameters],
        "responses": {
            "200": {
                "description": say("Trả lời.", lang),
                "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                "content": _content(each.operation),
            },
            "304": {"description": say("Trả lời không đổi so với thẻ đã gửi.", lang)},
            **{str(status): _error(status, lang) for status in each.errors},
        },
    }


def _content(operation: Operation) -> Json:
    """What an answer may be: JSON, or a file of one of the formats."""
    if not operation.files:
        return {"application/json": {"schema": _with_notice(operation.answer)}}
    kinds = {format_.kind.partition(";")[0] for format_ in operation.files.values()}
    return {kind: {"schema": the(operation.answer) if kind == CSL_TYPE else TEXT} for kind in sorted(kinds)}


def _with_notice(name: str) -> Json:
    """An answer, which has the notice of the site where there is one."""
    return {"allOf": [the(name)], "type": "object", "properties": {"notice": TEXT}}


def _parameter(name: str, parameter: Parameter, lang: str) -> Json:
    where = {"in": "path", "required": True} if parameter.in_path else {"in": "query"}
    return {"name": name, **where, "description": say(parameter.text, lang), "schema": parameter.schema}


def _error(status: int, lang: str) -> Json:
    waits = {"headers": {"Retry-After": {"$ref": "#/components/headers/Retry-After"}}}
    return {
        **(waits if status in RETRIED else {}),
        "description": f"{HTTPStatus(status).phrase}: {say(ERRORS[status], lang)}",
        "content": {"application/problem+json": {"schema": the("Problem")}},
    }
