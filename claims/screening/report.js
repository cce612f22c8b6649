"use strict";
const by = (id) => document.getElementById(id);

function filter(rows, tests, count) {
  let shown = 0;
  for (const row of rows) {
    row.hidden = !tests.every((test) => test(row));
    shown += row.hidden ? 0 : 1;
  }
  count.value = shown === rows.length ? `共 ${shown} 条` : `显示 ${shown} 条，共 ${rows.length} 条`;
}
const contains = (input) => (row) => !input.value || row.textContent.includes(input.value);
const holds = (select, name) => (row) => !select.value || (row.dataset[name] || "").split(" ").includes(select.value);
const equals = (select, name) => (row) => !select.value || row.dataset[name] === select.value;

function filterClusters() {
  filter(document.querySelectorAll(".cluster"), [
    equals(by("cluster-severity"), "severity"), holds(by("cluster-code"), "codes"), contains(by("cluster-text"))],
  by("cluster-count"));
}
function filterFindings() {
  filter(document.querySelectorAll("#findings tr[data-family]"), [
    equals(by("finding-severity"), "severity"), equals(by("finding-family"), "family"), contains(by("finding-text"))],
  by("finding-count"));
}
for (const id of ["cluster-severity", "cluster-code", "cluster-text"]) by(id).addEventListener("input", filterClusters);
for (const id of ["finding-severity", "finding-family", "finding-text"]) by(id).addEventListener("input", filterFindings);
filterClusters();
filterFindings();
by("open-all").addEventListener("click", () => {
  for (const cluster of document.querySelectorAll(".cluster:not([hidden])")) cluster.open = true;
});
by("close-all").addEventListener("click", () => {
  for (const cluster of document.querySelectorAll(".cluster")) cluster.open = false;
});

for (const pair of document.querySelectorAll(".pair")) {
  const stage = pair.querySelector(".stage");
  let timer = 0;
  for (const figure of pair.querySelectorAll("figure")) {
    const frame = document.createElement("div");
    frame.className = "frame";
    figure.prepend(frame);
    frame.append(figure.querySelector("img"));
    for (const [left, top, right, bottom] of JSON.parse(pair.dataset.boxes)) {
      const box = document.createElement("div");
      box.className = "change";
      Object.assign(box.style, { left: `${left * 100}%`, top: `${top * 100}%`,
        width: `${(right - left) * 100}%`, height: `${(bottom - top) * 100}%` });
      frame.append(box);
    }
  }
  pair.querySelector(".tools").addEventListener("click", (event) => {
    const mode = event.target.dataset.mode;
    if (!mode) return;
    clearInterval(timer);
    stage.className = `stage ${mode}`;
    for (const button of pair.querySelectorAll("button")) button.setAttribute("aria-pressed", button === event.target);
    if (mode === "flicker") timer = setInterval(() => stage.classList.toggle("swapped"), 500);
  });
}
