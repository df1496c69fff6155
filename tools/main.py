"""The command `tratin`."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import click

from search.errors import TratinError
from search.settings import load_settings
from tools.console import Console, NamedPath, give_up_output, set_up_output, tell_error
from tools.usage import vietnamese

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells give it."""

EPILOG = """
Mã thoát / Exit codes: 0 xong/done · 1 lỗi khác/other error · 2 sai cách dùng hoặc cấu hình/usage or
settings · 3 đầu vào không dùng được/unusable input · 4 kho dữ liệu/store · 5 kho đang bị khóa/store locked ·
6 chỉ mục/index · 7 chưa đạt mức/goal or floor missed · 8 làm sạch lại đáng ngờ, chưa đổi gì/
alarming change held back · 9 có cảnh báo/alarms (status --alarms) · 130 bị ngắt/interrupted
"""


COMMANDS = {
    "init": "Tạo thư mục dữ liệu. / Create the data folder.",
    "portals": "Liệt kê các cổng tin đã biết. / List the portals that are known.",
    "add": "Nạp tệp hoặc thư mục vào kho. / Add files or folders to the store.",
    "crawl": "Thu thập các cổng tin đã bật. / Crawl the portals that are enabled.",
    "clean": "Làm sạch lại các trang đã lưu. / Clean stored pages anew.",
    "build": "Lập chỉ mục từ kho. / Build the index from the store.",
    "withdraw": "Gỡ một bài khỏi kho. / Take an article out of the archive.",
    "search": "Tìm trong chỉ mục. / Search the index.",
    "precedents": "Trước nay viết thế nào. / How something was worded before, where, when, by whom.",
    "export": "Xuất bài, chỗ khớp hoặc bảng đếm ra tệp. / Export articles, lines or tables of a search.",
    "places": "Tìm đơn vị hành chính theo tên cũ hay mới. / Find administrative units by a name, old or new.",
    "serve": "Mở trang tìm kiếm. / Serve the site until Ctrl-C.",
    "status": "Cho biết kho, chỉ mục, việc thu thập. / Tell of the store, the index and the crawl.",
    "verify": "Kiểm tra chỉ mục còn nguyên vẹn. / Check that the index is whole, byte for byte.",
    "backup": "Sao lưu kho, chỉ mục và thiết đặt. / Back up store, index and settings into a folder.",
    "restore": "Khôi phục một bản sao lưu. / Make a home folder of a backup.",
    "config": "Cho biết mọi thiết đặt và nguồn của nó. / Show every setting and where its value came from.",
    "analyze": "Cho biết một câu được phân tích ra sao. / Show how a text is analysed.",
    "abbreviations": "Chữ viết tắt: xem bảng, tìm từ mới. / Abbreviations: see the table, find new ones.",
    "topics": "Chủ đề: xem bảng, thử bài, tìm cụm từ còn thiếu. / "
    "Topics: the table, trials, missing phrases.",
    "synonyms": "Từ đồng nghĩa: kiểm tra bảng, thử câu hỏi. / Synonyms: check the table, try queries.",
    "pins": "Bài ghim: kiểm tra bảng. / Pinned results: check the table.",
    "keys": "Khóa API: nâng mức hỏi. / Keys of the API, which raise the limit.",
    "queries": "Câu hỏi nhiều người hỏi. / Queries that many asked, the largest totals first.",
    "bench": "Đo tốc độ và độ bền. / Measure speed, of what is named; or durability, `crash`.",
    "quality": "Đo độ đúng. / Measure how right the product is.",
    "fuzz": "Thử những câu hỏi không ai gõ. / Try queries that nobody types.",
    "synth": "Tự tạo bài giả có nhãn để thử. / Make up labelled articles for trials.",
}
"""What each does, as its own help begins."""


class _Commands(click.Group):
    """Imports a command when it is asked for: `tratin search` does not wait for the database library."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"tools.commands.{cmd_name}"), cmd_name)
        command.short_help = COMMANDS[cmd_name]  # shells show it beside the name
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--home",
    type=NamedPath(file_okay=False, path_type=Path),
    default="var",
    envvar="TRATIN_HOME",
    show_default=True,
    show_envvar=True,
    help="Thư mục dữ liệu. / Folder of all data.",
)
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON. / Print results as JSON.")
@click.version_option(package_name="tra-tin")
@click.pass_context
def tratin(context: click.Context, home: Path, *, as_json: bool) -> None:
    """Tra Tin: tìm toàn văn tin Đảng địa phương. / Full-text search over Vietnamese local party news."""
    try:
        str(home).encode()
    except UnicodeEncodeError as error:
        raise click.BadParameter(
            "tên không phải UTF-8 · the name is not UTF-8", param_hint="--home"
        ) from error
    context.obj = Console(load_settings(home), as_json)


def main() -> None:
    """Run the command line; a person sees a sentence, never a traceback of ours."""
    set_up_output()
    try:
        code = _run()
    finally:
        give_up_output()
    sys.exit(code)


def _run() -> int:
    """The exit code."""
    try:
        result = tratin(standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nĐã dừng; chạy lại để tiếp tục. · Stopped; run again to go on.", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        if said := vietnamese(error):
            click.echo(f"Lỗi: {said}", err=True)
        error.show()
        return error.exit_code
    except TratinError as error:
        tell_error(error)
        return error.exit_code
    except BrokenPipeError:
        return 1
    except OSError as error:
        tell_error(error)
        return 1
    return result if isinstance(result, int) else 0
