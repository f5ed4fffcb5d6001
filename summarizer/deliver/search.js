"use strict";
// Search of all statements (STATEMENTS of search-index.js): those that hold every word asked for.
// What is found is put into the page as text, never as markup.
const SHOWN = 100;

const input = document.getElementById("words");
const told = document.getElementById("told");
const list = document.getElementById("found");

// case, accents and width of letters make no difference
function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

const folded = STATEMENTS.map((statement) => fold(statement.slice(2).join("\n")));

function search(words) {
  return STATEMENTS.filter((_, at) => words.every((word) => folded[at].includes(word)));
}

// the text as nodes, each part that folds to one of the words in <mark>
function marked(text, words) {
  const nodes = [];
  let plain = "";
  const letters = Array.from(text);
  for (let at = 0; at < letters.length; ) {
    const rest = fold(letters.slice(at, at + 80).join(""));
    const word = words.find((each) => rest.startsWith(each));
    let end = at + 1;
    while (word && fold(letters.slice(at, end).join("")).length < word.length) end += 1;
    if (word) {
      const mark = document.createElement("mark");
      mark.textContent = letters.slice(at, end).join("");
      nodes.push(plain, mark);
      plain = "";
    } else {
      plain += letters[at];
    }
    at = end;
  }
  return [...nodes, plain];
}

function item([day, anchor, section, text, sources], words) {
  const link = document.createElement("a");
  link.href = `${day}.html#${anchor}`;
  link.textContent = day;
  const note = document.createElement("span");
  note.className = "note";
  note.textContent = [" " + section, sources].filter(Boolean).join(" · ");
  const statement = document.createElement("p");
  statement.append(...marked(text, words));
  const entry = document.createElement("li");
  entry.append(link, note, statement);
  return entry;
}

function show() {
  const words = fold(input.value).split(/\s+/).filter(Boolean).sort((a, b) => b.length - a.length);
  const found = words.length ? search(words) : [];
  list.replaceChildren(...found.slice(0, SHOWN).map((statement) => item(statement, words)));
  told.textContent = !words.length ? ""
    : found.length > SHOWN ? `${found.length} statements, the latest ${SHOWN} shown`
    : found.length === 1 ? "1 statement" : `${found.length} statements`;
}

// the words stand in the address, so that going back finds them again and a search can be sent on
input.addEventListener("input", () => {
  show();
  location.replace("#q=" + encodeURIComponent(input.value));
});
if (location.hash.startsWith("#q=")) input.value = decodeURIComponent(location.hash.slice(3));
show();
