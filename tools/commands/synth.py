"""`tratin synth`: made-up articles with labels, as many as you like."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from tools.console import NamedPath, grouped, pass_console
from tools.synth.writing import written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.console import Console

OUTPUT = Path("-")


@click.command()
@click.option(
    "-n",
    "--articles",
    type=click.IntRange(1, 10_000_000),
    required=True,
    help="Số bài. / How many articles.",
)
@click.option(
    "--seed",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    help="Hạt giống: cùng số thì cùng bài. / Random seed: the same one gives the same bytes.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    help="Số tiến trình, mặc định bằng số nhân. / Processes; as many as there are cores if not given.",
)
@click.option(
    "--out",
    type=NamedPath(dir_okay=False, allow_dash=True, path_type=Path),
    default="-",
    help="Tệp .jsonl để ghi; mặc định là đầu ra chuẩn. / File to write; standard output if not given.",
)
@pass_console
def synth(console: Console, articles: int, seed: int, jobs: int | None, out: Path) -> None:
    """Tự tạo bài giả có nhãn để thử. / Make up labelled articles for trials.

    JSON Lines that `tratin add` takes, with further fields that tell what is true of each article: topic,
    place, province, district, commune, author, and dup_of for a copy of another one. Made from the
    program's own templates: people, events and figures are not real. The first articles of a seed are the
    same however many are made, by however many processes. An interrupted run leaves no half file under the
    name.

    With --json and a file: one line, {"articles", "bytes", "path"}.
    """
    _check_folder(out)
    size = 0
    with (
        _opened(out) as file,
        console.progress("Tạo bài", articles) as progress,
        written(articles, seed, jobs or os.cpu_count() or 1) as chunks,
    ):
        done = 0
        for count, lines in chunks:
            file.write(lines)
            done, size = done + count, size + len(lines)
            progress(done)
    if out != OUTPUT:
        console.say(
            f"Đã tạo {grouped(articles)} bài giả ({size / 1e6:.1f} MB) trong {out}",
            f"{grouped(articles)} made-up articles written",
        )
        console.emit({"articles": articles, "bytes": size, "path": str(out)})


def _check_folder(out: Path) -> None:
    if out != OUTPUT and not out.parent.is_dir():
        raise click.BadParameter(
            f"không có thư mục {out.parent} · there is no folder {out.parent}", param_hint="--out"
        )


@contextmanager
def _opened(out: Path) -> Iterator[BinaryIO]:
    """Where to write; a file gets its name when all of it is on disk, and what was there stays until then."""
    if out == OUTPUT:
        yield sys.stdout.buffer
    elif out.exists() and not out.is_file():  # a device or a pipe is written to, never replaced
        with out.open("wb") as file:
            yield file
    else:
        with _replacing(out.resolve()) as file:
            yield file


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _umask() -> int:
    """What a new file would not be allowed: temporary ones are closed to others."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
