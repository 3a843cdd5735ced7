/* Quick exit, menus, printing, search. Stores nothing, loads only this site's search index. */
(function () {
  "use strict";
  var d = document, w = window, html = d.documentElement;
  function by(id) { return d.getElementById(id); }
  function each(query, run) { [].forEach.call(d.querySelectorAll(query), run); }

  /* Leave: hide all at once, then go. Back leads to before this page. */
  var exit = by("kyr-exit"), presses = 0, other, timer;
  function reset() { clearTimeout(timer); presses = 0; if (exit) exit.removeAttribute("data-n"); }
  function leave() {
    html.classList.add("kyr-gone");
    d.title = exit.getAttribute("data-wait");
    location.replace(exit.href);
  }
  if (exit) {
    exit.addEventListener("click", function (e) {
      if (e.button || e.ctrlKey || e.metaKey || e.shiftKey) return;
      e.preventDefault();
      leave();
    });
    /* Shift three times; not with a letter, not in the search field. */
    d.addEventListener("keydown", function (e) { other = e.key !== "Shift"; if (other) reset(); });
    d.addEventListener("keyup", function (e) {
      if (e.key !== "Shift" || other || e.isComposing || e.target.tagName === "INPUT") return;
      exit.setAttribute("data-n", ++presses);
      clearTimeout(timer);
      timer = setTimeout(reset, 5000);
      if (presses > 2) leave();
    });
    each(".kyr-exit-help", function (x) { x.hidden = false; });
  }
  w.addEventListener("pageshow", function () { html.classList.remove("kyr-gone"); reset(); });

  /* Menus and meanings close with Escape, menus with a click elsewhere too; paper has no folds */
  d.addEventListener("keydown", function (e) {
    if (e.key !== "Escape") return;
    if (/kyr-t/.test(d.activeElement.className)) d.activeElement.blur();
    each(".kyr-menus [open]", function (x) { x.open = false; x.firstElementChild.focus(); });
  });
  d.addEventListener("click", function (e) {
    each(".kyr-menus [open]", function (x) { if (!x.contains(e.target)) x.open = false; });
  });
  var opened = [];
  w.addEventListener("beforeprint", function () {
    each("main details:not([open])", function (x) { x.open = opened.push(x); });
  });
  w.addEventListener("afterprint", function () { while (opened.length) opened.pop().open = false; });

  /* Search: case, accents and vowel signs do not count; parts of words do. */
  var form = d.querySelector(".kyr-search"), index, asked;
  if (!form) return;
  var field = by("kyr-q"), status = by("kyr-found"), list = by("kyr-hits");
  function fold(s) {
    s = s.toLowerCase();
    if (s.normalize) s = s.normalize("NFKD");
    return s.replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640\u093c\u200b-\u200f\u2018\u2019\u02bc']/g, "").replace(/[\u0622\u0623\u0625\u0671]/g, "\u0627")
      .replace(/[\u0649\u06cc]/g, "\u064a").replace(/\u06a9/g, "\u0643").replace(/[\u0629\u06be\u06c1\u06d5]/g, "\u0647").replace(/\u0111/g, "d");
  }
  function find() {
    var words = fold(field.value).split(/\s+/).filter(Boolean), hits = [];
    status.textContent = list.textContent = "";
    if (!index || !words.length) return;
    index.forEach(function (r) {
      var score = 0;
      if (words.every(function (x) {
        score += r.title.indexOf(x) < 0 ? 1 : 5;
        return (r.title + r.text).indexOf(x) >= 0;
      })) hits.push({ score: score, row: r.row });
    });
    hits.sort(function (a, b) { return b.score - a.score; });
    status.textContent = form.getAttribute(hits.length ? "data-results" : "data-none").replace("{count}", hits.length);
    hits.slice(0, 12).forEach(function (x) {
      var link = d.createElement("a");
      link.href = form.getAttribute("data-base") + x.row[0];
      link.textContent = x.row[1];
      list.appendChild(d.createElement("li")).appendChild(link);
    });
  }
  w.kyrIndex = function (rows) {
    index = rows.map(function (r) { return { row: r, title: fold(r[1]) + " ", text: fold(r[2]) }; });
    find();
  };
  form.hidden = false;
  field.addEventListener("focus", function () {
    if (asked) return;
    asked = d.head.appendChild(d.createElement("script"));
    asked.src = form.getAttribute("data-index");
  });
  field.addEventListener("input", find);
  form.addEventListener("submit", function (e) { e.preventDefault(); find(); });
})();
