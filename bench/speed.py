"""Speed and memory, as ratios against bounds or peers timed in the same run."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.report import Result

#: Runs the command line and prints its own peak memory in kilobytes; that of a child would hold ours.
_MEASURED = """
import sys
try:
    from align.cli import main
    main()
finally:
    with open("/proc/self/status") as status:
        print(next(line.split()[1] for line in status if line.startswith("VmHWM")), file=sys.stderr)
"""
ROOT = Path(__file__).parent.parent
#: What the issue of a run asks: 500 sentences and 10 sources in ten seconds, within a gigabyte; help in 0.3 s.
RUN_SECONDS, RUN_MEGABYTES, HELP_SECONDS = 10.0, 1000.0, 0.3


def _timed(action: Callable[[], object], repeat: int = 3) -> float:
    best = float("inf")
    for _ in range(repeat):
        started = time.perf_counter()
        action()
        best = min(best, time.perf_counter() - started)
    return best


def _large(folder: Path) -> tuple[Path, Path]:
    """A report of 500 sentences that cites 10 sources of 150 sentences each."""
    report, sources = folder / "large.md", folder / "en"
    sources.mkdir()
    lines = ["# 大きな報告", ""]
    for i in range(500):
        lines.append(f"{2000 + i % 25}年の第{i + 1}回の調査では、参加した{i * 37 + 11}社の売上が{i % 40 + 1}%増え、総額は{i * 13 + 5}億円に達した<sup>{i % 10 + 1}</sup>。")
        if i % 4 == 3:
            lines.append("")
    lines += ["", "## 参考文献", ""]
    for n in range(1, 11):
        lines.append(f"{n}. Author{n}, Ann. \"Survey report number {n} of the industry.\" Example Press, {2010 + n}.")
        body = " ".join(
            f"In the {i + 1}th survey of {2000 + i % 25}, sales of the {i * 37 + 11} companies that took part rose by {i % 40 + 1}%, to a total of {i * 13 + 5} hundred million yen."
            for i in range(n - 1, 150 * 10, 10)
        )
        (sources / f"{n:02d}.md").write_text(f"# Survey report number {n} of the industry\n\n{body}\n", encoding="utf-8")
    report.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return report, sources


def _run(folder: Path, engine: str) -> tuple[float, float]:
    """Seconds and peak megabytes of a whole run in a process of its own."""
    report, sources = _large(folder)
    command = [sys.executable, "-c", _MEASURED, "run", str(report), "--sources", str(sources), "--out", str(folder / "out"), "--engine", engine]
    subprocess.run(command, check=True, capture_output=True, cwd=folder)  # warm
    started = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder)
    seconds = time.perf_counter() - started
    return seconds, float(done.stderr.splitlines()[-1]) / 1024


def measure() -> list[Result]:
    """Share of each bound that is left (1 is nothing used), and segmentation against the peers."""
    results = []
    for engine, name in (("glosses", "run-500-sentences"), ("offline", "run-500-sentences-translated")):
        with tempfile.TemporaryDirectory() as folder:
            seconds, megabytes = _run(Path(folder), engine)
        results.append(Result(f"speed/{name}/bound-over-time", "align", RUN_SECONDS / seconds, "ratio", {"seconds": round(seconds, 2)}))
        results.append(Result(f"speed/{name}/bound-over-memory", "align", RUN_MEGABYTES / megabytes, "ratio", {"megabytes": round(megabytes)}))
    command = [sys.executable, "-m", "align", "--help"]
    help_seconds = _timed(lambda: subprocess.run(command, check=True, capture_output=True, env={**os.environ, "COLUMNS": "80"}))
    results.append(Result("speed/help/bound-over-time", "align", HELP_SECONDS / help_seconds, "ratio", {"seconds": round(help_seconds, 3)}))
    results += _segmentation()
    return results


def _segmentation() -> list[Result]:
    """Our segmentation against spaCy's own Japanese tokenizer on the same text: how much faster."""
    import spacy

    from align.segment import ja

    text = (ROOT / "corpus" / "ja" / "openai-memo.md").read_text(encoding="utf-8")
    paragraphs = [p for p in text.split("\n\n") if p.strip()] * 5
    with contextlib.redirect_stderr(io.StringIO()):
        japanese = spacy.blank("ja")
    japanese(paragraphs[0])
    ja.boundaries(paragraphs[0])
    ours = _timed(lambda: [ja.boundaries(p) for p in paragraphs])
    theirs = _timed(lambda: [japanese(p) for p in paragraphs])
    return [Result("speed/segment-ja/over-spacy-ja-tokenizer", "align", theirs / ours, "ratio", {"seconds": round(ours, 3)})]
