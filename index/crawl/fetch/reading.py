"""An answer read: its headers, and its body within the limits, if it is wanted at all."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from index.crawl.fetch.answers import REDIRECTS, is_wanted, outcome_of, wait_of
from index.crawl.fetch.decoding import PIECE, decode
from index.crawl.fetch.errands import Answer
from index.crawl.fetch.troubles import explain
from index.crawl.fetch.wire import too_large
from index.crawl.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from urllib3 import HTTPResponse

    from index.crawl.fetch.connections import Connection
    from index.crawl.fetch.errands import Limits
    from index.crawl.fetch.targets import Target
    from index.crawl.fetch.wire import Meter

MOST_UNWANTED = 32 * 1024
"""Bytes of a body that nobody wants which are read so that the connection can be kept."""

UNWANTED_SECONDS = 1.0


def read_answer(
    response: HTTPResponse, connection: Connection, target: Target, limits: Limits, meter: Meter
) -> Answer:
    """Read what is wanted of an answer. The connection is closed unless all of the answer was read."""
    headers = {name.lower(): value for name, value in response.headers.items()}
    answer = _judge(response.status, headers, target, limits)
    try:
        if answer.outcome is Outcome.OK:
            answer = _with_body(answer, response, limits)
        _discard(response, meter)
        return answer
    finally:
        # What follows an interim answer, such as 103, would be taken for the next one.
        if not response.closed or response.status < 200:
            connection.close()
            response.close()


def _judge(status: int, headers: Mapping[str, str], target: Target, limits: Limits) -> Answer:
    """What is known before the body is read."""
    outcome = outcome_of(status)
    if status in REDIRECTS:
        location = headers.get("location", "")
        return Answer(Outcome.FAILED, status, headers, reason="redirect", location=location)
    if outcome is Outcome.OK:
        media_type = headers.get("content-type", "")
        if not limits.cut and not is_wanted(media_type, target.path):
            return Answer(Outcome.REFUSED, status, headers, reason="media-type", detail=media_type[:200])
        return Answer(outcome, status, headers)
    wait = wait_of(headers.get("retry-after", ""), datetime.now(UTC)) if outcome is Outcome.WAIT else None
    reason = "" if outcome is Outcome.UNCHANGED else f"http-{status}"
    return Answer(outcome, status, headers, reason=reason, wait=wait)


def _with_body(answer: Answer, response: HTTPResponse, limits: Limits) -> Answer:
    try:
        payload = b"".join(_body(response, answer.headers.get("content-encoding", ""), limits))
    except Exception as error:  # noqa: BLE001 - no server may end a crawl, however odd its body
        trouble = explain(error)
        return answer._replace(outcome=trouble.outcome, reason=trouble.reason, detail=trouble.detail)
    return answer._replace(payload=payload)


def _body(response: HTTPResponse, codings: str, limits: Limits) -> Iterator[bytes]:
    pieces = _read(response, limits)
    if codings:
        most = 2 * limits.decoded if limits.cut else limits.decoded
        pieces = decode(pieces, codings, most)
    if not limits.cut:
        yield from pieces
        return
    left = limits.decoded
    for piece in pieces:
        yield piece[:left]
        left -= len(piece)
        if left <= 0:
            return


def _read(response: HTTPResponse, limits: Limits) -> Iterator[bytes]:
    """The body as it is on the wire, in pieces."""
    announced = response.length_remaining
    if announced is not None and announced > limits.wire and not limits.cut:
        raise too_large(limits.wire)
    total = 0
    while piece := response.read(PIECE, decode_content=False):
        total += len(piece)
        if total > limits.wire and not limits.cut:
            raise too_large(limits.wire)
        yield piece


def _discard(response: HTTPResponse, meter: Meter) -> None:
    """Read the rest of a body if it is small and comes soon; what cannot be read does not matter."""
    announced = response.length_remaining
    if response.closed or (announced is not None and announced > MOST_UNWANTED):
        return
    meter.hurry(UNWANTED_SECONDS)
    try:
        response.read(MOST_UNWANTED, decode_content=False)
        if not response.closed:
            response.read(1, decode_content=False)
    except Exception:  # noqa: BLE001 - the answer itself was read
        response.close()
