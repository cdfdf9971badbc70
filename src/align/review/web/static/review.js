"use strict";
// The page works on rows that the server renders: every action is sent, and the rows that come back take the place of
// those that were there. Actions of one page go one after the other, so that each knows the version that it changes.

const csrf = document.querySelector("meta[name=csrf]").content;
const body = document.body;
const list = document.getElementById("units");
const live = document.getElementById("live");
const blind = body.dataset.blind === "1";
const IDLE = 2500, POLL = 2000, SAID = 5000, RETRY = 4000;
let active = null;
let event = Number(body.dataset.event);
let queue = Promise.resolve();
let sayTimer = 0;
let opening = false;
let pending = 0;
let troubled = "";
// Which version an answer to us made of which: what we did ourselves isn't somebody else's change.
const ours = new Map();

const $ = (selector, root = document) => root.querySelector(selector);
const rows = () => [...list.children];
const rowOf = (id) => rows().find((r) => r.dataset.id === id);
const field = (row) => $(".en textarea", row);
const fragment = (html) => { const t = document.createElement("template"); t.innerHTML = html.trim(); return t.content.firstElementChild; };

function say(text, bad = false) {
  live.textContent = text;
  live.classList.toggle("bad", bad);
  clearTimeout(sayTimer);
  if (text) sayTimer = setTimeout(() => say(""), bad ? 3 * SAID : SAID);
}

async function send(url, values) {
  let answer;
  try {
    answer = await fetch(url, { method: "POST", keepalive: true, headers: { "Content-Type": "application/json", "X-Align-Csrf": csrf }, body: JSON.stringify(values) });
  } catch {
    return { status: 0, data: { error: "Not saved: the server can't be reached. Your text stays here; try again." } };
  }
  const text = await answer.text();
  try {
    return { status: answer.status, data: JSON.parse(text) };
  } catch {
    return { status: answer.status, data: { error: text } };
  }
}

// Rows

function setActive(row, focus = true) {
  if (!row) return;
  if (active !== row) {
    if (active) {
      keepComment(active);
      active.classList.remove("active");
      active.removeAttribute("aria-current");
      $(".more", active).hidden = true;
      $(".more", active).replaceChildren();
      active.tabIndex = -1;
    }
    active = row;
    row.classList.add("active");
    row.setAttribute("aria-current", "true");
    row.tabIndex = 0;
    row.ready = details(row);
  }
  if (focus) {
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }
}

async function details(row) {
  const answer = await fetch(`/details?id=${encodeURIComponent(row.dataset.id)}&blind=${body.dataset.blind}`);
  if (answer.ok && active === row) {
    const more = $(".more", row);
    more.innerHTML = await answer.text();
    more.hidden = false;
    if (document.activeElement === row) row.scrollIntoView({ block: "nearest" });
  }
}

const dirty = (row) => field(row).value !== field(row).dataset.saved;

// Put a row as the server has it in the place of the one that is there; text that isn't saved stays as it is.
// `sent`: what of it was just saved.
function patch(row, html, version, sent) {
  const made = fragment(html);
  const writing = sent === undefined ? dirty(row) : field(row).value !== sent;
  row.className = made.className + (row === active ? " active" : "");
  for (const name of ["version", "position"]) row.dataset[name] = made.dataset[name];
  row.setAttribute("aria-label", made.getAttribute("aria-label"));
  for (const part of made.querySelectorAll(":scope > [data-part]")) {
    const name = part.dataset.part;
    if (name === "more") continue;
    const old = $(`:scope > [data-part=${name}]`, row);
    if (name === "en") {
      const wanted = $("textarea", part), there = $("textarea", old);
      there.dataset.saved = wanted.dataset.saved;
      if (!writing && there.value !== wanted.value) there.value = wanted.value;
      there.rows = wanted.rows;
      $(".engine", old).replaceWith($(".engine", part));
      continue;
    }
    old.replaceWith(part);
  }
  row.dataset.version = version;
}

function place(unit, sent) {
  const there = rowOf(unit.id);
  if (there) {
    patch(there, unit.html, unit.version, sent);
    return there;
  }
  const made = fragment(unit.html);
  made.dataset.version = unit.version;
  const after = rows().filter((r) => r.dataset.report === made.dataset.report && Number(r.dataset.position) < unit.position).pop();
  if (after) after.after(made); else list.prepend(made);
  return made;
}

function progress(html) {
  if (html) $("#progress").innerHTML = html;
}

function show(data, sent) {
  const gone = data.gone.map(rowOf).filter(Boolean);
  const places = data.units.map((unit) => place(unit, sent));
  for (const row of gone) {
    if (row === active) active = null;
    row.remove();
  }
  progress(data.progress);
  if (!active && places[0]) setActive(places[0]);
  else if (active && places.includes(active) && !active.contains(document.activeElement)) active.focus({ preventScroll: true });
  if (active && places.includes(active) && !$(".more", active).contains(document.activeElement)) active.ready = details(active);
}

// Actions, one after the other

// What was seen when the key was pressed is what is decided, whatever has come in from others since.
function seen(id, version) {
  let now = Number(version);
  while (ours.has(`${id} ${now}`)) now = ours.get(`${id} ${now}`);
  return now;
}

function act(row, action, values = {}) {
  const id = row.dataset.id, version = row.dataset.version;
  pending += 1;
  queue = queue.then(async () => {
    const now = rowOf(id);
    if (!now) return false;
    const was = seen(id, version);
    if ("next" in values) values = { ...values, next_version: seen(values.next, values.next_version) };
    now.sending = action === "edit";
    const { status, data } = await send("/act", { id, version: was, action, ...values });
    now.sending = false;
    now.classList.toggle("unsaved", status !== 200 && action === "edit");
    if (status === 200) {
      for (const unit of data.units) if (unit.id === id && unit.version !== was) ours.set(`${id} ${was}`, unit.version);
      show(data, action === "edit" ? values.en : undefined);
      if (live.classList.contains("bad")) say("");
      if (action === "edit" && document.activeElement === field(now)) now.edits = (now.edits || 0) + 1;
      if (now.undo) setTimeout(() => step("/undo"));
      now.undo = false;
      return true;
    }
    if (status === 409) return conflict(now, action, values, data);
    if (status === 0 && action === "edit") setTimeout(() => save(now), RETRY);
    say(data.error || "That didn't work.", true);
    return false;
  }).finally(() => { pending -= 1; });
  return queue;
}

function conflict(row, action, values, data) {
  const theirs = data.units[row.dataset.id];
  if (!theirs && Object.keys(data.units).length) {
    say("The row after this one was changed by somebody else just now. Look at it, and merge again.", true);
    return false;
  }
  if (!theirs) {
    say("This row isn't there any more: somebody merged or split it, or the corpus was built anew. Load the page again.", true);
    return false;
  }
  const dialog = document.getElementById("conflict");
  $(".who", dialog).textContent = `${theirs.reviewer || "Somebody"} changed row ${$(".n", row).textContent} while you had it open.`;
  $(".theirs", dialog).textContent = theirs.en;
  // What stands in the field is what was seen and meant, typed while the answer came or not.
  const text = field(row).value;
  $(".yours", dialog).textContent = ["edit", "accept"].includes(action) ? text : action;
  dialog.returnValue = "";
  clearTimeout(row.timer);
  row.conflict = true; // while the question is open, nothing is saved by itself
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener("close", () => {
      const mine = dialog.returnValue === "mine";
      row.conflict = false;
      row.classList.remove("unsaved");
      field(row).value = field(row).dataset.saved = theirs.en;
      patch(row, theirs.html, theirs.version);
      done(false);
      if (mine && ["edit", "accept"].includes(action)) {
        field(row).value = text;
        act(row, "edit", { en: text });
      } else if (mine) act(row, action, values.en === undefined ? values : { ...values, en: text });
      row.focus();
    }, { once: true });
  });
}

function step(url) {
  queue = queue.then(async () => {
    const { status, data } = await send(url, {});
    if (status !== 200) return say(data.conflict ? "That can't be taken back: somebody changed the row since." : data.error, true);
    if (data.nothing) return say(url === "/undo" ? "Nothing to undo." : "Nothing to redo.");
    for (const unit of data.units) if (rowOf(unit.id)) field(rowOf(unit.id)).dataset.saved = field(rowOf(unit.id)).value;
    show(data);
    say(`${url === "/undo" ? "Undone" : "Done again"}: ${NAMES[data.action] ?? data.action}`);
    const first = data.units.map((u) => rowOf(u.id)).find(Boolean);
    if (first) setActive(first);
  });
  return queue;
}

function next(row) {
  const to = row.nextElementSibling, link = document.getElementById("next");
  if (to) setActive(to);
  else if (!link || rows().some(dirty)) say("That was the last row of this page.");
  // Where decided rows leave the list, its first page is the next one.
  else if (["todo", "recheck", "second"].includes(new URLSearchParams(location.search).get("status"))) location.reload();
  else link.click();
}

// In the second opinion, what is decided is a vote; in the review it changes the row.
function decide(row, action) {
  const text = field(row).value;
  if (blind) return act(row, "vote", { status: action === "reject" ? "rejected" : text === field(row).dataset.saved ? "accepted" : "edited", en: text }).then((ok) => ok && next(row));
  const go = action === "accept" && text !== field(row).dataset.saved ? act(row, "edit", { en: text }) : act(row, action);
  return go.then((ok) => ok && active === row && next(row));
}

function save(row) {
  clearTimeout(row.timer);
  if (blind || row.conflict || !row.isConnected || !dirty(row)) return queue;
  return act(row, "edit", { en: field(row).value });
}

// A comment that was begun is kept when one goes on to another row.
function keepComment(row) {
  const text = $(".comment-field textarea", row);
  if (text && text.value !== text.defaultValue) act(row, "comment", { comment: text.value });
}

async function merge(row) {
  await save(row);
  const next = await (await fetch(`/next?id=${encodeURIComponent(row.dataset.id)}`)).json();
  if (!next.id) return say("There is no row after this one.");
  const there = rowOf(next.id);
  if (there) await save(there);
  // A row that isn't on the page wasn't seen: its text is said.
  if (!there) say(`Merged with: ${next.ja}`);
  act(row, "merge", { next: next.id, next_version: there ? Number(there.dataset.version) : next.version });
}

// What lies below a row comes a moment after the row itself; until a field is there, keys that are meant for it do nothing.
async function open(row, selector, focus) {
  opening = true;
  await row.ready;
  opening = false;
  const form = $(selector, row);
  if (!form) return;
  form.hidden = false;
  const target = $(focus, form);
  target.focus();
  if (target.select) target.select();
  form.scrollIntoView({ block: "nearest" });
}

async function find(form) {
  const row = form?.closest(".unit");
  if (!row) return;
  const query = new URLSearchParams({ id: row.dataset.id, q: form.q.value, key: form.key.value });
  const answer = await fetch(`/search?${query}`);
  if (answer.ok) $(".results", form).innerHTML = await answer.text();
}

function link(row, button, shift) {
  const { key, span } = button.dataset;
  if (shift && button.closest(".results")) {
    const from = $(".results .from", row);
    if (!from) {
      button.classList.add("from");
      say("Now choose the last sentence of the passage.");
      return;
    }
    if (from.dataset.key !== key) return say("A passage is of one source.", true);
    const ends = [Number(from.dataset.span), Number(span)].sort((a, b) => a - b);
    act(row, "relink", { key, span: ends[0] === ends[1] ? `${ends[0]}` : `${ends[0]}-${ends[1]}` });
  } else {
    act(row, "relink", { key, span });
  }
  row.focus();
}

function split(row) {
  const dialog = document.getElementById("split");
  const { ja, en } = dialog.querySelector("form");
  ja.value = [...row.querySelector(".ja > p").childNodes].map((n) => n.textContent).join("");
  en.value = field(row).value;
  const middle = (text, marks) => {
    const cuts = [...text.matchAll(marks)].map((m) => m.index + m[0].length).filter((i) => i < text.length);
    return cuts.sort((a, b) => Math.abs(a - text.length / 2) - Math.abs(b - text.length / 2))[0] ?? Math.floor(text.length / 2);
  };
  const own = document.activeElement === field(row) ? field(row).selectionStart : 0;
  ja.setSelectionRange(...Array(2).fill(middle(ja.value, /[。！？]|、/g)));
  en.setSelectionRange(...Array(2).fill(own || middle(en.value, /[.!?;,]\s+/g)));
  const preview = () => {
    for (const text of [ja, en]) {
      const [first, second] = dialog.querySelectorAll(`.preview [lang=${text.name}]`);
      first.textContent = text.value.slice(0, text.selectionStart).trim();
      second.textContent = text.value.slice(text.selectionStart).trim();
    }
  };
  preview();
  for (const text of [ja, en]) text.onkeyup = text.onclick = text.onselect = preview;
  dialog.returnValue = "";
  dialog.showModal();
  ja.focus();
  // The server counts code points, a field counts halves of those beyond the basic plane.
  const points = (text, at) => [...text.slice(0, at)].length;
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "ok") act(row, "split", { ja_at: points(ja.value, ja.selectionStart), en_at: points(en.value, en.selectionStart) });
    row.focus();
  }, { once: true });
}

const DO = {
  accept: (row) => decide(row, "accept"),
  reject: (row) => decide(row, "reject"),
  edit: (row) => { const t = field(row); t.focus(); t.setSelectionRange(t.value.length, t.value.length); },
  write: (row) => { field(row).focus(); field(row).select(); },
  comment: (row) => open(row, ".comment-field", "textarea"),
  relink: (row) => open(row, ".find", "input").then(() => find($(".find", row))),
  nosource: (row) => act(row, "nosource"),
  judge: (row) => open(row, ".judge-field", "button"),
  keys: (row) => open(row, ".keys-field", "input"),
  merge,
  split: (row) => save(row).then(() => split(row)),
  reopen: (row) => { field(row).dataset.saved = field(row).value; act(row, "reopen"); },
  same: (row) => { const b = $("[data-do=same]", row); if (b) act(row, "same", { other: b.dataset.other }).then((ok) => ok && active === row && next(row)); else say("No row with the same Japanese was decided."); },
};
const KEYS = { a: "accept", x: "reject", e: "edit", Enter: "edit", w: "write", c: "comment", s: "relink", 0: "nosource", v: "judge", k: "keys", m: "merge", t: "split", o: "reopen", r: "same" };
const NAMES = { nosource: "not in the sources", relink: "other passage", second: "second opinion", judge: "verdict", same: "same as another row", keys: "citation keys", reopen: "as built", pending: "open again" };
const BLIND = new Set(["accept", "reject", "edit", "write"]);

// The question who has the last word wants an answer.
document.getElementById("conflict").addEventListener("cancel", (e) => e.preventDefault());

// Events

// The cursor moves in these, but nothing is written: a field that is readonly has no cursor that keys could move.
for (const text of document.querySelectorAll("#split textarea")) text.addEventListener("beforeinput", (e) => e.preventDefault());

document.addEventListener("keydown", (e) => {
  const target = e.target;
  const row = target.closest?.(".unit");
  const typing = target.matches?.("textarea, input, select");
  if ((e.ctrlKey || e.metaKey) && e.key === "Enter") {
    if (target.closest("#split")) return $("#split button[value=ok]").click();
    const form = target.closest("form.field");
    if (form) return form.requestSubmit();
    if (row && typing) {
      e.preventDefault();
      if (blind) return void decide(row, "accept");
      const same = field(row).value === field(row).dataset.saved;
      (same ? act(row, "accept") : save(row)).then((ok) => ok && next(row));
    }
    return;
  }
  if (document.querySelector("dialog[open]")) return;
  if (opening && !typing) return e.preventDefault();
  if ((e.ctrlKey || e.metaKey) && !typing && ["z", "y"].includes(e.key.toLowerCase())) {
    e.preventDefault();
    step(e.key.toLowerCase() === "y" || e.shiftKey ? "/redo" : "/undo");
    return;
  }
  if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
  if (e.key === "Escape") {
    if (row && target === field(row)) {
      target.value = target.dataset.saved;
      // What was saved while typing is taken back; what is on its way, behind it.
      for (; row.edits > 0; row.edits -= 1) step("/undo");
      if (row.sending) row.undo = true;
    }
    (row || active)?.focus();
    row?.querySelectorAll("form").forEach((f) => { f.hidden = true; });
    return;
  }
  const judging = target.closest?.(".judge-field");
  if (judging && ["1", "2", "3"].includes(e.key)) return void judging.querySelectorAll("button")[Number(e.key) - 1].click();
  if (typing) return;
  const jump = { j: 1, ArrowDown: 1, h: -1, ArrowUp: -1 }[e.key];
  if (jump) {
    e.preventDefault();
    const all = rows();
    setActive(all[Math.min(Math.max(all.indexOf(active) + jump, 0), all.length - 1)]);
  } else if (e.key === "g" || e.key === "G") {
    setActive(e.key === "g" ? rows()[0] : rows().at(-1));
  } else if (e.key === "u" || e.key === "U") {
    step(e.key === "u" ? "/undo" : "/redo");
  } else if (e.key === "?") {
    document.getElementById("help").showModal();
  } else if (e.key === "/") {
    e.preventDefault();
    $("#filters [name=q]").select();
  } else if (e.key === "n" || e.key === "p") {
    document.getElementById(e.key === "n" ? "next" : "previous")?.click();
  } else if (active && /^[1-5]$/.test(e.key)) {
    active.ready.then(() => active.querySelectorAll(".candidates button")[Number(e.key) - 1]?.click());
  } else if (active && KEYS[e.key] && !(target.matches("button, a, summary") && e.key === "Enter")) {
    if (blind && !BLIND.has(KEYS[e.key])) return;
    e.preventDefault();
    DO[KEYS[e.key]](active);
  }
});

document.addEventListener("click", (e) => {
  const row = e.target.closest(".unit");
  const button = e.target.closest("button");
  if (row) setActive(row, !e.target.closest("textarea, input, select, button, a"));
  if (button?.dataset.do === "link") link(row, button, e.shiftKey);
  else if (button?.dataset.do && row) DO[button.dataset.do](row);
  else if (button?.dataset.verdict) { act(row, "judge", { verdict: button.dataset.verdict }); row.focus(); }
});

document.addEventListener("submit", (e) => {
  const form = e.target, row = form.closest(".unit");
  if (!row) return;
  e.preventDefault();
  if (form.matches(".comment-field")) { act(row, "comment", { comment: form.comment.value }); row.focus(); }
  if (form.matches(".keys-field")) { act(row, "keys", { keys: form.keys.value }); row.focus(); }
  if (form.matches(".find")) find(form);
});

let finding = 0;
document.addEventListener("input", (e) => {
  const row = e.target.closest(".unit"), form = e.target.closest(".find");
  if (form) {
    clearTimeout(finding);
    finding = setTimeout(() => find(form), 150);
  } else if (row && e.target === field(row) && !e.isComposing) {
    clearTimeout(row.timer);
    row.timer = setTimeout(() => save(row), IDLE);
  }
});
document.addEventListener("compositionend", (e) => {
  const row = e.target.closest(".unit");
  if (row && e.target === field(row)) row.timer = setTimeout(() => save(row), IDLE);
});
document.addEventListener("focusin", (e) => {
  const row = e.target.closest(".unit");
  if (!row) return;
  if (e.target === field(row)) row.edits = 0;
  setActive(row, false);
});
document.addEventListener("focusout", (e) => { const row = e.target.closest(".unit"); if (row && e.target === field(row)) save(row); });
for (const select of document.querySelectorAll("#filters select")) select.addEventListener("change", () => $("#filters").requestSubmit());
// Empty filters stay out of the address.
$("#filters").addEventListener("formdata", (e) => { for (const [name, value] of [...e.formData]) if (!value || (name === "order" && value === "place")) e.formData.delete(name); });
addEventListener("beforeunload", (e) => {
  if (active) keepComment(active);
  if (pending || rows().some(dirty)) e.preventDefault();
});
// Who leaves all the same: what isn't saved is sent past everything else.
addEventListener("pagehide", () => {
  if (blind) return;
  for (const row of rows().filter((r) => dirty(r) && !r.conflict))
    send("/act", { id: row.dataset.id, version: seen(row.dataset.id, row.dataset.version), action: "edit", en: field(row).value });
});

$("#undo").addEventListener("click", () => step("/undo"));
$("#redo").addEventListener("click", () => step("/redo"));
$("#help-button").addEventListener("click", () => document.getElementById("help").showModal());
$("#me").addEventListener("click", () => {
  const dialog = document.getElementById("name");
  dialog.showModal();
  dialog.addEventListener("close", async () => {
    if (dialog.returnValue !== "ok") return;
    const { status, data } = await send("/reviewer", { name: $("input", dialog).value });
    if (status === 200) $("#me").textContent = body.dataset.reviewer = data.name;
    else say(data.error, true);
  }, { once: true });
});

// What others do

async function poll() {
  try {
    const answer = await fetch(`/changes?since=${event}`);
    if (answer.ok) {
      const data = await answer.json();
      event = data.event;
      for (const { before, units } of blind ? [] : data.events) {
        if (!before.some(rowOf)) continue;
        for (const unit of units) {
          const row = rowOf(unit.id);
          // A row with text that isn't saved keeps its version: saving it will ask what to do.
          if (!row || (Number(row.dataset.version) < unit.version && !dirty(row))) place(unit);
        }
        for (const row of before.filter((id) => !units.some((u) => u.id === id)).map(rowOf).filter(Boolean)) if (row !== active && !dirty(row)) row.remove();
      }
      if (data.trouble !== troubled) say(troubled = data.trouble, true);
      progress(data.progress);
    }
  } catch { /* the next action says that the server can't be reached */ }
  setTimeout(poll, POLL);
}
setTimeout(poll, POLL);
if (rows()[0]) setActive(rows()[0], !new URLSearchParams(location.search).has("q"));
