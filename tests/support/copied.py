"""Commands of `tratin` as copies of one process that has imported the product once, for all of them.

Each is a process of its own, with its arguments, environment, folder, streams and exit code, and ends as any
program does. Only what Python settles before `main` is that of the first process: the seed of hashes and the
encoding of streams. A command that asks for another encoding is begun afresh, as all are but on Linux.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import pkgutil
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path

AFRESH = [sys.executable, "-c", "from tools.main import main; main()"]
"""How a command begins that is no copy."""

FIRST = (
    f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); from copied import copies; "
    "del sys.path[0]; copies(); from tools.main import main; main()"
)
"""What the first process runs; only its copies come back from `copies`."""

LOADED = ("search", "index", "web", "tools.commands")
"""Packages all of whose modules are imported before copies are made; tables that most need are read."""

SETTLED = ("PYTHON", "LANG", "LC_")
"""How names of variables begin that Python reads before `main`."""

MORE = 1 << 16


def _settled(env):
    return {name: value for name, value in env.items() if name.startswith(SETTLED)}


OURS = _settled(os.environ)
"""What is settled for copies."""


def finished(*arguments, env=None, cwd=None, timeout=None, text=True, stdin=""):
    """Run `tratin` with these arguments to its end; gives the finished process with what it wrote."""
    env = dict(os.environ if env is None else env)
    command = [*AFRESH, *map(str, arguments)]
    stdin = stdin.encode() if isinstance(stdin, str) else stdin
    if sys.platform == "linux" and _settled(env) == OURS:
        code, out, err = _copy(command, env, cwd, timeout, stdin)
    else:
        pipes = {"input": stdin, "capture_output": True}
        done = subprocess.run(command, check=False, env=env, cwd=cwd, timeout=timeout, **pipes)
        code, out, err = done.returncode, done.stdout, done.stderr
    read = _text if text else bytes
    return subprocess.CompletedProcess(command, code, read(out), read(err))


def _text(data):
    return data.decode().replace("\r\n", "\n")


def _copy(command, env, cwd, timeout, stdin):
    """The exit code of a copy, and what it wrote to files in place of pipes."""
    with (
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
        socket.socket(socket.AF_UNIX) as line,
    ):
        given.write(stdin)
        given.seek(0)
        line.connect(_first())
        socket.send_fds(line, [b"."], [given.fileno(), out.fileno(), err.fileno()])
        line.sendall(json.dumps([command[2:], env, str(cwd or Path.cwd())]).encode())
        line.shutdown(socket.SHUT_WR)
        with line.makefile("rb") as told:  # both lines may have come before the first is read
            pid = int(told.readline())
            line.settimeout(timeout)
            try:
                code = int(told.readline())
            except TimeoutError:
                os.kill(pid, signal.SIGKILL)
                raise subprocess.TimeoutExpired(command, timeout) from None
        written = []
        for file in (out, err):
            file.seek(0)
            written.append(file.read())
        return code, *written


@cache
def _first():
    """Begin the first process, which ends with this one; gives the address where it listens."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    process = subprocess.Popen([sys.executable, "-c", FIRST], start_new_session=True, **pipes)
    atexit.register(process.communicate)
    return b"\0" + process.stdout.readline().strip()


def copies():
    """Serve as the first process until its input ends; come back in each copy, as if it had just begun."""
    from index.portals import SHIPPED, load_portals
    from search.pairs import known_pairs

    for name in LOADED:
        package = import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            if ".migrations" not in module.name:
                import_module(module.name)
    import_module("alembic.command")
    known_pairs()
    load_portals([SHIPPED])
    gc.collect()
    gc.freeze()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(b"")  # Linux finds a name that no file bears
        listening.listen()
        sys.stdout.buffer.write(listening.getsockname()[1:] + b"\n")
        sys.stdout.flush()
        asked = _serve(listening)
    _become(*asked)


def _serve(listening):
    """Make copies until the input ends, tell how each ends; gives, in a copy, what it was asked to be."""
    lines = {}
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake)
    with selectors.DefaultSelector() as chosen:
        for each in (listening, 0, woken):
            chosen.register(each, selectors.EVENT_READ)
        while True:
            ready = {key.fileobj for key, _ in chosen.select()}
            if 0 in ready:
                os._exit(0)
            if woken in ready:
                os.read(woken, MORE)
                _tell(lines)
            if listening not in ready:
                continue
            line, _ = listening.accept()
            _, streams, *_ = socket.recv_fds(line, 1, 3)
            with line.makefile("rb") as words:
                asked = json.loads(words.read())
            pid = os.fork()
            if not pid:
                break
            line.sendall(f"{pid}\n".encode())
            for each in streams:
                os.close(each)
            lines[pid] = line
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for each in (woken, wake):
        os.close(each)
    for each in (line, *lines.values()):
        each.close()
    return streams, *asked


def _tell(lines):
    """Tell whoever still waits of the copies that have ended."""
    while lines:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        with lines.pop(pid) as line, suppress(BrokenPipeError):
            line.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())


def _become(streams, command, env, cwd):
    """Take the streams, the environment, the folder and the arguments of a command."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    os.chdir(cwd)
    sys.argv = ["-c", *command[1:]]
