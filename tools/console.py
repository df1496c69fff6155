"""What commands say: results on stdout (JSON with --json), progress and remarks on stderr."""

from __future__ import annotations

import logging
import os
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

import click
import msgspec

from search.errors import REFUSALS, TratinError
from search.text import canonical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from search.settings import Settings

_EVERY = 0.2
"""Seconds between two drawings of the progress line."""


@dataclass(slots=True)
class Console:
    """How this call talks, and the settings it runs under."""

    settings: Settings
    json: bool = False

    def say(self, vietnamese: str, english: str) -> None:
        """A remark for people: Vietnamese first, English second; silent with --json."""
        if not self.json:
            click.echo(f"{vietnamese} · {english}")

    def line(self, text: str) -> None:
        """A line for people; silent with --json."""
        if not self.json:
            click.echo(text)

    def emit(self, value: object) -> None:
        """A JSON value on a line of its own; silent without --json. Flushed: what is out is done."""
        if self.json:
            click.echo(msgspec.json.encode(value))  # bytes: JSON is UTF-8 whatever the terminal is

    @contextmanager
    def progress(self, label: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
        """A progress line with rate and time left on stderr, if a terminal; call it with the number done."""
        line = _Progress(label, total)
        try:
            yield line.show
        finally:
            line.clear()

    @contextmanager
    def status(self) -> Iterator[Callable[[str], None]]:
        """A line of any words on stderr, if a terminal; call it with what it says."""
        line = _Progress("", None)
        try:
            yield line.tell
        finally:
            line.clear()

    @contextmanager
    def work(self, label: str) -> Iterator[Callable[[int, int], None]]:
        """The same for work that finds out how much there is: call it with the numbers done and in all."""
        line = _Progress(label, None)
        try:
            yield line.show_of
        finally:
            line.clear()


class _Progress:
    def __init__(self, label: str, total: int | None) -> None:
        self._label = label
        self._total = total
        self._started = time.monotonic()
        self._shown = 0.0
        self._on = sys.stderr.isatty()

    def show(self, done: int) -> None:
        """Draw the line, at most five times a second."""
        now = time.monotonic()
        if not self._on or now - self._shown < _EVERY:
            return
        self._shown = now
        rate = done / max(now - self._started, 1e-6)
        text = f"{self._label}: {grouped(done)}"
        if self._total:
            left = (self._total - done) / rate if rate else 0
            text += f"/{grouped(self._total)} · {rate:,.0f}/s · {left:.0f} s"
        else:
            text += f" · {rate:,.0f}/s"
        click.echo(f"\r{text:<78}", nl=False, err=True)

    def tell(self, text: str) -> None:
        """Draw a line of any words, at most five times a second."""
        now = time.monotonic()
        if self._on and now - self._shown >= _EVERY:
            self._shown = now
            click.echo(f"\r{text[:110]:<110}", nl=False, err=True)

    def show_of(self, done: int, total: int) -> None:
        """Draw the line, with so many in all."""
        self._total = total
        self.show(done)

    def clear(self) -> None:
        """Wipe the line."""
        if self._on and self._shown:
            click.echo("\r" + " " * 78 + "\r", nl=False, err=True)


class NamedPath(click.Path):
    """A path that was really named: an empty one would silently mean the working folder."""

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:
        """The path, or a usage error."""
        name = os.fspath(value)
        if not name:
            self.fail("đường dẫn trống · the path is empty", param, ctx)
        return super().convert(value, param, ctx)


class Name(click.types.StringParamType):
    """A name that says something: by a blank one nothing could be asked for later."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, or a usage error."""
        if not canonical(value).strip():
            self.fail("tên trống · the name is blank", param, ctx)
        return value


class _Bilingual(logging.Formatter):
    """A remark of the program as people read it; its Vietnamese comes as `extra={"vietnamese": ...}`."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        """One line, Vietnamese first."""
        kind = "Lỗi · Error" if record.levelno >= logging.ERROR else "Cảnh báo · Warning"
        return f"{kind}: {both(getattr(record, 'vietnamese', ''), record.message)}"


def set_up_output() -> None:
    """Let output survive an encoding without Vietnamese letters, and remarks be told as people read them."""
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    handler = logging.StreamHandler()
    handler.setFormatter(_Bilingual())
    logging.getLogger().handlers = [handler]  # a process that serves has one of its own (`set_up_log`)


def _open_what_is_closed() -> None:
    """Let standard streams that were closed (`>&-`) lead nowhere, before a file of ours has their number."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            os.dup2(nowhere, number)
            if nowhere != number:
                os.close(nowhere)
            stream = open(number, "w" if number else "r", encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)


def tell_error(error: TratinError | OSError) -> None:
    """Say on stderr what went wrong, if stderr still takes anything."""
    if isinstance(error, TratinError):
        said = both(error.vietnamese, str(error))
    else:
        where = f"{error.filename}: " if error.filename else ""
        why = f": {REFUSALS[error.errno]}" if error.errno in REFUSALS else ""
        english = f"cannot read or write: {where}{error.strerror or error}"
        said = both(f"Không đọc hoặc ghi được{why}.", english)
    with suppress(OSError):
        click.echo(f"Lỗi · Error: {said}", err=True)


def tell_warning(vietnamese: str, english: str) -> None:
    """Say on stderr what is amiss while the work goes on, if stderr still takes anything."""
    with suppress(OSError):
        click.echo(f"Cảnh báo · Warning: {both(vietnamese, english)}", err=True)


def give_up_output() -> None:
    """Send what is still buffered nowhere, so that Python does not complain of it when it ends."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def both(vietnamese: str, english: str) -> str:
    """A sentence in both languages, Vietnamese first."""
    return f"{vietnamese} · {english}" if vietnamese else english


def grouped(number: int) -> str:
    """A number in Vietnamese writing: 12.345."""
    return f"{number:,}".replace(",", ".")


def pass_console(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command its `Console`, and a `--json` of its own besides the global one."""

    @click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON. / Print results as JSON.")
    @click.pass_context
    def wrapped(context: click.Context, /, *args: object, as_json: bool, **kwargs: object) -> object:
        console = context.find_object(Console)
        assert console is not None
        console.json = console.json or as_json
        return context.invoke(command, console, *args, **kwargs)

    wrapped.__name__ = command.__name__
    wrapped.__doc__ = command.__doc__
    return wrapped
