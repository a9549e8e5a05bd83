// Places in the text, in UTF-16 units as the browser counts: words, sentences, blocks, and lanes for what overlaps.
import { language } from "./say.js";

export class Places {
  constructor(text, blocks) {
    this.text = text;
    this.blocks = blocks;
    this.starts = blocks.map((each) => each.start);
    this.sentences = null; // [start, end] of each; the server tells them, until then the browser guesses
    this.words = new Map();
    this.guessed = new Map();
  }

  // The index of the block that holds a place, or of the last one before it.
  block(place) {
    return Math.max(0, after(this.starts, place) - 1);
  }

  units(kind, index) {
    const block = this.blocks[index];
    if (kind === "turn") return [[block.start, block.end]];
    if (kind === "word") return this.cached(this.words, index, () => segments(this.text, block, "word"));
    if (!this.sentences) return this.cached(this.guessed, index, () => segments(this.text, block, "sentence"));
    const found = this.sentences.filter(([start]) => start >= block.start && start < block.end);
    return found.length ? found : [[block.start, block.end]];
  }

  cached(cache, index, make) {
    if (!cache.has(index)) cache.set(index, make());
    return cache.get(index);
  }

  // The unit that holds a place, or the next one.
  at(kind, place) {
    const index = this.block(place);
    const units = this.units(kind, index);
    return units.find(([, end]) => end > place) ?? units[units.length - 1] ?? [this.blocks[index].start, this.blocks[index].end];
  }

  // The first place after `from` (or, with `step` -1, the last before it) where a unit begins, or ends if `ends`.
  next(kind, from, step, ends = false) {
    const side = ends ? 1 : 0;
    for (let index = this.block(from); index >= 0 && index < this.blocks.length; index += step) {
      if (this.blocks[index].withdrawn) continue;
      const places = this.units(kind, index).map((unit) => unit[side]);
      const found = step > 0 ? places.find((each) => each > from) : places.findLast((each) => each < from);
      if (found !== undefined) return found;
    }
    return from;
  }

  // Without white space at the ends; null where there is nothing else.
  trimmed(start, end) {
    const words = this.text.slice(start, end);
    const first = start + words.length - words.trimStart().length;
    const last = end - (words.length - words.trimEnd().length);
    return first < last ? [first, last] : null;
  }

  // What of [start, end) stands in each block: [index, start, end].
  parts(start, end) {
    const found = [];
    for (let index = this.block(start); index < this.blocks.length && this.blocks[index].start < end; index += 1) {
      const block = this.blocks[index];
      const [from, to] = [Math.max(start, block.start), Math.min(end, block.end)];
      if (from < to && !block.withdrawn) found.push([index, from, to]);
    }
    return found;
  }
}

// How many of the ascending numbers are not above `value`.
export function after(numbers, value) {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

const segmenters = new Map(); // one is slow to make

function segmenter(locale, granularity) {
  const name = `${locale} ${granularity}`;
  if (!segmenters.has(name)) segmenters.set(name, new Intl.Segmenter(locale, { granularity }));
  return segmenters.get(name);
}

function segments(text, block, granularity) {
  const words = text.slice(block.start, block.end);
  const found = [];
  for (const { segment, index, isWordLike } of segmenter(language(), granularity).segment(words)) {
    const start = block.start + index;
    if (granularity === "sentence" && segment.trim()) found.push([start, start + segment.trimEnd().length]);
    else if (isWordLike) found.push([start, start + segment.length]);
  }
  return found;
}

// Coding → the lane of the margin its bracket stands in; codings that overlap stand in different ones.
export function lanes(codings, most) {
  const ends = [];
  const found = new Map();
  for (const each of codings) {
    let lane = ends.findIndex((end) => end <= each.start);
    if (lane < 0) lane = ends.length < most ? ends.length : most - 1;
    ends[lane] = Math.max(ends[lane] ?? 0, each.end);
    found.set(each.id, lane);
  }
  return found;
}

// What a text was and is: where places of the old one are in the new one, by what both begin and end with.
export function edits(was, now) {
  const most = Math.min(was.length, now.length);
  let before = 0;
  while (before < most && was[before] === now[before]) before += 1;
  let rest = 0;
  while (rest < most - before && was[was.length - 1 - rest] === now[now.length - 1 - rest]) rest += 1;
  const by = now.length - was.length;
  const place = (at) => {
    if (at <= before) return at;
    if (at >= was.length - rest) return at + by;
    const found = now.indexOf(was.slice(at, at + 40), before);
    return found >= 0 && found <= now.length - rest ? found : Math.min(at, now.length - rest);
  };
  const region = (start, end) => [start <= before ? start : place(start), Math.max(start <= before ? start : place(start), end >= was.length - rest ? end + by : Math.max(end <= before ? end : 0, place(end)))];
  return { place, region };
}
