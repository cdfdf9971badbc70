"""A translator's session, with the keyboard alone, and two people at once."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from align.emit.formats import by_name
from align.review import listing
from align.review.service import Review
from tests.review.server import Site, site
from tests.review.test_service import do, find

Opened = Callable[..., AbstractContextManager[Review]]
Visit = Callable[..., Page]


@pytest.fixture
def served(opened: Opened) -> Iterator[Site]:
    with opened() as review, site(review) as found:
        yield found


def row(page: Page, text: str) -> object:
    return page.locator(".unit", has=page.locator(".ja", has_text=text))


def wait_until(holds: Callable[[], bool], seconds: float = 8.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def status(page: Page, text: str, expected: str) -> None:
    expect(row(page, text).locator(".status")).to_have_text(expected)  # type: ignore[attr-defined]


def test_a_whole_session_with_the_keyboard(served: Site, visit: Visit, tmp_path: Path) -> None:
    page = visit(served.url)
    keys = page.keyboard
    # Filter
    keys.press("/")
    keys.type("数百年")
    keys.press("Enter")
    page.wait_for_url("**q=*")
    expect(page.locator(".unit")).to_have_count(1)
    page.wait_for_selector(".unit.active .tools")
    # Edit, save and go on
    page.locator(".unit").focus()
    keys.press("w")
    keys.type("Nylon does not break down in the sea for hundreds of years.")
    keys.press("Control+Enter")
    status(page, "数百年", "edited")
    assert find(served.review, "数百年").row.en == "Nylon does not break down in the sea for hundreds of years."
    # Undo and redo
    keys.press("Escape")
    keys.press("u")
    status(page, "数百年", "open")
    expect(page.locator(".unit .en textarea")).not_to_have_value("Nylon does not break down in the sea for hundreds of years.")
    keys.press("U")
    status(page, "数百年", "edited")
    # Another passage, from the sources
    keys.press("s")
    expect(page.locator(".find input")).to_be_focused()
    keys.type("ghost nets")
    page.wait_for_selector(".results mark")
    page.locator(".results button").first.click()
    expect(page.locator(".unit blockquote")).to_contain_text("Ghost nets")
    # A verdict, and no source at all
    keys.press("v")
    expect(page.locator(".judge-field button").first).to_be_focused()
    keys.press("2")
    expect(page.locator(".unit .chip")).to_have_text("the source says a part")
    keys.press("0")
    expect(page.locator(".unit .chip")).to_have_text("not found in the source")
    keys.press("u")
    expect(page.locator(".unit .chip")).to_have_text("the source says a part")
    # Take one of the candidates
    keys.press("1")
    expect(page.locator(".unit .chip")).to_have_text("the source says so")
    # Comment
    keys.press("c")
    expect(page.locator(".comment-field textarea")).to_be_focused()
    keys.type("Hundreds or several hundred?")
    keys.press("Control+Enter")
    expect(page.locator(".unit .comment")).to_contain_text("several hundred?")
    # Keys
    keys.press("k")
    expect(page.locator(".keys-field input")).to_be_focused()
    keys.press("Control+a")
    keys.type("hartmann2023lost; nordenharbour2025five")
    keys.press("Enter")
    expect(page.locator(".unit .key").nth(1)).to_have_text("nordenharbour2025five")
    # Leave, come back
    page.goto(served.url)
    page.wait_for_selector(".unit.active .tools")
    status(page, "数百年", "edited")
    # Merge, split, undo
    count = page.locator(".unit").count()
    row(page, "120トン").click(position={"x": 5, "y": 5})  # type: ignore[attr-defined]
    keys.press("m")
    expect(page.locator(".unit")).to_have_count(count - 1)
    merged = row(page, "120トン")
    expect(merged.locator(".ja > p").first).to_contain_text("手作業で鉛と縄を外し")  # type: ignore[attr-defined]
    page.wait_for_selector(".unit.active .tools")
    keys.press("t")
    expect(page.locator("#split")).to_be_visible()
    keys.press("Control+Home")
    for _ in range(7):
        keys.press("ArrowRight")
    keys.press("Control+Enter")
    expect(page.locator(".unit")).to_have_count(count)
    expect(row(page, "最初の1年に集").locator(".ja > p").first).to_have_text("最初の1年に集")  # type: ignore[attr-defined]
    keys.press("Control+z")
    expect(page.locator(".unit")).to_have_count(count - 1)
    keys.press("Control+z")
    expect(page.locator(".unit")).to_have_count(count)
    # Accept and reject go on to the next row
    keys.press("g")
    keys.press("a")
    expect(page.locator(".unit").nth(1)).to_have_class(re.compile("active"))
    keys.press("x")
    expect(page.locator(".unit").nth(2)).to_have_class(re.compile("active"))
    assert [u.row.status for u in served.review.store.units()[:2]] == ["accepted", "rejected"]
    expect(page.locator("#progress .count b").first).to_have_text("3")
    # Help
    keys.press("?")
    expect(page.locator("#help")).to_be_visible()
    keys.press("Escape")
    # Export
    page.locator(".menu summary").click()
    with page.expect_download() as download:
        page.locator(".menu a", has_text="xlsx").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    reader = by_name("xlsx").read
    assert reader is not None
    assert {e.values["status"] for e in reader(path)} == {"", "accepted", "rejected", "edited"}


def test_what_is_typed_is_saved_without_a_key(served: Site, visit: Visit) -> None:
    page = visit(served.url + "?q=数百年")
    field = page.locator(".unit textarea").first
    field.fill("Typed, and then left alone.")
    status(page, "数百年", "edited")
    expect(field).to_be_focused()
    field.press("End")
    field.type(" More.")
    page.close(run_before_unload=False)
    for _ in range(50):
        if find(served.review, "数百年").row.en.endswith("More."):
            break
        time.sleep(0.1)
    assert find(served.review, "数百年").row.en == "Typed, and then left alone. More."


def test_two_people_at_once(served: Site, visit: Visit) -> None:
    ann, ben = visit(served.url + "?q=数百年", "ann"), visit(served.url + "?q=数百年", "ben")
    ann.locator(".unit textarea").first.fill("Ann's English.")
    ann.keyboard.press("Control+Enter")
    status(ann, "数百年", "edited")
    # Ben sees it without doing anything
    expect(ben.locator(".unit .who")).to_have_text("ann")
    expect(ben.locator(".unit textarea").first).to_have_value("Ann's English.")
    # Both write at once: the second is asked
    field = ben.locator(".unit textarea").first
    field.focus()
    ben.evaluate("document.querySelector('.unit textarea').value = 'Ben is writing'")
    ann.locator(".unit textarea").first.fill("Ann again.")
    ann.keyboard.press("Control+Enter")
    expect(ann.locator(".unit .who")).to_have_text("ann")
    field.press("End")
    ben.keyboard.type(".")
    ben.keyboard.press("Control+Enter")
    expect(ben.locator("#conflict")).to_be_visible()
    expect(ben.locator("#conflict .theirs")).to_have_text("Ann again.")
    expect(ben.locator("#conflict .yours")).to_have_text("Ben is writing.")
    assert find(served.review, "数百年").row.en == "Ann again."
    ben.locator("#conflict button[value=mine]").click()
    expect(ben.locator("#conflict")).to_be_hidden()
    expect(ann.locator(".unit textarea").first).to_have_value("Ben is writing.")
    assert find(served.review, "数百年").row.en == "Ben is writing."


def test_keeping_theirs_keeps_theirs(served: Site, visit: Visit) -> None:
    ann = visit(served.url + "?q=数百年", "ann")
    unit = find(served.review, "数百年")
    ann.evaluate("() => { window.fetch = ((real) => (url, more) => String(url).startsWith('/changes') ? new Promise(() => {}) : real(url, more))(window.fetch); }")
    do(served.review, unit, "edit", "ben", en="Ben's.")
    ann.locator(".unit textarea").first.fill("Ann's, not saved.")
    expect(ann.locator("#conflict")).to_be_visible()
    time.sleep(2.8)
    ann.locator("#conflict button[value=theirs]").click()
    expect(ann.locator(".unit textarea").first).to_have_value("Ben's.")
    time.sleep(2.8)
    assert find(served.review, "数百年").row.en == "Ben's."


def test_mine_is_what_was_seen_and_typed(served: Site, visit: Visit) -> None:
    for press, typed, expected in (("a", "", "the machine's"), ("", " and more", "Mine and more")):
        ann = visit(served.url + "?q=数百年", "ann")
        seen = ann.locator(".unit textarea").first.input_value()
        slow = "(String(url).startsWith('/changes') ? new Promise(() => {}) : new Promise((r) => setTimeout(r, 900)).then(() => real(url, more)))"
        ann.evaluate("() => { window.fetch = ((real) => (url, more) => " + slow + ")(window.fetch); }")
        do(served.review, find(served.review, "数百年"), "edit", "ben", en=f"Ben's, {expected}.")
        if press:
            ann.locator(".unit").focus()
            ann.keyboard.press(press)
        else:
            ann.locator(".unit textarea").first.fill("Mine")
            time.sleep(2.7)
            ann.locator(".unit textarea").first.press("End")
            ann.keyboard.type(typed)
        expect(ann.locator("#conflict")).to_be_visible()
        ann.keyboard.press("Escape")
        expect(ann.locator("#conflict")).to_be_visible()
        ann.locator("#conflict button[value=mine]").click()
        wanted = seen if press else "Mine and more"
        wait_until(lambda wanted=wanted: find(served.review, "数百年").row.en == wanted)


def test_what_is_decided_is_what_was_seen(served: Site, visit: Visit) -> None:
    """Somebody's change that comes in between the key and the request isn't accepted unseen."""
    ann = visit(served.url + "?q=数百年", "ann")
    unit = find(served.review, "数百年")
    ann.evaluate("() => { window.fetch = ((real) => async (url, more) => { if (String(url).startsWith('/act')) await new Promise((r) => setTimeout(r, 4000)); return real(url, more); })(window.fetch); }")
    ann.locator(".unit").focus()
    ann.keyboard.press("a")
    do(served.review, unit, "edit", "ben", en="Never seen by Ann.")
    expect(ann.locator("#conflict")).to_be_visible()
    assert find(served.review, "数百年").row.reviewer == "ben"


def test_text_that_could_not_be_saved_stays(served: Site, visit: Visit) -> None:
    ann = visit(served.url + "?section=3. 集めて、洗って、糸にする", "ann")
    ann.evaluate("() => { window.real = window.fetch; window.fetch = (url, more) => String(url).startsWith('/act') ? Promise.reject(new Error('gone')) : window.real(url, more); }")
    first = ann.locator(".unit", has=ann.locator(".ja", has_text="120トン"))
    first.locator("textarea").fill("Ann's text.")
    expect(ann.locator("#live")).to_contain_text("can't be reached")
    ann.locator(".unit").last.click(position={"x": 4, "y": 4})
    do(served.review, find(served.review, "120トン"), "edit", "ben", en="Ben's.")
    time.sleep(2.6)
    expect(first.locator("textarea")).to_have_value("Ann's text.")
    ann.evaluate("() => { window.fetch = window.real; }")
    first.locator("textarea").focus()
    ann.keyboard.press("Control+Enter")
    expect(ann.locator("#conflict .theirs")).to_have_text("Ben's.")


def test_a_comment_that_was_begun_is_kept(served: Site, visit: Visit) -> None:
    ann = visit(served.url, "ann")
    ann.locator(".unit").nth(4).click(position={"x": 4, "y": 4})
    ann.wait_for_selector(".unit.active .tools")
    ann.keyboard.press("c")
    expect(ann.locator(".comment-field textarea")).to_be_focused()
    ann.keyboard.type("Half a thought")
    ann.locator(".unit").nth(6).click(position={"x": 4, "y": 4})
    expect(ann.locator(".unit").nth(4).locator(".comment")).to_contain_text("Half a thought")


def test_escape_takes_back_what_is_on_its_way(served: Site, visit: Visit) -> None:
    ann = visit(served.url + "?q=数百年", "ann")
    before = find(served.review, "数百年").row.en
    ann.evaluate("() => { window.fetch = ((real) => async (url, more) => { if (String(url).startsWith('/act')) await new Promise((r) => setTimeout(r, 800)); return real(url, more); })(window.fetch); }")
    field = ann.locator(".unit textarea").first
    field.fill("A slip of the pen.")
    time.sleep(2.8)
    field.press("Escape")
    time.sleep(3)
    assert (find(served.review, "数百年").row.en, find(served.review, "数百年").row.status) == (before, "")
    expect(field).to_have_value(before)


def test_escape_takes_back_what_was_saved_while_typing(served: Site, visit: Visit) -> None:
    ann = visit(served.url + "?q=数百年", "ann")
    before = find(served.review, "数百年").row.en
    field = ann.locator(".unit textarea").first
    for text in ("A slip", "A slip of the pen"):
        field.fill(text)
        wait_until(lambda text=text: find(served.review, "数百年").row.en == text)  # a pause is kept, whatever happens
    field.press("Escape")
    expect(field).to_have_value(before)
    wait_until(lambda: (find(served.review, "数百年").row.en, find(served.review, "数百年").row.status) == (before, ""))


def test_at_the_end_of_a_page_the_next_one_comes(opened: Opened, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "PAGE", 3)
    with opened() as review, site(review) as served:
        page = visit(served.url + "?status=todo")
        for n in range(4):
            page.wait_for_selector(".unit.active .tools")
            page.locator(".unit.active").focus()
            page.keyboard.press("x")
            expect(page.locator("#progress .count b").first).to_have_text(str(n + 1))
        assert [u.row.status for u in review.store.units()[:5]] == ["rejected"] * 4 + [""]


def test_rows_that_others_split_appear(served: Site, visit: Visit) -> None:
    ann = visit(served.url, "ann")
    count = ann.locator(".unit").count()
    unit = find(served.review, "120トン")
    served.review.act(unit.id, unit.version, "split", {"ja_at": 7, "en_at": 3}, "ben")
    expect(ann.locator(".unit")).to_have_count(count + 1)


def test_a_second_opinion_is_blind(served: Site, visit: Visit) -> None:
    ann = visit(served.url + "?q=数百年", "ann")
    ann.locator(".unit textarea").first.fill("Ann's English.")
    ann.keyboard.press("Control+Enter")
    status(ann, "数百年", "edited")
    ben = visit(served.url + "?status=second&sample=100", "ben")
    expect(ben.locator(".banner")).to_contain_text("Second opinion")
    assert "Ann's English." not in ben.content()
    ben.locator(".unit").first.focus()
    ben.keyboard.press("x")
    expect(ben.locator("#live")).to_contain_text("last row")
    assert find(served.review, "数百年").row.en == "Ann's English."
    ben.goto(served.url + "agreement")
    expect(ben.locator("table").first).to_contain_text("ann, ben")
    expect(ben.locator("table").nth(1)).to_contain_text("rejected")


def test_the_server_is_gone(opened: Opened, visit: Visit) -> None:
    with opened() as review:
        with site(review) as served:
            page = visit(served.url + "?q=数百年")
        page.locator(".unit textarea").first.fill("Nobody hears this.")
        expect(page.locator("#live")).to_contain_text("can't be reached")
        expect(page.locator(".unit textarea").first).to_have_value("Nobody hears this.")
        expect(page.locator(".unit")).to_have_class(re.compile("unsaved"))


def test_it_can_be_read(served: Site, visit: Visit) -> None:
    """Names for what is operated, contrast of AA in light and dark, and nothing wider than the window at 125% and on a small screen."""
    for scheme in ("light", "dark"):
        page = visit(served.url + "?order=worth", color_scheme=scheme)
        page.keyboard.press("s")
        page.wait_for_selector(".results li")
        unnamed = page.evaluate("""() => [...document.querySelectorAll("button, a, input, select, textarea")].filter((e) => e.offsetParent
            && !(e.textContent.trim() || e.getAttribute("aria-label") || e.labels?.length || e.title)).map((e) => e.outerHTML)""")
        assert unnamed == []
        poor = page.evaluate(_CONTRAST)
        assert poor == []
    for width, zoom in ((1152, 1.25), (720, 1.0), (390, 1.0)):
        page = visit(served.url, device_scale_factor=zoom)
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), width


_CONTRAST = """() => {
  const parse = (c) => { const m = c.match(/[\\d.]+/g).map(Number); return c.startsWith("color(") ? [m[0] * 255, m[1] * 255, m[2] * 255, m[3] ?? 1] : [m[0], m[1], m[2], m[3] ?? 1]; };
  const light = ([r, g, b]) => { const f = (v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }; return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b); };
  const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3]));
  const back = (e) => { const all = []; for (let n = e; n; n = n.parentElement) all.unshift(parse(getComputedStyle(n).backgroundColor)); return all.reduce((under, top) => over(top, under), [255, 255, 255]); };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !e.checkVisibility() || e.closest("dialog, option, [aria-hidden=true]")) continue;
    const under = back(e), a = light(over(parse(getComputedStyle(e).color), under)), b = light(under);
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push(`${e.tagName}.${e.className} ${ratio.toFixed(2)} ${walker.currentNode.textContent.trim().slice(0, 30)}`);
  }
  return [...new Set(poor)];
}"""
