/* Quick exit, menus, printing and search. No storage, no requests but the search index of this site. */
(function () {
  "use strict";
  var d = document, h = d.documentElement, exit = d.getElementById("kyr-exit"), presses = 0, timer, used;

  /* Leave: hide everything at once, then go. Back leads to where the reader was before this page. */
  function reset() { clearTimeout(timer); presses = 0; if (exit) exit.removeAttribute("data-n"); }
  function leave() {
    h.classList.add("kyr-gone");
    d.title = exit.getAttribute("data-wait");
    location.replace(exit.href);
  }
  if (exit) {
    exit.addEventListener("click", function (e) {
      if (e.button || e.ctrlKey || e.metaKey || e.shiftKey) return;
      e.preventDefault(); leave();
    });
    /* Shift three times within five seconds; Shift with a letter, or inside a field, does not count. */
    d.addEventListener("keydown", function (e) { used = e.key !== "Shift"; if (used) reset(); });
    d.addEventListener("keyup", function (e) {
      if (e.key !== "Shift" || used || e.isComposing || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) return;
      exit.setAttribute("data-n", ++presses);
      if (presses > 2) { reset(); leave(); return; }
      clearTimeout(timer); timer = setTimeout(reset, 5000);
    });
    var help = d.querySelector(".kyr-exit-help");
    if (help) help.hidden = false;
  }
  window.addEventListener("pageshow", function () { h.classList.remove("kyr-gone"); reset(); });

  /* Menus: Escape or a click elsewhere closes them. */
  var menus = [].slice.call(d.querySelectorAll(".kyr-menus details"));
  d.addEventListener("keydown", function (e) {
    if (e.key === "Escape") menus.forEach(function (m) {
      if (m.open) { m.open = false; m.querySelector("summary").focus(); }
    });
  });
  d.addEventListener("click", function (e) {
    menus.forEach(function (m) { if (m.open && !m.contains(e.target)) m.open = false; });
  });

  /* Paper has no folds. */
  function folds(query, open) {
    [].forEach.call(d.querySelectorAll("main details" + query), function (f) {
      f.open = open; f.toggleAttribute ? f.toggleAttribute("data-p", open) : 0;
    });
  }
  window.addEventListener("beforeprint", function () { folds(":not([open])", true); });
  window.addEventListener("afterprint", function () { folds("[data-p]", false); });

  /* Search: letters are compared without case, accents and vowel signs; parts of words count. */
  var form = d.querySelector(".kyr-search");
  if (!form) return;
  var field = d.getElementById("kyr-q"), status = d.getElementById("kyr-found"), list = d.getElementById("kyr-hits");
  var index, asked;
  function fold(s) {
    s = s.toLowerCase();
    if (s.normalize) s = s.normalize("NFKD");
    return s.replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640\u200b-\u200f]/g, "").replace(/[\u0622\u0623\u0625\u0671]/g, "\u0627")
      .replace(/[\u0649\u06cc]/g, "\u064a").replace(/\u06a9/g, "\u0643").replace(/\u0629/g, "\u0647").replace(/\u0111/g, "d");
  }
  window.kyrIndex = function (rows) {
    index = rows.map(function (r) { return { url: r[0], title: r[1], a: fold(r[1]), b: fold(r[2]) }; });
    find();
  };
  function find() {
    var words = fold(field.value).split(/\s+/).filter(Boolean), hits = [];
    status.textContent = list.textContent = "";
    if (!index || !words.length) return;
    index.forEach(function (r) {
      var score = 0;
      if (words.every(function (w) {
        var inTitle = r.a.indexOf(w) >= 0;
        score += inTitle ? 5 : 1;
        return inTitle || r.b.indexOf(w) >= 0;
      })) hits.push([score, r]);
    });
    hits.sort(function (x, y) { return y[0] - x[0]; });
    status.textContent = form.getAttribute(hits.length ? "data-results" : "data-none").replace("{count}", hits.length);
    hits.slice(0, 12).forEach(function (x) {
      var item = d.createElement("li"), link = d.createElement("a");
      link.href = form.getAttribute("data-base") + x[1].url;
      link.textContent = x[1].title;
      item.appendChild(link); list.appendChild(item);
    });
  }
  form.hidden = false;
  field.addEventListener("focus", function () {
    if (asked) return;
    asked = true;
    var s = d.createElement("script");
    s.src = form.getAttribute("data-index");
    d.head.appendChild(s);
  });
  field.addEventListener("input", find);
  form.addEventListener("submit", function (e) { e.preventDefault(); find(); });
})();
