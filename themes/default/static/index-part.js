// One part of the index: loads the chunks that a word needs and reads their columns.
// The format is told in docs/reference/search-index.md.
const FIELDS = 4;
const PAIR = /^[0-9bcdfgh]{8,10}$/;
const decoder = new TextDecoder();

export async function unpacked(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return new Response(response.body.pipeThrough(new DecompressionStream("gzip")));
}

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  number() {
    let value = 0;
    let shift = 0;
    for (;;) {
      const byte = this.bytes[this.at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
      shift += 7;
    }
  }

  column() {
    const length = this.number();
    this.at += length;
    return new Reader(this.bytes.subarray(this.at - length, this.at));
  }
}

// The papers of a word: their numbers, how often it stands in each field of each, and where.
class Postings {
  constructor(count) {
    this.papers = new Uint32Array(count);
    this.counts = new Uint8Array(count * FIELDS);
    this.from = new Uint32Array(count + 1);
    this.places = [];
  }
}

function postingsOf(word, count, steps, heads, places) {
  const found = new Postings(count);
  const isPair = PAIR.test(word);
  let paper = 0;
  for (let i = 0; i < count; i++) {
    paper += steps.number();
    found.papers[i] = paper;
    found.from[i] = found.places.length;
    const head = heads.bytes[heads.at++];
    for (let field = 0; field < FIELDS; field++) {
      if (!(head & (1 << field))) continue;
      const isLeast = field === FIELDS - 1;
      const times = isLeast ? head >> FIELDS : heads.number();
      found.counts[i * FIELDS + field] = times;
      if (isLeast && isPair) continue;
      let place = 0;
      for (let time = 0; time < times; time++) found.places.push((place += places.number()));
    }
  }
  found.from[count] = found.places.length;
  return found;
}

function readChunk(bytes) {
  const reader = new Reader(bytes);
  const texts = decoder.decode(reader.column().bytes).split("\n");
  const [counts, steps, heads, places] = [reader.column(), reader.column(), reader.column(), reader.column()];
  return new Map(texts.map((word) => [word, postingsOf(word, counts.number(), steps, heads, places)]));
}

export class Part {
  constructor(address) {
    this.address = address;
    this.chunks = new Map();
  }

  // What has to be known before the first search: the lengths of the papers, where chunks begin.
  open() {
    this.opened ??= unpacked(`${this.address}directory.bin`).then((response) => response.json()).then((held) => {
      this.lengths = Float32Array.from(held.lengths, (char) => held.step ** (char.charCodeAt(0) - 35));
      this.names = held.halves.flatMap(([letter, starts]) => starts.map((_, index) => letter + index.toString(16)));
      this.starts = held.halves.flatMap(([, starts]) => starts);
    });
    this.opened.catch(() => (this.opened = undefined));
    return this.opened;
  }

  chunkOf(word) {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isAfter(this.starts[middle], word)) high = middle;
      else low = middle + 1;
    }
    return low - 1;
  }

  chunk(number) {
    if (!this.chunks.has(number)) {
      const loaded = unpacked(`${this.address}${this.names[number]}.bin`)
        .then((response) => response.arrayBuffer())
        .then((buffer) => readChunk(new Uint8Array(buffer)));
      loaded.catch(() => this.chunks.delete(number));
      this.chunks.set(number, loaded);
    }
    return this.chunks.get(number);
  }

  async word(word) {
    const number = this.chunkOf(word);
    return number < 0 ? undefined : (await this.chunk(number)).get(word);
  }

  // The words that begin so, at most as many as stand in a few chunks.
  async beginning(start, mostChunks, mostWords) {
    const found = [];
    const first = Math.max(0, this.chunkOf(start));
    const last = Math.min(this.starts.length, first + mostChunks);
    for (let number = first; number < last; number++) {
      if (number > first && !this.starts[number].startsWith(start) && isAfter(this.starts[number], start)) break;
      for (const [word, postings] of await this.chunk(number)) if (word.startsWith(start)) found.push(postings);
    }
    return found.sort((a, b) => b.papers.length - a.papers.length).slice(0, mostWords);
  }
}

// Words are sorted by their bytes in UTF-8, which is the order of code points, not of UTF-16.
function isAfter(one, other) {
  const [a, b] = [Array.from(one), Array.from(other)];
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] !== b[i]) return a[i].codePointAt(0) > b[i].codePointAt(0);
  }
  return a.length > b.length;
}
