"""What a snapshot remembers of the last questions."""

from search.embedded.remembering import LEAST, Memory


def test_what_was_asked_last_is_kept():
    """A thing is made once; what was asked for longest ago goes first, and nothing stays without a weight."""
    made = []

    def ask(key, weight=LEAST):
        return memory.remembered(key, lambda: made.append(key) or key.upper(), lambda _: weight)

    memory = Memory(2 * LEAST)
    assert [ask("a"), ask("b"), ask("a")] == ["A", "B", "A"]
    assert made == ["a", "b"]
    ask("c")  # in place of b
    ask("a")
    assert made == ["a", "b", "c"]
    ask("b")
    assert made == ["a", "b", "c", "b"]
    ask("d", None)
    ask("d", None)
    assert made[4:] == ["d", "d"]


def test_what_is_too_much_is_not_kept():
    """A thing that weighs more than all that may be kept leaves nothing behind, and is made again."""
    memory = Memory(2 * LEAST)
    made = []
    for _ in range(2):
        memory.remembered("a", lambda: made.append("a"), lambda _: 3 * LEAST)
    assert made == ["a", "a"]
    memory.remembered("b", lambda: made.append("b"), lambda _: 1)
    memory.remembered("b", lambda: made.append("b"), lambda _: 1)
    assert made == ["a", "a", "b"]
