"""Sentences and paragraphs of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.synth.slots import fill
from tools.synth.templates import templates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.synth.story import Story
    from tools.synth.templates import Variants


def headline(story: Story) -> str:
    """The title, which seldom says in which district and province the place lies: that is for the lead."""
    story.introduced = story.chance() < 0.8
    title = _sentence(story.theme.titles, story)
    story.introduced = False
    return title


def paragraphs(story: Story, length: float) -> Iterator[str]:
    """The text of an article: a lead, body until there are so many words, and mostly who signed."""
    chance = story.chance
    lead = _sentence(story.theme.leads, story)
    yield lead
    words = _words(lead)
    while words < length:
        paragraph = " ".join(_next(story) for _ in range(1 + int(chance() * 4)))
        words += _words(paragraph)
        yield paragraph
    if chance() < 0.55:
        yield _sentence(templates().common.closings, story)


def _next(story: Story) -> str:
    """A sentence of the body: ready ones of a theme or of all themes, else put together from parts."""
    kind, common = story.chance(), templates().common
    if kind < 0.32:
        return _sentence(story.theme.sentences if kind < 0.24 else story.aside.sentences, story)
    if kind < 0.56:
        return _sentence(common.sentences, story)
    if kind < 0.77:
        return _deed(story)
    return _saying(story) if kind < 0.89 else _balance(story)


def _sentence(variants: Variants, story: Story) -> str:
    return _finished(story.pick(variants), story)


def _deed(story: Story) -> str:
    """When and why, who did what, and what came of it."""
    chance, common, theme = story.chance, templates().common, story.theme
    actor = f"{story.pick(common.actors)} {story.pick(theme.deeds)}"
    parts = [story.pick(common.openers), actor] if chance() < 0.75 else [actor]
    if chance() < 0.25:
        parts.append(story.pick(theme.deeds))
    if chance() < 0.65:
        parts.append(story.pick(common.tails))
    return _finished(", ".join(parts) + ".", story)


def _saying(story: Story) -> str:
    """Somebody says one thing or two."""
    common, calls = templates().common, story.theme.calls
    said = story.pick(calls)
    if story.chance() < 0.4:
        said += f"; {story.pick(calls)}"
    return _finished(f"{story.pick(common.words['R'])} {story.pick(common.verbs)}: {said}.", story)


def _balance(story: Story) -> str:
    """Figures of a time."""
    common = templates().common
    first, second, third = (story.pick(story.theme.figures) for _ in range(3))
    head = f"{story.pick(common.periods)}, {story.pick(common.places)}"
    return _finished(f"{head} {first}, {second} và {third}.", story)


def _finished(template: str, story: Story) -> str:
    """The slots filled, a capital at the head."""
    text = fill(template, story)
    return text[0].upper() + text[1:]


def _words(text: str) -> int:
    return text.count(" ") + 1
