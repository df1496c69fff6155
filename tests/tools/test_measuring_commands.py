"""The commands that measure: benchmarks, qualities and trials, run as people run them."""

import os

import pytest
from commands import lines
from trial import IS_PROOF

SHARE = "1" if IS_PROOF else "0.25"
"""Of the private data where that takes minutes; a quarter has floors of its own."""


class TestBench:
    @pytest.mark.parametrize("subject", ["add", "build", "search"])
    def test_figures(self, tratin, subject):
        """A benchmark prints figures in the one shape, marked as not comparable on our own articles."""
        done = tratin("bench", subject, "--articles", "20", "--json")
        assert done.returncode == 0
        (report,) = lines(done)
        assert set(report) == {"command", "machine", "data", "figures"}
        assert "not comparable" in report["data"]
        assert all(set(figure) == {"name", "value", "unit", "goal", "met"} for figure in report["figures"])
        assert report["figures"][0]["value"] > 0

    def test_engines(self, tratin):
        """Engines side by side: every answer is compared, and one that is not installed is named."""
        done = tratin("bench", "engine", "--articles", "60", "--peers", "fts5", "--json")
        assert done.returncode == 0, done.stderr
        (report,) = lines(done)
        figures = {figure["name"]: figure["value"] for figure in report["figures"]}
        assert figures["fts5: wrong answers"] == 0
        assert figures["fts5: answers compared"] > 500
        assert figures["phrase with three facets: fts5, p50"] > 0

    def test_parts(self, tratin, tmp_path):
        """A run of one part goes on with what another kept, and adds its figures to the same table."""
        page, kept = tmp_path / "figures.md", tmp_path / "kept"
        common = ("bench", "engine", "--articles", "60", "--peers", "fts5", "--keep", kept, "--record", page)
        tratin(*common, "--only", "AND with three facets")
        done = tratin(*common, "--only", "memory and threads")
        assert done.returncode == 0, done.stderr
        assert "fts5: index kept" in done.stderr
        table = page.read_text(encoding="utf-8")
        assert table.count("\n## bench engine, 60 made-up articles (not comparable)\n") == 1
        assert "| AND with three facets: fts5, p50 |" in table
        assert "| fts5: anonymous memory |" in table

    def test_a_backup(self, tratin, tmp_path):
        """A home is backed up and restored, and answers the same; the figures go into a page."""
        page = tmp_path / "figures.md"
        done = tratin("bench", "backup", "--articles", "60", "--json", "--record", page)
        assert done.returncode == 0, done.stderr
        (report,) = lines(done)
        figures = {figure["name"]: figure["value"] for figure in report["figures"]}
        assert figures["articles"] == 60
        assert figures["articles missing"] == figures["questions answered otherwise"] == 0
        assert figures["questions with an answer"] > 100
        for each in ("backup", "backup with --verify", "restore"):
            assert figures[f"{each}, written"] > 1
            assert figures[each] > 0
        assert "\n## bench backup, 60 made-up articles (not comparable)\n" in page.read_text(encoding="utf-8")

    def test_crashes(self, tratin):
        """Trials of durability hold everywhere: their goals are judged without data."""
        done = tratin("bench", "crash", "--trials", "2", "--json")
        assert done.returncode == 0
        (report,) = lines(done)
        assert {figure["met"] for figure in report["figures"]} == {True, None}

    def test_a_missed_goal(self, tratin, tmp_path):
        """With data given goals are judged, and a missed one shows in the exit code."""
        from tools.measure.figures import Figure, Goal, Report, judged

        goals = {"speed": Goal("test", at_least=10), "never": Goal("test", at_most=1)}
        figures = judged([Figure("speed", 9, "x")], goals)
        assert [(f.name, f.met) for f in figures] == [("speed", False), ("never", False)]
        assert not Report("c", "m", "d", figures).ok
        assert Report("c", "m", "d", judged([Figure("speed", 10, "x")], {"speed": goals["speed"]})).ok


class TestQuality:
    def test_quality(self, tratin):
        """The floors of the seeds and of the analysis hold."""
        assert lines(tratin("quality", "seeds", "--json"))[0]["figures"]
        done = tratin("quality", "analysis", "--share", "0.002", "--json")
        assert done.returncode == 0, done.stdout
        assert all(figure["met"] is not False for figure in lines(done)[0]["figures"])

    def test_quality_of_cleaning(self, tratin):
        """Every floor on our own pages holds, and the worst page is told on stderr."""
        done = tratin("quality", "clean", "--show", "1", "--json", env={"TRATIN_PRIVATE_DATA": ""})
        assert done.returncode == 0, done.stdout
        figures = {figure["name"]: figure["value"] for figure in lines(done)[0]["figures"]}
        assert {"F1, own pages", "title, own pages", "own pages with texts of others"} <= set(figures)
        assert "F1" in done.stderr or not done.stderr

    def test_quality_of_enrichment(self, tratin):
        """Every floor on our own texts holds: places, documents, dates, copies."""
        done = tratin("quality", "enrich", "--share", "0.1", "--json", env={"TRATIN_PRIVATE_DATA": ""})
        assert done.returncode == 0, done.stdout
        figures = {figure["name"]: figure for figure in lines(done)[0]["figures"]}
        for each in (
            "places, short texts, test: right",
            "documents, test: own cases, all right",
            "copies: recall",
        ):
            assert figures[each]["met"]

    @pytest.mark.private
    def test_quality_of_enrichment_on_real_articles(self, tratin):
        """Every floor on labelled real articles holds too: places, topics, documents, years."""
        private = os.environ["TRATIN_PRIVATE_DATA"]
        done = tratin("quality", "enrich", "--share", "0.1", "--json", env={"TRATIN_PRIVATE_DATA": private})
        assert done.returncode == 0, done.stdout
        names = {figure["name"] for figure in lines(done)[0]["figures"] if figure["met"]}
        assert {"places, articles, test: right", "topics: micro-F1, top level, fresh"} <= names

    def test_quality_of_language(self, tratin):
        """Without the private data the seeds alone are measured, and their floor holds."""
        done = tratin("quality", "language", "--json", env={"TRATIN_PRIVATE_DATA": ""})
        assert done.returncode == 0, done.stdout
        figures = {figure["name"]: figure for figure in lines(done)[0]["figures"]}
        assert figures["marks of seeds"]["met"]

    def test_a_share_is_one_in_so_many(self, tratin):
        """Every second question can be asked, two of five cannot."""
        for subject in ("ranking", "language"):
            done = tratin("quality", subject, "--share", "0.4")
            assert done.returncode == 3
            assert "0.25" in done.stderr

    @pytest.mark.private
    def test_quality_of_language_on_real_articles(self, tratin):
        """Every floor holds: marks of seeds and party articles, slips with and without marks."""
        private = os.environ["TRATIN_PRIVATE_DATA"]
        done = tratin("quality", "language", "--share", SHARE, "--json", env={"TRATIN_PRIVATE_DATA": private})
        assert done.returncode == 0, done.stdout
        assert sum(figure["met"] is True for figure in lines(done)[0]["figures"]) == 7

    def test_fuzz(self, tratin):
        """Queries are tried, and what took longest is told."""
        done = tratin("fuzz", "query", "--count", "200", "--jobs", "1")
        assert done.returncode == 0, done.stdout
        assert "failures: 0" in done.stdout
        assert done.stdout.count(" ms  #") == 10

    def test_speed_of_enrichment(self, tratin):
        """Articles a second of each part, made-up ones where the private data is not."""
        done = tratin("bench", "enrich", "--articles", "20", "--json", env={"TRATIN_PRIVATE_DATA": ""})
        assert done.returncode == 0, done.stderr
        figures = {figure["name"]: figure["value"] for figure in lines(done)[0]["figures"]}
        assert figures["everything together"] > 0
        assert figures["copies: signatures grouped"] == 20_000

    def test_speed_of_cleaning(self, tratin):
        """Times of a large and a small page and of all, and memory; ratios need trafilatura."""
        done = tratin("bench", "clean", "--pages", "30", "--json", env={"TRATIN_PRIVATE_DATA": ""})
        figures = {figure["name"]: figure for figure in lines(done)[0]["figures"]}
        for each in ("large page: ours", "small page: ours, rules", "all synthetic articles"):
            assert figures[each]["value"] > 0
        assert 150 < figures["large page: size"]["value"] < 250
        assert 8 < figures["small page: size"]["value"] < 16
        assert figures["memory"]["met"]

    def test_ranking_needs_data(self, tratin):
        """Without the private data the message names the variable that leads there."""
        done = tratin("quality", "ranking")
        assert done.returncode == 3
        assert "TRATIN_PRIVATE_DATA" in done.stderr

    @pytest.mark.private
    def test_ranking(self, tratin):
        """Judged questions hold their floors, and rank better than with BM25."""
        private = os.environ["TRATIN_PRIVATE_DATA"]
        env = {"TRATIN_PRIVATE_DATA": private}
        done = tratin("quality", "ranking", "--share", SHARE, "--json", env=env, timeout=900)
        assert done.returncode == 0, done.stdout
        figures = lines(done)[0]["figures"]
        assert sum(figure["met"] is True for figure in figures) == 15
        found = {figure["name"]: figure["value"] for figure in figures}
        for each in ("SoICT", "ALQAC"):
            assert found[f"{each}: BM25, hit@1"] + 0.02 < found[f"{each}: Tra Tin, hit@1"]
