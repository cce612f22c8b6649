"use strict";
const by = (id) => document.getElementById(id);

function filter(rows, tests) {
  for (const row of rows) row.hidden = !tests.every((test) => test(row));
}
const contains = (input) => (row) => !input.value || row.textContent.includes(input.value);
const equals = (select, name) => (row) => !select.value || row.dataset[name] === select.value;

function filterClusters() {
  filter(by("clusters").children, [equals(by("cluster-severity"), "severity"), contains(by("cluster-text"))]);
}
function filterFindings() {
  filter(by("findings").children, [
    equals(by("finding-severity"), "severity"), equals(by("finding-family"), "family"), contains(by("finding-text"))]);
}
for (const id of ["cluster-severity", "cluster-text"]) by(id).addEventListener("input", filterClusters);
for (const id of ["finding-severity", "finding-family", "finding-text"]) by(id).addEventListener("input", filterFindings);

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
