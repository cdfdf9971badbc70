"""The pages over HTTP: what they answer, and whom they refuse."""

from __future__ import annotations

import http.client
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import requests

from align import pipeline
from align.emit.formats import NAMES
from align.model.row import Row
from align.review.service import Review
from align.review.web.serve import Address, admitted
from align.text.headings import usual
from tests.review.conftest import settings_of
from tests.review.server import Site, site
from tests.review.test_service import do, find

Opened = Callable[..., AbstractContextManager[Review]]
HOSTILE = '<script>document.title="owned"</script><img src=x onerror=alert(1)>'


@pytest.fixture
def served(opened: Opened) -> Iterator[Site]:
    with opened() as review, site(review) as found:
        yield found


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", lambda r: True), ("?q=ナイロン", lambda r: "ナイロン" in r.ja), ("?q=ﾅｲﾛﾝ 海", lambda r: "ナイロン" in r.ja and "海" in r.ja),
        ("?q=NYLON", lambda r: "nylon" in r.en.lower()), ("?verdict=contradicted", lambda r: r.verdict == "contradicted"),
        ("?finding=figure-contradicted", lambda r: "figure-contradicted" in r.findings), ("?kind=heading", lambda r: r.kind == "heading"),
        ("?key=hartmann2023lost&kind=sentence", lambda r: "hartmann2023lost" in r.cite_keys and r.kind == "sentence"), ("?report=nothing", lambda r: False),
        ("?status=done", lambda r: False), ("?status=commented", lambda r: bool(r.comment)), ("?status=todo&order=worth", lambda r: True), ("?below=0.995&order=score", lambda r: r.score and float(r.score) < 0.995),
        ("?section=3. 集めて、洗って、糸にする", lambda r: r.section == "3. 集めて、洗って、糸にする"), ("?page=2", lambda r: True),
    ],
)  # fmt: skip
def test_filters(served: Site, query: str, wanted: Callable[[Row], bool]) -> None:
    do(served.review, find(served.review, "数百年"), "comment", comment="a word")
    expected = sum(bool(wanted(r)) for r in served.review.rows())
    assert expected or query in ("?report=nothing", "?status=done")
    answer = served.get("/" + query)
    assert answer.status_code == 200
    assert f'role="status">{expected} row' in answer.text


def test_how_sure_the_translator_was_is_shown_and_unsure_goes_with_the_draft(served: Site) -> None:
    drafts = [u for u in served.review.store.units() if u.row.en_engine == "offline" and not usual(u.row.ja)]
    pages = [served.get(f"/details?id={requests.utils.quote(u.id)}").text for u in drafts]
    assert all("the translator of align, 0." in page for page in pages)
    unsure = next(u for u in drafts if "warning:unsure" in u.row.findings)
    assert "warning:unsure" in served.review.checked(unsure).row.findings
    assert "unsure" not in do(served.review, unsure, "edit", en="Something else is said here.").row.findings


@pytest.mark.parametrize("query", ["?status=x", "?verdict=x", "?order=x", "?page=0", "?page=x", "?below=7", "?below=x", "?sample=0", "?page=99999999999999999999", "?page=0000000000000001", "?page=²"])
def test_what_cannot_be_filtered_is_said(served: Site, query: str) -> None:
    answer = served.get("/" + query)
    assert answer.status_code == 404
    assert "isn't possible" in answer.text.replace("&#39;", "'")


def test_other_pages_and_exports(served: Site) -> None:
    for path in ("/agreement", "/orphans", "/static/review.js", "/static/review.css", *(f"/export/{n}" for n in NAMES), "/export/tmx?report=net-recycling"):
        assert served.get(path).status_code == 200, path
    for path in ("/export/pdf", "/export/..%2f..%2fetc%2fpasswd", "/static/..%2fapp.py", "/static/app.py", "/static/%2e%2e/app.py", "/details?id=../../x", "/search?id=x", "/nothing"):
        assert served.get(path).status_code == 404, path
    assert "filename*=UTF-8''net-recycling.xlsx" in served.get("/export/xlsx?report=net-recycling").headers["content-disposition"]


def test_actions_and_conflicts(served: Site) -> None:
    unit = find(served.review, "数百年")
    asked = {"id": unit.id, "version": unit.version, "action": "edit", "en": "Nylon stays."}
    answer = served.post("/act", asked).json()
    assert answer["units"][0]["id"] == unit.id
    assert "Nylon stays." in answer["units"][0]["html"]
    stale = served.post("/act", {**asked, "en": "Ben's."}, "ben")
    assert stale.status_code == 409
    assert stale.json()["units"][unit.id]["en"] == "Nylon stays."
    assert stale.json()["units"][unit.id]["reviewer"] == "ann"
    changes = requests.get(served.url + "changes?since=0", cookies={"align_reviewer": "ben"}, timeout=10).json()
    assert [[u["id"] for u in e["units"]] for e in changes["events"]] == [[unit.id]]
    assert served.post("/undo", {}).json()["units"][0]["id"] == unit.id
    assert served.post("/undo", {}).json() == {"nothing": True}
    assert served.post("/redo", {}).status_code == 200
    found = served.post("/reviewer", {"name": "山田 太郎"})
    assert found.json() == {"name": "山田 太郎"}
    assert requests.get(served.url, cookies=found.cookies, timeout=10).text.count("山田 太郎") >= 2


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({}, 422), ({"id": 3}, 422), ([], 400), ("x", 400), ({"id": "x", "version": 1, "action": "accept"}, 422), ({"action": "fly"}, 422),
        ({"action": "edit", "en": 7}, 422), ({"action": "edit", "en": "x" * 30_000}, 422), ({"action": "split", "ja_at": "1", "en_at": 0}, 422),
        ({"action": "split", "ja_at": 0, "en_at": 0}, 422), ({"action": "relink", "key": "../x", "span": "1"}, 422), ({"action": "keys", "keys": "nobody"}, 422),
        ({"action": "same", "other": "x"}, 422), ({"action": "judge", "verdict": "own"}, 422), ({"action": "vote", "status": "x"}, 422),
    ],
)  # fmt: skip
def test_requests_that_make_no_sense(served: Site, values: object, status: int) -> None:
    unit = find(served.review, "数百年")
    if isinstance(values, dict) and "action" in values and "id" not in values:
        values = {"id": unit.id, "version": unit.version, **values}
    answer = served.post("/act", values)
    assert answer.status_code == status
    assert answer.json()["error"]
    assert find(served.review, "数百年") == unit


def test_strangers_are_refused(served: Site) -> None:
    unit = find(served.review, "数百年")
    asked = {"id": unit.id, "version": unit.version, "action": "reject"}
    assert served.post("/act", asked, Origin="https://evil.example").status_code == 403
    assert served.post("/act", asked, Origin="").status_code == 403
    assert served.post("/act", asked, **{"X-Align-Csrf": "guess"}).status_code == 403
    assert served.post("/act", asked, **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert served.get("/", Host="evil.example").status_code == 421
    assert served.get("/", Host="127.0.0.1.evil.example").status_code == 421
    asking = http.client.HTTPConnection(served.url.split("/")[2], timeout=10)
    asking.request("GET", "/", headers={"Host": "[::1"})
    assert asking.getresponse().status == 400
    asking.close()
    assert served.get("/changes?since=" + "9" * 5000).status_code == 200
    assert served.post("/act", {**asked, "action": "relink", "key": "hartmann2023lost", "span": "9" * 5000}).status_code == 422
    assert requests.get(served.url, cookies={"align_reviewer": "a%00b%0a"}, timeout=10).status_code == 200
    assert served.get("/?q=%00").status_code == 200
    assert requests.put(served.url, timeout=10).status_code == 405
    assert requests.post(served.url + "act", data=iter([b"{}"]), headers={"Origin": served.url.rstrip("/")}, timeout=10).status_code == 413
    assert find(served.review, "数百年") == unit
    headers = served.get("/").headers
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_a_public_server_needs_its_token(opened: Opened) -> None:
    with opened() as review, site(review, hosts=("127.0.0.1", "*"), token="geheim") as found:
        assert requests.get(found.url, timeout=10).status_code == 401
        assert requests.get(found.url + "?token=wrong", timeout=10).status_code == 401
        assert requests.get(found.url + "export/tsv", timeout=10).status_code == 401
        came = requests.get(found.url + "?token=geheim", allow_redirects=False, timeout=10)
        assert (came.status_code, came.headers["location"]) == (303, "/")
        assert "httponly" in came.headers["set-cookie"].lower()
        assert "samesite=strict" in came.headers["set-cookie"].lower()
        assert found.get("/", Host="review.example").status_code == 200
        assert "geheim" not in found.get("/").text


@pytest.mark.parametrize(
    ("address", "hosts", "secret"),
    [
        (Address(), set(), False),
        (Address("0.0.0.0"), {"0.0.0.0", "*"}, True),
        (Address(names=("Review.Example", "other.example:443")), {"review.example", "other.example"}, True),
        (Address(token="given"), set(), True),
    ],
)  # fmt: skip
def test_who_needs_a_token(address: Address, hosts: set[str], secret: bool) -> None:
    found, token = admitted(address)
    assert found == {"127.0.0.1", "localhost", "::1", *hosts}
    assert bool(token) == secret


def test_a_cookie_of_another_program_hides_none_of_ours(served: Site) -> None:
    for other in ('x={"a":1}', "flag", "a b=1", "=1", "n=\u00e9"):
        page = requests.get(served.url, headers={"Cookie": f"{other}; align_reviewer=Sato".encode("latin-1")}, timeout=10)
        assert 'data-reviewer="Sato"' in page.text


def test_a_marker_that_leads_nowhere_is_not_nothing(tmp_path: Path) -> None:
    (tmp_path / "ja").mkdir()
    (tmp_path / "en").mkdir()
    (tmp_path / "ja" / "r.md").write_text('# 題\n\n網は多い[1]。六割が認めている[5]。何も引かない。\n\n## 参考文献\n\n1. A. "Title number one of the list." 2025.\n2. B. "Second title of the list." 2025.\n', encoding="utf-8")
    pipeline.run(settings_of(tmp_path), [])
    review = Review(settings_of(tmp_path))
    try:
        with site(review) as found:
            page = found.get("/").text
    finally:
        review.close()
    assert page.count("cites what isn&#39;t in the list") == 2  # the chip, and the name of the row
    assert "cites nothing" in page


def test_hostile_text_stays_text(sample: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    shutil.copytree(sample, work)
    (work / "ja" / "net-recycling.txt").unlink()
    shutil.rmtree(work / "out")
    name = "<b>報告'\"&.md"
    (work / "ja" / name).write_text(f"# 題{HOSTILE}\n\n網は`{HOSTILE}`を集める。{HOSTILE}である。\u202e逆さの文。か\u3099き\u0300\u0301\u0302。" + "長" * 3000 + "。\n", encoding="utf-8")
    pipeline.run(settings_of(work), [])
    review = Review(settings_of(work))
    try:
        with site(review) as found:
            unit = review.store.units()[1]
            unit = do(review, unit, "comment", comment=HOSTILE)
            do(review, unit, "edit", en=HOSTILE, who=HOSTILE)
            for path in ("/", "/agreement", "/orphans", f"/details?id={requests.utils.quote(unit.id)}", "/?q=" + requests.utils.quote(HOSTILE), "/?key=" + requests.utils.quote('"><script>')):
                page = found.get(path).text
                assert "<script>doc" not in page
                assert "<script>\"" not in page
                assert "<img" not in page
                assert "<b>報告" not in page
    finally:
        review.close()
