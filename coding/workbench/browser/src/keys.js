// The keys of the text, and what each does; the list that «?» shows is this one.
export const KEYS = [
  {
    title: "keys_move",
    keys: [
      [["←", "→"], "key_word"],
      [["↑", "↓"], "key_sentence"],
      [["Alt", "↑", "↓"], "key_turn"],
      [["key_shift", "…"], "key_extend"],
      [["S"], "key_mark_sentence"],
      [["T"], "key_mark_turn"],
      [["Home", "End"], "key_ends"],
      [["Esc"], "key_drop"],
      [["F6"], "key_panes"],
    ],
  },
  {
    title: "keys_code",
    keys: [
      [["Enter"], "key_code"],
      [["1", "…", "9"], "key_recent"],
      [["key_shift", "1", "…", "9"], "key_recent_turn"],
      [["M"], "key_memo"],
      [["Z"], "key_undo"],
      [["key_shift", "Z"], "key_redo"],
    ],
  },
  {
    title: "keys_coding",
    keys: [
      [["J", "K"], "key_next"],
      [["I"], "key_meaning"],
      [["R"], "key_change"],
      [["F"], "key_fit"],
      [[",", "."], "key_end_edge"],
      [["key_shift", ",", "."], "key_start_edge"],
      [["N"], "key_note"],
      [["C"], "key_certainty"],
      [["Delete"], "key_remove"],
      [["?"], "key_list"],
    ],
  },
  {
    title: "keys_correct",
    keys: [
      [["E"], "key_words"],
      [["D"], "key_split"],
      [["G"], "key_join"],
      [["V"], "key_who"],
      [["X"], "key_name"],
    ],
  },
  {
    title: "keys_suggestions",
    keys: [
      [["key_shift", "J", "K"], "key_next_suggestion"],
      [["+"], "key_accept"],
      [["-"], "key_refuse"],
    ],
  },
];

// Event → what it asks for, as the name of a method of the bench and its arguments; null for keys that are not ours.
export function asked(event) {
  const { key, code, shiftKey: shift, altKey: alt } = event;
  if (event.isComposing) return null;
  if (event.ctrlKey || event.metaKey) {
    if (key.toLowerCase() === "z") return [shift ? "redo" : "undo"];
    return key.toLowerCase() === "y" ? ["redo"] : null;
  }
  const arrow = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[key];
  if (arrow) return ["step", key.endsWith("Up") || key.endsWith("Down") ? (alt ? "turn" : "sentence") : "word", arrow, shift];
  if (alt) return null;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code);
  if (digit && (shift || /^\d$/.test(key))) return ["recentCode", Number(digit[1]) - 1, shift];
  const plain = { Home: ["ends", false], End: ["ends", true], Escape: ["dropMark"], Enter: ["findCode"], Delete: ["removeActive"], Backspace: ["removeActive"], "?": ["listKeys"], "+": ["acceptSuggestion"], "=": ["acceptSuggestion"], "-": ["refuseSuggestion"] };
  if (plain[key]) return plain[key];
  if (code === "Comma" || code === "Period") return ["shiftEdge", shift ? "start" : "end", code === "Comma" ? -1 : 1];
  const letters = { s: ["markUnit", "sentence"], t: ["markUnit", "turn"], m: ["memo"], j: [shift ? "nextSuggestion" : "nextCoding", 1], k: [shift ? "nextSuggestion" : "nextCoding", -1], i: ["explainActive"], r: ["recodeActive"], f: ["fitActive"], n: ["noteActive"], c: ["nextCertainty"], e: ["correctWords"], d: ["splitTurn"], g: ["joinTurn"], v: ["nameSpeaker"], x: ["replaceName"], z: [shift ? "redo" : "undo"] };
  return letters[key.toLowerCase()] ?? null;
}
