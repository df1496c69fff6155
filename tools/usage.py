"""Mistakes at the command line that click tells in English, told in Vietnamese before it does."""

from __future__ import annotations

import click

PARTED = (" · ", " / ")
"""What stands between two languages where we word a mistake ourselves."""


def vietnamese(error: click.ClickException) -> str:
    """What is wrong, in a sentence; empty where the error says so itself."""
    if not isinstance(error, click.UsageError) or any(part in error.message for part in PARTED):
        return ""
    match error:
        case click.NoSuchOption():
            return f"Lệnh này không có tùy chọn {error.option_name}."
        case click.MissingParameter():
            return f"Thiếu {_name(error)}."
        case click.BadParameter():
            return f"Giá trị của {_name(error)} không dùng được."
        case click.BadOptionUsage():
            return f"Tùy chọn {error.option_name} dùng chưa đúng."
    return "Lệnh gõ chưa đúng."


def _name(error: click.BadParameter) -> str:
    """What was given wrongly or not at all, as the help of its command names it."""
    if error.param_hint:
        return error.param_hint if isinstance(error.param_hint, str) else " / ".join(error.param_hint)
    if error.param is None:
        return "một tham số"
    return error.param.get_error_hint(error.ctx or click.Context(click.Command(""))).replace("'", "")
