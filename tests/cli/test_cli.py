"""The command line as a user meets it: outputs, exit codes, messages, and nothing half-written."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from align.emit.tsv import read_matches, read_rows
from tests.conftest import ROOT
from tests.translate.server import Answer, serve

REPORT = '# 報告\n\n売上は2024年に42%伸びた[1]。次の年は分からない。\n\n## 参考文献\n\n[1] Lee, Ann. "Sales in detail." Sea, 2025.\n'
SOURCE = "# Sales in detail\n\nSales rose by 42% in 2024. The weather was fine.\n"


def align(*args: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the program; it looks at matches once only, to save time, unless the test wants more."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("ALIGN_")} | {"ALIGN_SECOND_LOOK": "false"}
    return subprocess.run(
        [sys.executable, "-m", "align", *map(str, args)], cwd=cwd, capture_output=True, text=True, timeout=120, check=False,
        env={**clean, "COLUMNS": "100", "NO_COLOR": "1", **env},
    )  # fmt: skip


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "corpus" / "ja").mkdir(parents=True)
    (tmp_path / "corpus" / "en").mkdir()
    (tmp_path / "corpus" / "ja" / "r.md").write_text(REPORT, encoding="utf-8")
    (tmp_path / "corpus" / "en" / "sales.md").write_text(SOURCE, encoding="utf-8")
    return tmp_path


def test_run_show_and_sources(corpus: Path) -> None:
    done = align("run", cwd=corpus)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "1 report(s), 5 rows" in done.stdout
    names = {p.name for p in (corpus / "out").iterdir()}
    assert names == {"corpus.tsv", "r.tsv", "r.matches.tsv", "r.references.tsv", "r.details.jsonl", "r.signature.json", "references.bib"}
    rows = read_rows(corpus / "out" / "r.tsv")
    assert (corpus / "out" / "corpus.tsv").read_bytes() == (corpus / "out" / "r.tsv").read_bytes()
    cited = rows[1]
    assert (cited.cite_keys, cited.cite_labels, cited.key_origin, cited.verdict, cited.source_span) == ("lee2025sales", "1", "explicit", "supported", "2")
    (match,) = read_matches(corpus / "out" / "r.matches.tsv")
    assert (match.source_file, match.sentence_id) == ("sales.md", cited.sentence_id)
    shown = align("show", cited.sentence_id, cwd=corpus)
    assert shown.returncode == 0
    for part in ("[1] (bracket)", "lee2025sales (explicit)", "Sales rose by 42% in 2024.", "coverage", "supported"):
        assert part in shown.stdout
    data = json.loads(align("show", cited.sentence_id, "--json", cwd=corpus).stdout)
    assert data["matches"][0]["candidates"][0]["signals"]["figures"] == 1.0
    assert REPORT[slice(*data["span"])] == data["text"]
    listed = json.loads(align("sources", "corpus/ja/r.md", "--json", cwd=corpus).stdout)
    assert [(e["cite_key"], e["status"], e["found_by"]) for e in listed] == [("lee2025sales", "found", "title")]
    assert "lee2025sales" in align("sources", "corpus/ja/r.md", cwd=corpus).stdout


def test_the_same_input_gives_the_same_bytes_anywhere(corpus: Path) -> None:
    first = align("run", "--out", "a", cwd=corpus)
    second = align("run", corpus / "corpus" / "ja", "--sources", corpus / "corpus" / "en", "--out", corpus / "b", cwd=Path("/"), PYTHONHASHSEED="7", TZ="Asia/Tokyo")
    assert first.returncode == second.returncode == 0, second.stderr
    for path in (corpus / "a").iterdir():
        assert path.read_bytes() == (corpus / "b" / path.name).read_bytes(), path.name


def test_json_summary_is_all_that_is_printed(corpus: Path) -> None:
    done = align("run", "--json", cwd=corpus)
    summary = json.loads(done.stdout)
    assert summary["units"] == {"heading": 1, "reference": 1, "sentence": 2, "title": 1}
    assert set(summary["seconds"]) >= {"match", "translate", "write"}


@pytest.mark.parametrize(
    ("prepare", "args", "code", "words"),
    [
        ("", ["run", "none.md"], 3, ["no such report", "none.md"]),
        ("mkdir e", ["run", "e"], 3, ["there is no report", ".md"]),
        ("empty", ["run", "e.md"], 3, ["empty", "e.md"]),
        ("same", ["run", "same"], 3, ["same name", "a b.md", "a_b.md"]),
        ("corpus", ["run", "corpus.md"], 3, ["corpus.md", "Rename"]),
        ("", ["run", "n" * 300 + ".md"], 3, ["can't be read"]),
        ("", ["run", "--memory", "postgresql://user:geheim"], 4, ["address of the database", "%40"]),
        ("", ["run", "--memory", "postgresql://user:p@ss:geheim@host/db"], 4, ["address of the database"]),
        ("", ["run", "--price", "deepl=-5"], 4, ["deepl"]),
        ("binary", ["run", "b.md"], 3, ["not a text file", "b.md"]),
        ("latin", ["run", "l.md"], 3, ["encoding", "UTF-8"]),
        ("", ["run", "corpus/ja/r.md", "--sources", "nowhere"], 3, ["sources", "nowhere", "--sources"]),
        ("pdf", ["run", "p.pdf"], 3, ["can't be read", ".md"]),
        ("", ["run", "--engine", "gogle"], 4, ["gogle", "google"]),
        ("", ["run", "--engine", "deepl"], 6, ["DEEPL_API_KEY"]),
        ("", ["run", "--jobs", "0"], 4, ["jobs"]),
        ("toml", ["run"], 4, ["colour", "engine"]),
        ("badtoml", ["run"], 4, ["align.toml", "TOML"]),
        ("file", ["run", "--out", "f"], 5, ["can't be written", "--out"]),
        ("", ["run", "--no-such"], 2, ["--no-such"]),
        ("", ["show", "r:0123456789"], 3, ["align run"]),
        ("", ["sources", "corpus/ja"], 3, ["folder"]),
    ],
)  # fmt: skip
def test_bad_input(corpus: Path, prepare: str, args: list[str], code: int, words: list[str]) -> None:
    for name, content in {
        "empty": ("e.md", b""), "binary": ("b.md", b"\x00\x01" * 500), "latin": ("l.md", b"\xff\xfa\x81\xfe\xfd\x80" * 50), "pdf": ("p.pdf", b"%PDF"),
        "same": ("same/a b.md", "一。".encode()), "corpus": ("corpus.md", "一。".encode()), "toml": ("align.toml", b'colour = "red"\n'), "badtoml": ("align.toml", b"engine = \n"), "file": ("f", b""),
    }.items():  # fmt: skip
        if prepare == name:
            (corpus / content[0]).parent.mkdir(exist_ok=True)
            (corpus / content[0]).write_bytes(content[1])
    if prepare == "same":
        (corpus / "same" / "a_b.md").write_bytes("二。".encode())
    if prepare == "mkdir e":
        (corpus / "e").mkdir()
    done = align(*args, cwd=corpus)
    assert done.returncode == code, done.stdout + done.stderr
    assert all(w in done.stderr for w in words), done.stderr
    assert "Traceback" not in done.stderr
    assert "geheim" not in done.stdout + done.stderr
    assert not list(corpus.glob("out/*.tsv"))


def test_a_report_that_cannot_be_read_keeps_no_other_from_being_built(corpus: Path) -> None:
    (corpus / "corpus" / "ja" / "b.md").write_bytes(b"\x00\x01" * 500)
    done = align("run", cwd=corpus)
    assert done.returncode == 3
    assert "not a text file" in done.stderr
    assert "b.md" in done.stderr
    assert (corpus / "out" / "r.tsv").exists()
    assert (corpus / "out" / "corpus.tsv").exists()
    assert not (corpus / "out" / "b.tsv").exists()


def test_settings_come_from_file_environment_and_flags_in_this_order(corpus: Path) -> None:
    (corpus / "align.toml").write_text('out = "from-file"\nspreadsheet = true\n', encoding="utf-8")
    align("run", cwd=corpus)
    assert (corpus / "from-file" / "r.tsv").read_bytes().startswith(b"\xef\xbb\xbf")
    align("run", cwd=corpus, ALIGN_OUT="from-environment")
    align("run", "--out", "from-flag", cwd=corpus, ALIGN_OUT="not-this")
    assert (corpus / "from-environment" / "r.tsv").exists()
    assert (corpus / "from-flag" / "r.tsv").exists()
    assert not (corpus / "not-this").exists()


def test_sources_that_cannot_be_used_are_said_per_sentence(corpus: Path) -> None:
    report = "# 報告\n\n一つ目だ[1]。二つ目だ[2]。三つ目だ[3]。四つ目だ[4]。\n\n## 参考文献\n\n" + "".join(f'[{n}] Lee. "Text number {n} here." 2025.\n' for n in range(1, 5))
    (corpus / "corpus" / "ja" / "r.md").write_text(report, encoding="utf-8")
    (corpus / "corpus" / "en" / "1.md").write_text("", encoding="utf-8")
    (corpus / "corpus" / "en" / "2.md").write_text("これは日本語の文書である。英語ではない。", encoding="utf-8")
    (corpus / "corpus" / "en" / "3.md").write_bytes(b"word " * 10_000_000)
    done = align("run", cwd=corpus)
    assert done.returncode == 0
    rows = {r.ja: r for r in read_rows(corpus / "out" / "r.tsv")}
    assert [rows[t].verdict for t in ("一つ目だ。", "二つ目だ。", "三つ目だ。", "四つ目だ。")] == ["source-missing", "source-not-english", "source-missing", "source-missing"]
    assert "error:source-unreadable" in rows["三つ目だ。"].findings
    for word in ("empty", "not-english", "50 MB", "missing"):
        assert word in done.stdout


def test_a_report_without_references_or_markers(corpus: Path) -> None:
    (corpus / "corpus" / "ja" / "r.md").write_text("題だけの報告\n", encoding="utf-8")
    done = align("run", cwd=corpus)
    assert done.returncode == 0
    (row,) = read_rows(corpus / "out" / "r.tsv")
    assert (row.key_origin, row.verdict) == ("self", "own")
    assert row.cite_keys


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("mount"), reason="a small file system needs the right to mount one")
def test_a_full_disk(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    disk = tmp_path_factory.mktemp("disk")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=20k", "tmpfs", disk], check=False, capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        done = align("run", "--out", disk, cwd=corpus)
        (disk / "fill").write_bytes(b"x" * (20_480 - sum(-(-p.stat().st_size // 4096) * 4096 for p in disk.iterdir()) - 4096)) if done.returncode == 0 else None
        done = align("run", ROOT / "corpus" / "ja", "--sources", ROOT / "corpus" / "en", "--out", disk, cwd=corpus)
        assert done.returncode == 5, done.stdout + done.stderr
        assert "No space left" in done.stderr
        assert not [p for p in disk.iterdir() if p.name.startswith(".")]
    finally:
        subprocess.run(["umount", disk], check=True)


def test_ctrl_c_while_translating(corpus: Path) -> None:
    lines = "\n\n".join(f"これは第{n}段落の文である。" for n in range(1000, 2000))
    (corpus / "corpus" / "ja" / "r.md").write_text(lines, encoding="utf-8")

    with serve(lambda texts, n: Answer(["Paragraph."] * len(texts), wait=0.6)) as server:
        command = [sys.executable, "-m", "align", "run", "--engine", "libre", "--engine-url", server.url]
        # Where the tests run in the background, their children would ignore the signal.
        heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
        process = subprocess.Popen(command, cwd=corpus, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=heard)
        while sum(server.answered.values()) < 3:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "run again" in err
    assert "Traceback" not in err
    assert not list((corpus / "out").glob("*.tsv"))
    assert (corpus / ".align" / "memory.sqlite").exists()


def test_sentences_left_without_translation_are_an_exit_code(corpus: Path) -> None:
    with serve(lambda texts, n: Answer(status=500) if any("伸びた" in t for t in texts) else Answer(["Next year is unknown."] * len(texts))) as server:
        done = align("run", "--engine", "libre", "--engine-url", server.url, "--attempts", "1", cwd=corpus)
    assert done.returncode == 6
    assert "1 sentences have no translation" in done.stdout
    rows = read_rows(corpus / "out" / "r.tsv")
    assert [r.en_engine for r in rows if r.ja.startswith("次の年")] == ["libre"]
    assert [r.findings for r in rows if "伸びた" in r.ja] == ["error:not-translated"]


def test_a_dry_run_sends_nothing_and_says_what_it_would(corpus: Path) -> None:
    with serve() as server:
        command = ("run", "--engine", "libre,offline", "--engine-url", server.url)
        done = align(*command, "--dry-run", "--show-requests", cwd=corpus)
        assert not server.times
        assert not (corpus / "out").exists()
        assert not (corpus / ".align").exists()
        machine = json.loads(align(*command, "--dry-run", "--json", cwd=corpus).stdout)["r"]
        run = json.loads(align(*command, "--json", cwd=corpus).stdout)
        assert machine["requests"] == run["requests"] == len(server.times)
        assert machine["characters"] == sum(map(len, server.asked))
        assert "0 characters in 0 requests" in align(*command, "--dry-run", cwd=corpus).stdout
    assert done.returncode == 0
    assert f"would be sent to libre, {machine['characters']} characters" in done.stdout
    assert all(f"  {text}\n" in done.stdout for text in server.asked)


def test_a_budget_ends_a_run_that_can_be_gone_on_with(corpus: Path) -> None:
    lines = "\n\n".join(f"これは第{n}段落の文である。" for n in range(100, 160))
    (corpus / "corpus" / "ja" / "r.md").write_text(lines, encoding="utf-8")
    with serve(lambda texts, n: Answer(["Paragraph."] * len(texts))) as server:
        command = ("run", "--engine", "libre", "--engine-url", server.url, "--jobs", "1")
        done = align(*command, "--budget", "300", cwd=corpus)
        assert done.returncode == 6
        assert "the budget of 300 characters is used up" in done.stdout
        sent = sum(map(len, server.asked.elements()))
        assert 0 < sent <= 300
        assert align(*command, cwd=corpus).returncode == 0
        assert set(server.asked.values()) == {1}


def test_the_memory_goes_out_and_comes_in(corpus: Path, tmp_path: Path) -> None:
    with serve(lambda texts, n: Answer(["Paragraph."] * len(texts))) as server:
        assert align("run", "--engine", "libre", "--engine-url", server.url, cwd=corpus).returncode == 0
    out = align("memory", "export", "m.tmx", cwd=corpus)
    assert out.returncode == 0
    count = int(out.stdout.split()[0])
    assert (corpus / "m.tmx").read_text(encoding="utf-8").count("<tu ") == count > 0
    taken = align("memory", "import", "m.tmx", "--memory", "other.sqlite", cwd=corpus)
    assert taken.stdout == f"{count} units from m.tmx\n"
    assert align("memory", "export", "again.tmx", "--memory", "other.sqlite", cwd=corpus).returncode == 0
    assert (corpus / "again.tmx").read_bytes() == (corpus / "m.tmx").read_bytes()
    assert align("memory", "export", "x.tmx", "--memory", "none.sqlite", cwd=corpus).returncode == 3
    (corpus / "bad.tmx").write_text("no xml")
    assert align("memory", "import", "bad.tmx", "--memory", "new.sqlite", cwd=corpus).returncode == 3
    assert not (corpus / "new.sqlite").exists()


def test_a_planted_key_reaches_no_file_and_no_message(corpus: Path) -> None:
    secret = "planted-secret-42"
    with serve(lambda texts, n: Answer(["English."] * len(texts))) as server:
        done = align("run", "--engine", "libre", "--engine-url", server.url, cwd=corpus, LIBRE_API_KEY=secret, DEEPL_API_KEY=secret)
        assert server.keys == {secret}
    assert done.returncode == 0
    assert secret not in done.stdout + done.stderr
    for path in corpus.rglob("*"):
        if path.is_file():
            assert secret.encode() not in path.read_bytes(), path


@pytest.mark.parametrize("command", ["", "run", "pair", "sources", "show", "review", "terms", "evaluate", "engines"])
def test_help(command: str, golden, tmp_path: Path) -> None:
    done = align(*([command] if command else []), "--help", cwd=tmp_path, COLUMNS="80")
    assert done.returncode == 0
    golden(f"help-{command or 'align'}.txt", done.stdout)


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; sys.argv = ['align', '--help']\ntry:\n from align.cli import main; main()\nexcept SystemExit: pass\nprint(sorted({'spacy', 'pandas', 'numpy', 'pydantic', 'sudachipy', 'requests'} & set(sys.modules)), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_engines_and_version(tmp_path: Path) -> None:
    listed = {e["name"]: e["state"] for e in json.loads(align("engines", "--json", cwd=tmp_path).stdout)}
    assert listed["offline"] == listed["google"] == "ready"
    assert "DEEPL_API_KEY" in listed["deepl"]
    assert align("--version", cwd=tmp_path).stdout == "align 0.1.0\n"
    assert "deepl" in align("engines", cwd=tmp_path).stdout


def test_pair(corpus: Path) -> None:
    ja = "# 漁網\n\n港では古い漁網の回収が始まった。集めた網は工場へ送られ、工場は網を糸に変える。\n\n市長は計画を歓迎した。\n"
    en = "# Fishing nets\n\nThe port has begun to collect old fishing nets. The collected nets are sent to a factory. The factory turns the nets into yarn.\n\nThe library is closed today. The mayor welcomed the plan.\n"
    (corpus / "a.md").write_text(ja, encoding="utf-8")
    (corpus / "b.md").write_text(en, encoding="utf-8")
    done = align("pair", "a.md", "b.md", cwd=corpus)
    assert done.returncode == 0, done.stderr
    rows = read_rows(corpus / "out" / "a.tsv")
    assert [(r.kind, r.source_span, r.verdict) for r in rows] == [
        ("title", "1", "supported"), ("sentence", "2", "supported"), ("sentence", "3-4", "supported"), ("sentence", "5", "own"), ("sentence", "6", "supported"),
    ]  # fmt: skip
    assert rows[2].en == "The collected nets are sent to a factory. The factory turns the nets into yarn."
    assert rows[3].ja == ""
    assert {r.en_engine for r in rows} == {"pair"}
    summary = json.loads(align("pair", "a.md", "b.md", "--json", "--reordered", cwd=corpus).stdout)
    assert summary["beads"] == {"1:1": 3, "0:1": 1, "1:2": 1}
    assert json.loads(align("pair", "a.md", "b.md", "--json", "--no-drafts", cwd=corpus).stdout)["beads"] == summary["beads"]
    assert align("pair", "a.md", "none.md", cwd=corpus).returncode == 3


def test_a_second_look_finds_the_opposite_in_cited_and_in_other_sources(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "1.md").write_text("# Two shipyards\n\nThe commission blocked the merger of the two shipyards in May. The ferry sails at noon.\n", encoding="utf-8")
    said = "委員会は5月、2つの造船所の合併を承認した"
    (tmp_path / "r.md").write_text(f"# 造船所\n\n{said}[1]。\n\n{said}。\n\n## 参考文献\n\n1. Ann Reed, “Two shipyards”. Norden Post, 2025.\n", encoding="utf-8")
    verdicts = {}
    for name, flags in (("both", ()), ("first", ("--no-second-look",))):
        done = align("run", "r.md", "--sources", "en", "--out", name, "--engine", "glosses", *flags, cwd=tmp_path, ALIGN_SECOND_LOOK="true")
        assert done.returncode == 0, done.stderr
        verdicts[name] = [(r.verdict, r.key_origin) for r in read_rows(tmp_path / name / "r.tsv") if r.kind == "sentence"]
    assert verdicts["both"] == [("contradicted", "explicit"), ("own", "self")]
    assert verdicts["first"] == [("supported", "explicit"), ("supported", "inferred")]


def test_review_without_the_page(corpus: Path) -> None:
    none = align("review", "--apply", cwd=corpus)
    assert none.returncode == 3
    assert "align run" in none.stderr
    assert align("run", cwd=corpus).returncode == 0
    assert not (corpus / "review").exists(), "who doesn't review gets no files of a review"
    done = align("review", "--export", "c.jsonl", cwd=corpus)
    assert done.stdout == "5 rows → c.jsonl (jsonl)\n"
    lines = [json.loads(line) for line in (corpus / "c.jsonl").read_text(encoding="utf-8").splitlines()]
    lines[1] |= {"en": "In 2024, sales rose by 42%.", "comment": "checked"}
    lines[2] |= {"status": "perhaps"}
    (corpus / "c.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    taken = align("review", "--import", "c.jsonl", "--reviewer", "ann", cwd=corpus)
    assert taken.stdout.startswith("5 rows read from c.jsonl; changed: 1 × comment, 1 × en\nrefused: ")
    assert "no status 'perhaps'" in taken.stdout
    assert json.loads((corpus / "review" / "decisions.jsonl").read_text(encoding="utf-8"))["reviewer"] == "ann"
    assert align("review", "--apply", cwd=corpus).stdout == "1 decided → out\n"
    row = read_rows(corpus / "out" / "r.tsv")[1]
    assert (row.en, row.en_engine, row.status, row.reviewer, row.comment) == ("In 2024, sales rose by 42%.", "human", "edited", "ann", "checked")
    again = align("run", "--json", cwd=corpus)
    assert json.loads(again.stdout)["reviewed"] == {"decided": 1, "recheck": 0, "orphans": 0}
    assert read_rows(corpus / "out" / "r.tsv")[1] == row
    assert align("review", "--agreement", cwd=corpus).stdout == "No row has been decided by two reviewers.\n"
    assert align("review", "--orphans", cwd=corpus).stdout == "Every decision has its row.\n"
    assert align("review", "--pairs", "p.jsonl", cwd=corpus).stdout == "1 decided passages → p.jsonl\n"
    for wrong, code in ((("--export", "c.pdf"), 4), (("--import", "gone.xlsx"), 3), (("--export", "a.tmx", "--import", "a.tmx"), 4), (("--apply", "--export", "a.tmx"), 4), (("--orphans", "--agreement"), 4), (("--port", "99999"), 2)):
        assert align("review", *wrong, cwd=corpus).returncode == code, wrong


def test_the_page_is_served_until_interrupted(corpus: Path) -> None:
    import requests

    assert align("run", cwd=corpus).returncode == 0
    process = subprocess.Popen([sys.executable, "-m", "align", "review", "--port", "0"], cwd=corpus, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    line = process.stdout.readline()
    url = line.split("open ")[1].split()[0]
    assert requests.get(url, timeout=10).status_code == 200
    taken = align("review", "--port", url.rsplit(":", 1)[1].strip("/"), cwd=corpus)
    assert taken.returncode == 4
    assert "--port" in taken.stderr
    process.send_signal(signal.SIGINT)
    rest, errors = process.communicate(timeout=20)
    assert process.returncode in (0, 130)
    assert "decisions.jsonl" in rest
    assert "Traceback" not in errors


def test_a_server_for_others_prints_its_token(corpus: Path) -> None:
    assert align("run", cwd=corpus).returncode == 0
    process = subprocess.Popen([sys.executable, "-m", "align", "review", "--port", "0", "--host", "0.0.0.0"], cwd=corpus, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    line = process.stdout.readline()
    process.terminate()
    process.communicate(timeout=20)
    assert "?token=" in line


def test_sources_that_are_elsewhere_are_said(corpus: Path) -> None:
    assert align("run", cwd=corpus).returncode == 0
    process = subprocess.Popen([sys.executable, "-m", "align", "review", "--port", "0", "--sources", "elsewhere"], cwd=corpus, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    line = process.stdout.readline()
    process.terminate()
    process.communicate(timeout=20)
    assert line.startswith("1 sources aren't in elsewhere, sales.md among them")
